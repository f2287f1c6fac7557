package org.quantonium.oauth;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Logger;
import org.quantonium.identity.AssertionVerifier;
import org.quantonium.identity.AssertionVerifier.Assertion;
import org.quantonium.identity.InvalidToken;
import org.quantonium.identity.TokenPolicy;

/**
 * Clients that authenticate by a signature of their own: {@code private_key_jwt} (OpenID Connect
 * Core 1.0, 9; RFC 7523). The assertion is verified first and spent afterwards, so that nobody else
 * can spend one.
 */
@ApplicationScoped
class ClientAssertions {
  static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  private static final Logger LOG = Logger.getLogger(ClientAssertions.class.getName());

  @Inject private Clients clients;
  @Inject private SpentAssertions spent;
  @Inject private TokenPolicy policy;

  /** A client whose assertion verified, and which is not spent yet. */
  record Shown(Client client, Assertion assertion) {}

  /**
   * Whom the assertion of a form claims to come from; unverified.
   *
   * @throws OAuthError invalid_request or invalid_client
   */
  String claimed(TokenForm form) {
    if (!form.get("client_assertion_type").orElse("").equals(TYPE)) {
      throw OAuthError.invalidRequest("client_assertion_type must be " + TYPE);
    }
    try {
      String client = verifier().claimedClient(text(form));
      if (!form.get("client_id").orElse(client).equals(client)) {
        throw OAuthError.invalidAssertion("client_id is not whom the assertion names");
      }
      return client;
    } catch (InvalidToken e) {
      throw OAuthError.invalidAssertion(e.getMessage());
    }
  }

  /**
   * The client whose assertion this is.
   *
   * @throws OAuthError invalid_client
   */
  Shown verify(TokenForm form) {
    AtomicReference<Client> client = new AtomicReference<>();
    try {
      Assertion assertion =
          verifier()
              .verify(
                  text(form),
                  id -> {
                    Optional<Client> found = clients.withKeys(id);
                    found.ifPresent(client::set);
                    return found
                        .map(c -> ClientKeys.parse(c.jwks).verificationKeys())
                        .orElse(List.of());
                  });
      return new Shown(client.get(), assertion);
    } catch (InvalidToken e) {
      LOG.fine(() -> "Refused an assertion: " + e.getMessage());
      throw switch (e.reason()) {
        // Which of these it is would tell a stranger which clients there are.
        case UNKNOWN_KEY, ALGORITHM, SIGNATURE ->
            OAuthError.invalidAssertion("it does not verify with a key of the client");
        default -> OAuthError.invalidAssertion(e.getMessage());
      };
    }
  }

  /**
   * Takes an assertion, which is good once.
   *
   * @throws OAuthError invalid_client if it was taken before, here or elsewhere
   */
  Client spend(Shown shown) {
    if (!spent.add(shown.assertion())) {
      throw OAuthError.invalidAssertion("its jti was used before");
    }
    clients.noteUse(shown.client());
    return shown.client();
  }

  private static String text(TokenForm form) {
    return form.get("client_assertion")
        .orElseThrow(() -> OAuthError.invalidRequest("No client_assertion"));
  }

  private AssertionVerifier verifier() {
    return new AssertionVerifier(policy.issuer(), policy.clockSkew(), Clock.systemUTC());
  }
}
