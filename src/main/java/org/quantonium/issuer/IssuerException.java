package org.quantonium.issuer;

import java.io.Serial;

/** The issuer did not give its keys. The message is ours, and says what mends it. */
final class IssuerException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final IssuerCondition condition;

  private IssuerException(IssuerCondition condition, String message) {
    super(message, null, false, false);
    this.condition = condition;
  }

  /** It may mend itself. */
  static IssuerException away(String message) {
    return new IssuerException(IssuerCondition.AWAY, message);
  }

  /** Somebody has to mend it, there or in the settings. */
  static IssuerException refused(String message) {
    return new IssuerException(IssuerCondition.REFUSED, message);
  }

  IssuerCondition condition() {
    return condition;
  }
}
