package org.quantonium.oauth;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;

/** The way of a token request: form, client, grant, scopes, token. */
@ApplicationScoped
class TokenRequests {
  @Inject private Clients clients;
  @Inject private TokenIssuer issuer;

  /**
   * A token for the client that authenticates.
   *
   * @throws OAuthError invalid_request, invalid_client, unsupported_grant_type or invalid_scope
   */
  TokenResponse grant(List<String> authorizationHeaders, String body) {
    TokenForm form = new TokenForm(body);
    Client client =
        ClientCredentials.from(authorizationHeaders)
            .flatMap(clients::authenticate)
            .orElseThrow(OAuthError::invalidClient);
    String grantType =
        form.get("grant_type").orElseThrow(() -> OAuthError.invalidRequest("No grant_type"));
    if (!grantType.equals("client_credentials")) {
      throw OAuthError.unsupportedGrantType();
    }
    return issuer.issue(
        client, form.get("scope").map(s -> narrowed(client, s)).orElseGet(client::scopeSet));
  }

  /** Scopes are asked down, never up. */
  static Set<String> narrowed(Client client, String requested) {
    Set<String> scopes = Set.copyOf(List.of(requested.split(" ", -1)));
    if (!client.scopeSet().containsAll(scopes)) {
      throw OAuthError.invalidScope();
    }
    return scopes;
  }
}
