package org.quantonium.identity;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the header of an issuer's access tokens says that they are. */
public enum TokenType {
  /** RFC 9068: nothing else that an issuer signs says so. */
  ACCESS_TOKEN("at+jwt"),

  /** Older issuers: ID tokens say the same, so that a claim must tell them apart. */
  JWT("JWT");

  private final String label;
  private final Pattern pattern;

  TokenType(String label) {
    this.label = label;
    this.pattern =
        Pattern.compile("(?:application/)?" + Pattern.quote(label), Pattern.CASE_INSENSITIVE);
  }

  /** The type that is written so. */
  public static Optional<TokenType> of(String label) {
    return Arrays.stream(values()).filter(type -> type.label.equals(label)).findFirst();
  }

  /**
   * Media types are compared without regard to case, in ASCII only, and may leave out {@code
   * application/} where no other slash follows.
   */
  boolean is(String typ) {
    return pattern.matcher(typ).matches();
  }
}
