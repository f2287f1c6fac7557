package org.quantonium.attack;

import com.nimbusds.jose.jwk.ECKey;
import java.time.Clock;
import java.util.List;

/**
 * The truth that forgeries depart from.
 *
 * @param signingKey the service's own pair on P-256, private part included: an attacker has not got
 *     it, but most rows must be wrong in something else
 * @param kid of that key, as the service knows it; with at least one letter
 * @param scopes at least one; what the control may do
 * @param clock the same as the service's, to within a few seconds
 */
public record ForgeryContext(
    ECKey signingKey,
    String kid,
    String issuer,
    String audience,
    String tenant,
    String clientId,
    List<String> scopes,
    Clock clock) {

  public ForgeryContext {
    scopes = List.copyOf(scopes);
    if (!signingKey.isPrivate()) {
      throw new IllegalArgumentException("forging needs the private key");
    }
  }
}
