package org.quantonium.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.quantonium.identity.TokenPolicy;
import org.quantonium.keys.KeyRing;

/** Signs RFC 9068 access tokens with the ring's active key. */
@ApplicationScoped
class TokenIssuer {
  @Inject private KeyRing keys;
  @Inject private TokenPolicy policy;

  private final Clock clock = Clock.systemUTC();

  /**
   * A token for this client.
   *
   * @param scopes what it may do, already checked against the client's own
   */
  TokenResponse issue(Client client, Set<String> scopes) {
    ECKey key = keys.tokenSigningKey();
    Instant now = Instant.ofEpochSecond(clock.instant().getEpochSecond());
    String scope = String.join(" ", new TreeSet<>(scopes));
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .type(new JOSEObjectType("at+jwt"))
            .keyID(key.getKeyID())
            .build();
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(policy.issuer())
            .subject(client.clientId)
            .audience(policy.audience())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(policy.maxLifetime())))
            .jwtID(UUID.randomUUID().toString())
            .claim("client_id", client.clientId)
            .claim("tenant", client.tenant)
            .claim("scope", scope)
            .build();
    SignedJWT token = new SignedJWT(header, claims);
    try {
      token.sign(new ECDSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("The active key does not sign", e);
    }
    return new TokenResponse(token.serialize(), "Bearer", policy.maxLifetime().toSeconds(), scope);
  }
}
