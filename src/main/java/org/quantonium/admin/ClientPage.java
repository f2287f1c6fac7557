package org.quantonium.admin;

import java.util.List;
import org.quantonium.oauth.ClientView;

/**
 * A page of clients, in the order of their ids.
 *
 * @param next path of the next page; absent on the last one
 */
record ClientPage(List<ClientView> clients, String next) {
  ClientPage {
    clients = List.copyOf(clients);
  }
}
