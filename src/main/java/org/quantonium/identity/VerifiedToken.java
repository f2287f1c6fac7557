package org.quantonium.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.util.Objects;
import java.util.Optional;

/**
 * A token that verified, and the key whose holder alone may use it.
 *
 * @param boundTo RFC 7638 thumbprint of that key (SHA-256, base64url, 43 characters); empty for a
 *     bearer token
 */
public record VerifiedToken(Caller caller, Optional<String> boundTo) {
  public VerifiedToken {
    Objects.requireNonNull(caller, "caller");
  }

  /**
   * The caller, if the token is good in whosever hands.
   *
   * @throws InvalidToken CONFIRMATION if it is bound to a key
   */
  public Caller asBearer() throws InvalidToken {
    if (boundTo.isPresent()) {
      throw new InvalidToken(
          InvalidToken.Reason.CONFIRMATION,
          "it is bound to a key; send it as Authorization: DPoP, with a proof");
    }
    return caller;
  }

  /**
   * The caller, if this proof is of the key that the token is bound to.
   *
   * @throws InvalidToken CONFIRMATION if it is bound to none, or to another
   */
  public Caller shownWith(DpopProof proof) throws InvalidToken {
    if (boundTo.isEmpty()) {
      throw new InvalidToken(
          InvalidToken.Reason.CONFIRMATION,
          "it is bound to no key; send it as Authorization: Bearer");
    }
    if (!MessageDigest.isEqual(
        boundTo.get().getBytes(US_ASCII), proof.thumbprint().getBytes(US_ASCII))) {
      throw new InvalidToken(
          InvalidToken.Reason.CONFIRMATION, "it is bound to another key than the proof's");
    }
    return caller;
  }
}
