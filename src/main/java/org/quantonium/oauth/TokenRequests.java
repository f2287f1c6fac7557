package org.quantonium.oauth;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import org.quantonium.ledger.Refusals;
import org.quantonium.limits.RateLimits;
import org.quantonium.limits.RatePolicy;

/** The way of a token request: form, client, grant, scopes, token, record. */
@ApplicationScoped
class TokenRequests {
  @Inject private Clients clients;
  @Inject private TokenIssuer issuer;
  @Inject private Refusals refusals;
  @Inject private RateLimits limits;

  /**
   * A token for the client that authenticates; token or refusal is recorded before it is told.
   *
   * @throws OAuthError invalid_request, invalid_client, unsupported_grant_type or invalid_scope
   * @throws org.quantonium.problem.Problem RATE_LIMITED for a client that asks too often,
   *     UNAVAILABLE if it could not be recorded
   */
  TokenResponse grant(List<String> authorizationHeaders, String body) {
    try {
      return granted(authorizationHeaders, body);
    } catch (OAuthError refused) {
      refusals.token(refused.error());
      throw refused;
    }
  }

  private TokenResponse granted(List<String> authorizationHeaders, String body) {
    TokenForm form = new TokenForm(body);
    ClientCredentials credentials =
        ClientCredentials.from(authorizationHeaders).orElseThrow(OAuthError::invalidClient);
    limits.charge(RatePolicy.TOKEN_CLIENT, credentials.clientId(), 1);
    Client client = clients.authenticate(credentials).orElseThrow(OAuthError::invalidClient);
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
