package org.quantonium.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import org.quantonium.oauth.ClientChanges;
import org.quantonium.oauth.ClientView;

/** Reads clients. */
@ApplicationScoped
@Transactional
class ClientAdministration {
  @Inject private ClientChanges clients;

  /**
   * One client.
   *
   * @throws org.quantonium.problem.Problem NOT_FOUND
   */
  ClientView get(String clientId) {
    return clients.get(clientId);
  }

  /**
   * A page, in the order of the clients' ids.
   *
   * @param after the id before the first one; null: from the beginning
   * @param limit 1 to 100
   */
  ClientPage list(String after, int limit) {
    List<ClientView> rows = clients.page(after == null ? "" : after, limit + 1);
    List<ClientView> page = rows.stream().limit(limit).toList();
    String next =
        rows.size() > limit
            ? "/v1/admin/clients?limit=" + limit + "&after=" + page.get(limit - 1).clientId()
            : null;
    return new ClientPage(page, next);
  }
}
