package org.quantonium.identity;

import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * A caller in MicroProfile's vocabulary: the claims that a {@link Caller} keeps, under their names
 * in the token. Issuer and audience were checked and are the same for everybody; the token itself
 * is a secret that nobody needs again. All three are absent.
 */
final class CallerToken implements JsonWebToken {

  private final Map<String, Object> claims;

  CallerToken(Caller caller) {
    claims =
        Map.of(
            "sub", caller.subject(),
            "client_id", caller.clientId(),
            "tenant", caller.tenant(),
            "groups", caller.scopes(),
            "jti", caller.tokenId(),
            "iat", caller.issuedAt().getEpochSecond(),
            "exp", caller.expiresAt().getEpochSecond());
  }

  @Override
  public String getName() {
    return getSubject();
  }

  @Override
  public Set<String> getClaimNames() {
    return claims.keySet();
  }

  @Override
  @SuppressWarnings({
    "unchecked",
    "TypeParameterUnusedInFormals"
  }) // the interface leaves the claim's type to whoever asks
  public <T> T getClaim(String claimName) {
    return (T) claims.get(claimName);
  }
}
