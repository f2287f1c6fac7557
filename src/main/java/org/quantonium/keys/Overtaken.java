package org.quantonium.keys;

/** Another node changed the keys at the same moment: its change holds, and this one is undone. */
public final class Overtaken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Overtaken(Throwable cause) {
    super("Another node changed the keys at the same moment", cause);
  }
}
