package org.quantonium.oauth;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.quantonium.identity.Caller;
import org.quantonium.identity.DpopProof;
import org.quantonium.identity.DpopVerifier;
import org.quantonium.identity.InvalidProof;
import org.quantonium.identity.InvalidToken;
import org.quantonium.identity.OwnIssuer;
import org.quantonium.identity.TokenPolicy;
import org.quantonium.identity.TokenVerifier;
import org.quantonium.identity.VerifiedToken;
import org.quantonium.ledger.Refusals;

/**
 * The way of a request to the token endpoints: form, client, and what it asks for. Tokens,
 * revocations and refusals are recorded before they are told.
 *
 * <p>All throw {@link OAuthError} invalid_request or invalid_client, and {@link
 * org.quantonium.problem.Problem} RATE_LIMITED for a client that asks too often, UNAVAILABLE if it
 * could not be recorded, NOT_FOUND where this service issues no tokens.
 */
@ApplicationScoped
class TokenRequests {
  static final String PATH = "/v1/token";

  @Inject private Authenticator authenticator;
  @Inject private TokenIssuer issuer;
  @Inject private TokenVerifier verifier;
  @Inject private TokenPolicy policy;
  @Inject private DpopProofs proofs;
  @Inject private OwnIssuer own;
  @Inject private TokenRevoker revoker;
  @Inject private Refusals refusals;

  private final Clock clock = Clock.systemUTC();

  /**
   * A token for the client that authenticates, bound to a key where it proves that it has one.
   *
   * @param proofHeaders all DPoP headers; null for none
   * @throws OAuthError also unsupported_grant_type, invalid_scope and invalid_dpop_proof
   */
  TokenResponse grant(List<String> authorizationHeaders, List<String> proofHeaders, String body) {
    return answered(
        authorizationHeaders, body, (client, form) -> granted(client, form, proofHeaders));
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
    own.require();
    try {
      TokenForm form = new TokenForm(body);
      return act.apply(authenticator.authenticate(authorizationHeaders, form), form);
    } catch (OAuthError refused) {
      refusals.token(refused.error());
      throw refused;
    }
  }

  private TokenResponse granted(Client client, TokenForm form, List<String> proofHeaders) {
    String grantType =
        form.get("grant_type").orElseThrow(() -> OAuthError.invalidRequest("No grant_type"));
    if (!grantType.equals("client_credentials")) {
      throw OAuthError.unsupportedGrantType();
    }
    Set<String> scopes =
        form.get("scope").map(s -> narrowed(client, s)).orElseGet(client::scopeSet);
    return issuer.issue(client, scopes, boundTo(client, proofHeaders));
  }

  /** Thumbprint of the key that the client proves to have; the proof is spent. */
  private Optional<String> boundTo(Client client, List<String> headers) {
    if (headers == null || headers.isEmpty()) {
      if (client.boundTokens) {
        throw OAuthError.invalidProof(
            "this client gets tokens that are bound to a key alone, and there is no header DPoP");
      }
      return Optional.empty();
    }
    try {
      DpopProof proof =
          proofs.verify(headers, new DpopVerifier.Request("POST", PATH, clock.instant()));
      proofs.spend(proof);
      return Optional.of(proof.thumbprint());
    } catch (InvalidProof e) {
      throw OAuthError.invalidProof(e.getMessage());
    }
  }

  private Optional<Caller> revoked(Client client, TokenForm form) {
    Optional<Caller> token = token(form).map(VerifiedToken::caller);
    if (token.isPresent() && !token.get().clientId().equals(client.clientId)) {
      throw OAuthError.unauthorizedClient();
    }
    token.ifPresent(revoker::revoke);
    return token;
  }

  /** Another client's token is none. */
  private TokenState introspected(Client client, TokenForm form) {
    return token(form)
        .filter(token -> token.caller().clientId().equals(client.clientId))
        .map(token -> TokenState.of(token, policy))
        .orElse(TokenState.INACTIVE);
  }

  /** The client authenticates: of a bound token no proof is asked for. */
  private Optional<VerifiedToken> token(TokenForm form) {
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
