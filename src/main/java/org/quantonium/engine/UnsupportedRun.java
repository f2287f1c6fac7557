package org.quantonium.engine;

/**
 * Something was asked of a run that this circuit or this simulator cannot give; tells the remedy.
 */
public final class UnsupportedRun extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  UnsupportedRun(String message) {
    super(message);
  }
}
