package org.quantonium.identity;

/**
 * A token that was refused. The reason and the message are for the log and the ledger; a client
 * learns only that the token is invalid. The message is made of our own words, never of the
 * token's. It has no stack trace: anybody may cause it, at any rate.
 */
public final class InvalidToken extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * Why a token was refused; one row for each rule of the verifier, in the order in which the rules
   * are applied.
   */
  public enum Reason {
    SEVERAL_HEADERS("more than one Authorization header"),
    CREDENTIALS("the header is not the scheme, one space, one token"),
    TOO_LONG("longer than 8192 characters"),
    SEGMENTS("not three non-empty segments"),
    ENCODING("a segment is not canonical base64url"),
    JSON("a segment is not a strict JSON object"),
    ISSUER("iss is not an expected issuer"),
    HEADER("the header's parameters are not exactly alg, typ and kid, all strings"),
    TYPE("typ is not that of the issuer's access tokens"),
    KEY_ID("kid is not 1 to 128 characters of the base64url alphabet"),
    UNKNOWN_KEY("no usable key has this kid"),
    ALGORITHM("alg is not the algorithm of the key"),
    SIGNATURE("the signature does not verify with the key"),
    CLAIM("a claim is absent or not of its type"),
    AUDIENCE("aud does not name this service"),
    CONFIRMATION("cnf asks for a proof of possession that is not there, or not implemented"),
    LIFETIME("exp is not after iat, or too long after it"),
    EXPIRED("exp has passed"),
    ISSUED_IN_FUTURE("iat lies in the future"),
    NOT_YET_VALID("nbf lies in the future"),
    KIND("a claim says that it is a token of another kind"),
    SCOPES("the claim of scopes is not well-formed, or there are two"),
    REVOKED("it was revoked");

    private final String text;

    Reason(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  private final Reason reason;

  InvalidToken(Reason reason) {
    this(reason, reason.text);
  }

  /** In other words, where the rule is another's; our own, as always. */
  InvalidToken(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  /** The refusal of a claim, named in the message so that an operator sees which. */
  static InvalidToken claim(String name) {
    return new InvalidToken(Reason.CLAIM, Reason.CLAIM.text + ": " + name);
  }

  public Reason reason() {
    return reason;
  }
}
