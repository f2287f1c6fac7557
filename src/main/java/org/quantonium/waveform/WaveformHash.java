package org.quantonium.waveform;

import java.util.Optional;
import java.util.function.Function;
import javax.crypto.Mac;

/** A hash, made here or said to be. */
sealed interface WaveformHash permits Gwh1, Gwh2 {
  Scheme scheme();

  /** Id of the key that it names; empty if its scheme has none. */
  Optional<String> key();

  /** As clients keep it; no other text stands for the same hash. */
  String text();

  /**
   * Whether it is a hash of this waveform. The time that it takes tells nothing of the right one.
   *
   * @param keys gives an HMAC-SHA-256, ready to be fed, under the key of an id; for an id without a
   *     key, under one that nobody has
   */
  boolean matches(Waveform waveform, Function<String, Mac> keys);
}
