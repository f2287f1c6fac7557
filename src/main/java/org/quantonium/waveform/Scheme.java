package org.quantonium.waveform;

import java.util.Arrays;

/** How waveforms are hashed: what each scheme costs, and what its hashes prove. */
enum Scheme {
  /** Ours. */
  GWH_2(
      "gwh-2",
      true,
      1,
      "Only this service can make a hash that is valid; it does not tell for whom it was made."),
  /** The reference definition; a sample costs up to 9 us, to be written with 17 decimals. */
  GWH_1(
      "gwh-1",
      false,
      16,
      "Integrity only: anybody can compute this hash, also of other samples. It shows accidents,"
          + " not forgery.");

  /** The names, as {@code Pattern} takes them. */
  static final String LABELS = "gwh-[12]";

  private final String label;
  private final boolean keyed;
  private final int price;
  private final String assurance;

  Scheme(String label, boolean keyed, int price, String assurance) {
    this.label = label;
    this.keyed = keyed;
    this.price = price;
    this.assurance = assurance;
  }

  /**
   * The scheme of this name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Scheme of(String label) {
    return Arrays.stream(values())
        .filter(scheme -> scheme.label.equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no scheme has this name"));
  }

  String label() {
    return label;
  }

  /** Whether a hash needs a key that nobody but the service has. */
  boolean isKeyed() {
    return keyed;
  }

  /** Units of the rate limit for so many samples. */
  long price(int samples) {
    return (long) price * samples;
  }

  /** A sentence for whoever relies on a hash. */
  String assurance() {
    return assurance;
  }
}
