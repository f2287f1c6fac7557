package org.quantonium.oauth;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.quantonium.identity.Caller;
import org.quantonium.identity.TokenPolicy;
import org.quantonium.keys.KeyRing;
import org.quantonium.keys.TokenKey;
import org.quantonium.ledger.AccessEvent;
import org.quantonium.ledger.Ledger;

/** Signs RFC 9068 access tokens with the ring's active key, and records each. */
@ApplicationScoped
class TokenIssuer {
  @Inject private KeyRing keys;
  @Inject private TokenPolicy policy;
  @Inject private Ledger ledger;

  private final Clock clock = Clock.systemUTC();

  /**
   * A token for this client: recorded when this returns, for there is no token without its record.
   *
   * @param scopes what it may do, already checked against the client's own
   * @param boundTo thumbprint of the key whose holder alone may use it; empty for a bearer token
   * @throws org.quantonium.problem.Problem UNAVAILABLE if it could not be recorded
   */
  TokenResponse issue(Client client, Set<String> scopes, Optional<String> boundTo) {
    TokenKey signer = keys.tokenSigningKey();
    Instant now = Instant.ofEpochSecond(clock.instant().getEpochSecond());
    Caller caller =
        new Caller(
            client.clientId,
            client.clientId,
            client.tenant,
            scopes,
            UUID.randomUUID().toString(),
            signer.kid(),
            now,
            client
                .endOfToken(now, now.plus(policy.maxLifetime()))
                .orElseThrow(OAuthError::invalidClient));
    String scope = String.join(" ", new TreeSet<>(scopes));
    JWSHeader header =
        new JWSHeader.Builder(signer.algorithm().jws())
            .type(new JOSEObjectType("at+jwt"))
            .keyID(caller.keyId())
            .build();
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(policy.issuer())
            .subject(caller.subject())
            .audience(policy.audience())
            .issueTime(Date.from(caller.issuedAt()))
            .expirationTime(Date.from(caller.expiresAt()))
            .jwtID(caller.tokenId())
            .claim("client_id", caller.clientId())
            .claim("tenant", caller.tenant())
            .claim("scope", scope);
    boundTo.ifPresent(key -> claims.claim("cnf", Map.of("jkt", key)));
    byte[] signed = new SignedJWT(header, claims.build()).getSigningInput();
    String token = new String(signed, US_ASCII) + "." + Base64URL.encode(signer.sign(signed));
    ledger.record(new AccessEvent.TokenIssued(caller, boundTo));
    return new TokenResponse(
        token,
        TokenResponse.type(boundTo),
        Duration.between(now, caller.expiresAt()).toSeconds(),
        scope);
  }
}
