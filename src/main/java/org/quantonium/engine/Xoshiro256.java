package org.quantonium.engine;

/**
 * The generator xoshiro256++ 1.0 of Blackman and Vigna, its four words taken in order from
 * SplitMix64 started at the seed.
 *
 * <p>A double in [0, 1) is the upper 53 bits of an output divided by 2^53.
 */
final class Xoshiro256 {
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private long s0;
  private long s1;
  private long s2;
  private long s3;

  Xoshiro256(long seed) {
    this(derive(seed, 0), derive(seed, 1), derive(seed, 2), derive(seed, 3));
  }

  Xoshiro256(long s0, long s1, long s2, long s3) {
    this.s0 = s0;
    this.s1 = s1;
    this.s2 = s2;
    this.s3 = s3;
  }

  /**
   * The seed of an independent stream: one output of SplitMix64 started at {@code seed} moved on by
   * {@code stream} steps.
   *
   * @param stream at least 0
   */
  static long derive(long seed, long stream) {
    return mix(seed + (stream + 1) * GOLDEN);
  }

  long nextLong() {
    long result = Long.rotateLeft(s0 + s3, 23) + s0;
    long t = s1 << 17;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= t;
    s3 = Long.rotateLeft(s3, 45);
    return result;
  }

  double nextDouble() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
