package org.quantonium.admin;

import java.util.List;

/** The limits of a client, one for each policy that is per client. */
record ClientLimitList(List<ClientLimit> limits) {
  ClientLimitList {
    limits = List.copyOf(limits);
  }
}
