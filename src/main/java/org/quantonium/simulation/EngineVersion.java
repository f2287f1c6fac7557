package org.quantonium.simulation;

/**
 * The version that results and entries name: it changes whenever the same seed may give others, or
 * the same result may be written in other bytes.
 */
final class EngineVersion {
  static final String CURRENT = "quantonium-engine/6";

  private EngineVersion() {}
}
