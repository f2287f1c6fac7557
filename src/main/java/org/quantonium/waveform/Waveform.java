package org.quantonium.waveform;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import org.quantonium.problem.Problem;

/** 2 to 65,536 finite samples. Not a record: its array would be everybody's. */
final class Waveform {
  static final int FEWEST = 2;
  static final int MOST = 65_536;

  private static final VarHandle BIG_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.BIG_ENDIAN);

  /** Even; its bytes and samples stay in the fastest cache. */
  private static final int SAMPLES_AT_ONCE = 512;

  private final double[] samples;

  /** Takes bytes from the start of an array, which it must not keep. */
  interface Sink {
    void accept(byte[] bytes, int from, int count);
  }

  /**
   * Means, summed from left to right in plain double arithmetic.
   *
   * @param absolute of the samples' absolute values; infinite if they are too large together
   * @param even of the samples 0, 2, 4, ...
   * @param odd of the samples 1, 3, 5, ...
   */
  record Means(double absolute, double even, double odd) {}

  /**
   * Copies.
   *
   * @throws Problem INVALID_REQUEST, naming the first sample that is not finite, or null
   * @throws IllegalArgumentException if they are too few or too many
   */
  Waveform(List<Double> samples) {
    if (samples.size() < FEWEST || samples.size() > MOST) {
      throw new IllegalArgumentException("a waveform has 2 to 65536 samples");
    }
    this.samples = new double[samples.size()];
    int place = 0;
    for (Double sample : samples) {
      if (sample == null || !Double.isFinite(sample)) {
        throw Problem.invalid(
            "/samples/" + place,
            "must be a finite double, within 1.7976931348623157E308 on either side of 0");
      }
      this.samples[place++] = sample;
    }
  }

  int count() {
    return samples.length;
  }

  /** The sample at this place, from 0. */
  double sample(int place) {
    return samples[place];
  }

  /**
   * Gives out the samples' bytes, IEEE 754 and big-endian, 8 each; and means of them.
   *
   * <p>One loop for both: each addition to {@code absolute} waits for the one before it, and the
   * bytes are moved while it does. In loops of their own they take a third longer.
   */
  Means read(Sink sink) {
    byte[] bytes = new byte[Double.BYTES * Math.min(SAMPLES_AT_ONCE, samples.length)];
    double absolute = 0;
    double even = 0;
    double odd = 0;
    for (int from = 0; from < samples.length; from += SAMPLES_AT_ONCE) {
      int to = Math.min(samples.length, from + SAMPLES_AT_ONCE);
      int at = 0;
      int i = from;
      for (; i + 1 < to; i += 2, at += 2 * Double.BYTES) {
        double first = samples[i];
        double second = samples[i + 1];
        BIG_ENDIAN.set(bytes, at, first);
        BIG_ENDIAN.set(bytes, at + Double.BYTES, second);
        absolute = absolute + Math.abs(first) + Math.abs(second);
        even += first;
        odd += second;
      }
      if (i < to) {
        BIG_ENDIAN.set(bytes, at, samples[i]);
        at += Double.BYTES;
        absolute += Math.abs(samples[i]);
        even += samples[i];
      }
      sink.accept(bytes, 0, at);
    }
    int odds = samples.length / 2;
    return new Means(absolute / samples.length, even / (samples.length - odds), odd / odds);
  }

  /** Base64 of SHA-256 of the bytes, 44 characters: tells which waveform it was, and no sample. */
  String digest() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      read(digest::update);
      return Base64.getEncoder().encodeToString(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
