package org.quantonium.identity;

/**
 * A DPoP proof that was refused. The message is of our own words and says which rule it broke, for
 * whoever sets up a client. It has no stack trace: anybody may cause it, at any rate.
 */
public final class InvalidProof extends Exception {

  private static final long serialVersionUID = 1L;

  public InvalidProof(String message) {
    super(message, null, false, false);
  }

  /** A rule that tokens have too. */
  InvalidProof(InvalidToken.Reason rule) {
    this(rule.text());
  }
}
