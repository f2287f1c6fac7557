package org.quantonium.secrets;

import org.eclipse.microprofile.config.Config;

/** How strict a node is with its secrets and what it depends on: {@code quantonium.mode}. */
public enum Mode {
  /** What is unsafe is warned of. */
  EMBEDDED,
  /** What is unsafe stops the start. */
  PRODUCTION;

  /**
   * The mode that is set.
   *
   * @throws IllegalStateException if it is none of ours
   */
  public static Mode of(Config config) {
    String name = config.getValue("quantonium.mode", String.class);
    return switch (name) {
      case "embedded" -> EMBEDDED;
      case "production" -> PRODUCTION;
      default -> throw new IllegalStateException("quantonium.mode must be embedded or production");
    };
  }
}
