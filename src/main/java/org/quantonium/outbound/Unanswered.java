package org.quantonium.outbound;

import java.io.Serial;

/**
 * A request that has no answer to work with. It has no cause: HTTP clients quote what they were
 * given, which may be secret.
 */
public final class Unanswered extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  /** What went wrong. */
  public enum Reason {
    LATE,
    TOO_LONG,
    /** The certificate is of another host, or nobody vouches for it whom we trust. */
    NOT_TRUSTED,
    UNREACHABLE,
    /** The thread was interrupted: the node stops. */
    INTERRUPTED
  }

  private final Reason reason;

  Unanswered(Reason reason, String detail) {
    super(detail, null, false, false);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
