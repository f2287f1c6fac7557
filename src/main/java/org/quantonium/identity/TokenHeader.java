package org.quantonium.identity;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A token's JOSE header: three parameters and no other. RFC 7515 lets a recipient ignore what it
 * does not know, but each of the optional ones either brings a key along (jwk, jku, x5c, x5u),
 * changes what is signed (b64, crit, zip) or has no use in an access token, so a token with one is
 * not ours.
 *
 * @param kid 1 to 128 characters of the base64url alphabet
 */
record TokenHeader(String alg, String kid) {

  private static final Set<String> PARAMETERS = Set.of("alg", "typ", "kid");

  private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");

  static TokenHeader read(Map<String, Json> members, TokenType type) throws InvalidToken {
    if (!members.keySet().equals(PARAMETERS)
        || !(members.get("alg") instanceof Json.Text alg)
        || !(members.get("typ") instanceof Json.Text typ)
        || !(members.get("kid") instanceof Json.Text kid)) {
      throw new InvalidToken(InvalidToken.Reason.HEADER);
    }
    if (!type.is(typ.value())) {
      throw new InvalidToken(InvalidToken.Reason.TYPE);
    }
    if (!KEY_ID.matcher(kid.value()).matches()) {
      throw new InvalidToken(InvalidToken.Reason.KEY_ID);
    }
    return new TokenHeader(alg.value(), kid.value());
  }
}
