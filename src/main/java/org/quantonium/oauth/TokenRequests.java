package org.quantonium.oauth;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.quantonium.identity.Caller;
import org.quantonium.identity.InvalidToken;
import org.quantonium.identity.TokenPolicy;
import org.quantonium.identity.TokenVerifier;
import org.quantonium.ledger.Refusals;

/**
 * The way of a request to the token endpoints: form, client, and what it asks for. Tokens,
 * revocations and refusals are recorded before they are told.
 *
 * <p>All throw {@link OAuthError} invalid_request or invalid_client, and {@link
 * org.quantonium.problem.Problem} RATE_LIMITED for a client that asks too often, UNAVAILABLE if it
 * could not be recorded.
 */
@ApplicationScoped
class TokenRequests {
  @Inject private Authenticator authenticator;
  @Inject private TokenIssuer issuer;
  @Inject private TokenVerifier verifier;
  @Inject private TokenPolicy policy;
  @Inject private TokenRevoker revoker;
  @Inject private Refusals refusals;

  /**
   * A token for the client that authenticates.
   *
   * @throws OAuthError also unsupported_grant_type and invalid_scope
   */
  TokenResponse grant(List<String> authorizationHeaders, String body) {
    return answered(authorizationHeaders, body, this::granted);
  }

  /**
   * Ends a token of the client that authenticates (RFC 7009); nothing is done for a text that is no
   * token, or none any more.
   *
   * @throws OAuthError also unauthorized_client, if it is another client's
   */
  void revoke(List<String> authorizationHeaders, String body) {
    answered(authorizationHeaders, body, this::revoked);
  }

  /** What is known of a token of the client that authenticates (RFC 7662). */
  TokenState introspect(List<String> authorizationHeaders, String body) {
    return answered(authorizationHeaders, body, this::introspected);
  }

  private <T> T answered(
      List<String> authorizationHeaders, String body, BiFunction<Client, TokenForm, T> act) {
    try {
      TokenForm form = new TokenForm(body);
      return act.apply(authenticator.authenticate(authorizationHeaders, form), form);
    } catch (OAuthError refused) {
      refusals.token(refused.error());
      throw refused;
    }
  }

  private TokenResponse granted(Client client, TokenForm form) {
    String grantType =
        form.get("grant_type").orElseThrow(() -> OAuthError.invalidRequest("No grant_type"));
    if (!grantType.equals("client_credentials")) {
      throw OAuthError.unsupportedGrantType();
    }
    return issuer.issue(
        client, form.get("scope").map(s -> narrowed(client, s)).orElseGet(client::scopeSet));
  }

  private Optional<Caller> revoked(Client client, TokenForm form) {
    Optional<Caller> token = token(form);
    if (token.isPresent() && !token.get().clientId().equals(client.clientId)) {
      throw OAuthError.unauthorizedClient();
    }
    token.ifPresent(revoker::revoke);
    return token;
  }

  /** Another client's token is none. */
  private TokenState introspected(Client client, TokenForm form) {
    return token(form)
        .filter(token -> token.clientId().equals(client.clientId))
        .map(token -> TokenState.of(token, policy))
        .orElse(TokenState.INACTIVE);
  }

  private Optional<Caller> token(TokenForm form) {
    String token = form.get("token").orElseThrow(() -> OAuthError.invalidRequest("No token"));
    try {
      return Optional.of(verifier.verify(token));
    } catch (InvalidToken e) {
      return Optional.empty();
    }
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
