package org.quantonium.engine;

/** A run was stopped by its {@link Budget}; nothing of its result is kept. */
public final class BudgetExceeded extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What stopped the run. */
  public enum Reason {
    DEADLINE("the deadline has passed"),
    INTERRUPTED("the thread was interrupted"),
    CANCELLED("the run was cancelled");

    private final String text;

    Reason(String text) {
      this.text = text;
    }
  }

  private final Reason reason;

  BudgetExceeded(Reason reason) {
    super(reason.text);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
