package org.quantonium.oauth;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.Supplier;
import org.quantonium.identity.Network;
import org.quantonium.ledger.CurrentRequest;
import org.quantonium.limits.RateLimits;
import org.quantonium.limits.RatePolicy;

/**
 * Which client a request to the token endpoints comes from: by exactly one of {@code
 * client_secret_basic} and {@code private_key_jwt}.
 *
 * <p>Who guesses is slowed, by client and address: what fails counts for that address at that
 * client alone, so that the client itself is served from everywhere else.
 */
@ApplicationScoped
class Authenticator {
  @Inject private Clients clients;
  @Inject private ClientAssertions assertions;
  @Inject private RateLimits limits;
  @Inject private CurrentRequest request;

  /**
   * The client that authenticates, its request counted.
   *
   * @throws OAuthError invalid_request or invalid_client
   * @throws org.quantonium.problem.Problem RATE_LIMITED for an address that guessed too often, and
   *     for a client that asks too often
   */
  Client authenticate(List<String> authorizationHeaders, TokenForm form) {
    boolean header = authorizationHeaders != null && !authorizationHeaders.isEmpty();
    boolean assertion =
        form.get("client_assertion").isPresent() || form.get("client_assertion_type").isPresent();
    boolean secret = form.get("client_secret").isPresent();
    if ((header ? 1 : 0) + (assertion ? 1 : 0) + (secret ? 1 : 0) > 1) {
      throw OAuthError.invalidRequest("Authenticate in one way, not in several");
    }
    return assertion ? byAssertion(form) : bySecret(authorizationHeaders, form);
  }

  private Client bySecret(List<String> authorizationHeaders, TokenForm form) {
    ClientCredentials credentials =
        ClientCredentials.from(authorizationHeaders).orElseThrow(OAuthError::invalidClient);
    String id = credentials.clientId();
    if (!form.get("client_id").orElse(id).equals(id)) {
      throw OAuthError.invalidClient();
    }
    Client client =
        guessed(id, () -> clients.authenticate(credentials).orElseThrow(OAuthError::invalidClient));
    limits.charge(RatePolicy.TOKEN_CLIENT, client.clientId, 1);
    return client;
  }

  private Client byAssertion(TokenForm form) {
    String id = assertions.claimed(form);
    ClientAssertions.Shown shown = guessed(id, () -> assertions.verify(form));
    limits.charge(RatePolicy.TOKEN_CLIENT, shown.client().clientId, 1);
    return assertions.spend(shown);
  }

  /** Whatever somebody claims about a client: refused for a while where it was wrong too often. */
  private <T> T guessed(String clientId, Supplier<T> proof) {
    String key = request.address().map(Network::of).orElse("unknown") + " " + clientId;
    limits.look(RatePolicy.TOKEN_GUESS, key, RatePolicy.GUESS_COST);
    try {
      return proof.get();
    } catch (OAuthError wrong) {
      limits.charge(RatePolicy.TOKEN_GUESS, key, RatePolicy.GUESS_COST);
      throw wrong;
    }
  }
}
