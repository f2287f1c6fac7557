package org.quantonium.waveform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import javax.crypto.Mac;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantonium.problem.Problem;

class Gwh2Test {
  private static final String NONCE = "000102030405060708090a0b0c0d0eff";
  private static final String MAC =
      "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

  /** As after two rotations: the last one makes hashes, all of them verify. */
  private static final Map<String, byte[]> KEYS =
      Map.of("first", key(1), "second", key(2), "third", key(3));

  private static final Function<String, Mac> RING = ReferenceGwh2.ring(KEYS);

  private static byte[] key(int seed) {
    byte[] key = new byte[32];
    new SplittableRandom(seed).nextBytes(key);
    return key;
  }

  private static List<Double> samples(int count) {
    return new SplittableRandom(count).doubles(count, -2, 2).boxed().toList();
  }

  /** Around the chunks in which it reads. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 511, 512, 513, 1023, 1024, 1025, 4096, 65_535, 65_536})
  void is_the_hash_that_is_written_down(int count) {
    List<Double> samples = samples(count);

    assertThat(Gwh2.hash(new Waveform(samples), "second", new Nonce(NONCE), RING).text())
        .isEqualTo(
            ReferenceGwh2.hash(
                samples, "second", KEYS.get("second"), HexFormat.of().parseHex(NONCE)));
  }

  @Test
  void is_the_hash_that_is_written_down_at_the_edges_of_doubles() {
    List<Double> edges =
        new ArrayList<>(
            List.of(0.0, -0.0, Double.MIN_VALUE, -Double.MIN_VALUE, 1e308, Double.MIN_NORMAL));
    for (int i = 0; i < 6; i++) {
      edges.add(edges.remove(0));

      assertThat(Gwh2.hash(new Waveform(edges), "first", new Nonce(NONCE), RING).text())
          .isEqualTo(
              ReferenceGwh2.hash(
                  edges, "first", KEYS.get("first"), HexFormat.of().parseHex(NONCE)));
    }
  }

  @Test
  void has_a_form_of_known_bytes() {
    byte[] form = ReferenceGwh2.form(List.of(1.0, -0.0), HexFormat.of().parseHex(NONCE));

    assertThat(HexFormat.of().formatHex(form))
        .isEqualTo(
            "6777682d3200" // "gwh-2", 0
                + NONCE
                + "00000002"
                + "3ff0000000000000"
                + "8000000000000000"
                + "3fec536ef4caae4b"
                + "3feb83831bbae91c");
  }

  @Test
  void verifies_after_two_rotations() {
    Waveform waveform = new Waveform(samples(64));
    for (String keyId : KEYS.keySet()) {
      String text = Gwh2.hash(waveform, keyId, new Nonce(NONCE), RING).text();

      assertThat(Gwh2.parse(text).matches(waveform, RING)).isTrue();
      assertThat(text).hasSizeBetween(105, 168);
    }
  }

  @Test
  void does_not_verify_once_its_key_is_gone() {
    Waveform waveform = new Waveform(samples(64));
    String text = Gwh2.hash(waveform, "first", new Nonce(NONCE), RING).text();

    assertThat(
            Gwh2.parse(text)
                .matches(waveform, ReferenceGwh2.ring(Map.of("second", KEYS.get("second")))))
        .isFalse();
  }

  @Test
  void refuses_samples_whose_sum_is_not_finite() {
    assertThatThrownBy(
            () -> Gwh2.hash(new Waveform(List.of(1e308, -1e308)), "first", new Nonce(NONCE), RING))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("scale them down");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "gwh-2",
        "gwh-2...",
        "gwh-2.k." + NONCE + "." + MAC + "0",
        "gwh-2.k." + NONCE + "0." + MAC,
        "gwh-2.." + NONCE + "." + MAC,
        "gwh-2.k " + NONCE + "." + MAC,
        "gwh-2.k/k." + NONCE + "." + MAC,
        "gwh-2.k.k." + NONCE + "." + MAC,
        "gwh-2.\u00e9." + NONCE + "." + MAC,
        "gwh-2.kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk."
            + NONCE
            + "."
            + MAC,
        "GWH-2.k." + NONCE + "." + MAC,
        "gwh-3.k." + NONCE + "." + MAC,
        "gwh-1.k." + NONCE + "." + MAC,
        " gwh-2.k." + NONCE + "." + MAC,
        "gwh-2.k." + NONCE + "." + MAC + "\n",
        "gwh-2.k." + NONCE + "." + MAC + "\0",
        "gwh-2.k.000102030405060708090A0B0C0D0EFF." + MAC,
        "gwh-2.k."
            + NONCE
            + ".0123456789ABCDEF"
            + "0123456789abcdef0123456789abcdef0123456789abcdef",
        "A0.20225_P0.80902_" + MAC
      })
  void reads_nothing_that_it_does_not_write(String text) {
    assertThatThrownBy(() -> Gwh2.parse(text))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("/hash");
  }

  @Test
  void reads_key_ids_of_every_form_that_the_ring_has() {
    for (String keyId :
        List.of(
            "f47ac10b-58cc-4372-a567-0e02b2c3d479",
            "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs",
            "k".repeat(64))) {
      String text = "gwh-2." + keyId + "." + NONCE + "." + MAC;

      assertThat(Gwh2.parse(text).text()).isEqualTo(text);
      assertThat(Gwh2.parse(text).key()).contains(keyId);
    }
  }
}
