package org.quantonium.waveform;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.quantonium.problem.Problem;

/** 10,000 forgeries of each scheme: what is altered is refused, and what is not is accepted. */
class AlteredHashesTest {
  private static final int ROUNDS = 2_500;
  private static final Map<String, byte[]> KEYS = Map.of("first", key(1), "second", key(2));
  private static final Function<String, Mac> RING = ReferenceGwh2.ring(KEYS);

  private final SplittableRandom random = new SplittableRandom(20261129);
  private Case genuine;

  private static byte[] key(int seed) {
    byte[] key = new byte[32];
    new SplittableRandom(seed).nextBytes(key);
    return key;
  }

  /** A hash and what it is verified with. */
  private record Case(Scheme scheme, List<Double> samples, String text, Optional<Nonce> nonce) {
    /** What the resource does, but that a text which cannot be read is refused otherwise. */
    boolean accepted(Function<String, Mac> ring) {
      try {
        WaveformHash hash = scheme == Scheme.GWH_2 ? Gwh2.parse(text) : Gwh1.parse(text, nonce);
        return hash.matches(new Waveform(samples), ring);
      } catch (Problem malformed) {
        return false;
      }
    }

    Case with(List<Double> others) {
      return new Case(scheme, others, text, nonce);
    }

    Case with(String other) {
      return new Case(scheme, samples, other, nonce);
    }

    Case with(Nonce other) {
      return new Case(scheme, samples, text, Optional.of(other));
    }
  }

  /** A fresh one in every tenth round. */
  private Case oneOfTen(Scheme scheme, int round) {
    if (round % 10 == 0) {
      genuine = genuine(scheme);
    }
    return genuine;
  }

  private Case genuine(Scheme scheme) {
    List<Double> samples = random.doubles(random.nextInt(2, 24), -1, 1).boxed().toList();
    Waveform waveform = new Waveform(samples);
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    Nonce nonce = new Nonce(HexFormat.of().formatHex(bytes));
    WaveformHash hash =
        scheme == Scheme.GWH_2
            ? Gwh2.hash(waveform, "first", nonce, RING)
            : Gwh1.hash(waveform, Optional.of(nonce));
    Case made = new Case(scheme, samples, hash.text(), Optional.of(nonce));
    assertThat(made.accepted(RING)).isTrue();
    return made;
  }

  @ParameterizedTest
  @EnumSource
  void refuses_altered_samples(Scheme scheme) {
    for (int round = 0; round < ROUNDS; round++) {
      Case made = oneOfTen(scheme, round);
      List<Double> altered = altered(made.samples, scheme);

      assertThat(made.with(altered).accepted(RING)).as("%s for %s", altered, made).isFalse();
    }
  }

  private List<Double> altered(List<Double> samples, Scheme scheme) {
    List<Double> altered = new ArrayList<>(samples);
    int at = random.nextInt(samples.size());
    switch (random.nextInt(6)) {
      case 0 -> altered.set(at, -samples.get(at));
      case 1 -> altered.add(random.nextInt(samples.size() + 1), random.nextBoolean() ? 0.0 : 0.25);
      case 2 -> altered.remove(samples.size() > 2 ? at : 0);
      case 3 -> Collections.shuffle(altered, new Random(random.nextLong()));
      // gwh-1 sees 17 decimals and no more.
      case 4 -> altered.set(at, samples.get(at) + (scheme == Scheme.GWH_1 ? 1e-15 : 1e-9));
      default ->
          altered.set(
              at,
              scheme == Scheme.GWH_1
                  ? samples.get(at) * 0.5
                  : Double.longBitsToDouble(
                      Double.doubleToLongBits(samples.get(at)) ^ (1L << random.nextInt(52))));
    }
    if (altered.size() < 2 || altered.equals(samples)) {
      return altered(samples, scheme);
    }
    return altered;
  }

  @ParameterizedTest
  @EnumSource
  void refuses_altered_nonces(Scheme scheme) {
    for (int round = 0; round < ROUNDS; round++) {
      Case made = oneOfTen(scheme, round);
      String was = made.nonce.orElseThrow().hex();
      String other = digitReplaced(was, random.nextInt(was.length()));
      Case altered =
          scheme == Scheme.GWH_2
              ? made.with(made.text.replace(was, other))
              : made.with(new Nonce(other));

      assertThat(altered.accepted(RING)).as("%s", altered).isFalse();
    }
  }

  /** gwh-1 has none, but a text can be made under another than the one that follows. */
  @ParameterizedTest
  @EnumSource
  void refuses_altered_keys(Scheme scheme) {
    for (int round = 0; round < ROUNDS; round++) {
      Case made = oneOfTen(scheme, round);
      byte[] key = KEYS.get("first").clone();
      key[random.nextInt(32)] ^= (byte) (1 << random.nextInt(8));
      if (scheme == Scheme.GWH_1) {
        String written =
            made.samples.stream()
                .map(sample -> FixedPoint.format(sample, 17))
                .collect(Collectors.joining("_"));
        byte[] mac = ReferenceGwh2.mac(key).doFinal(written.getBytes(US_ASCII));
        String forged = made.text.substring(0, 18) + HexFormat.of().formatHex(mac);
        assertThat(made.with(forged).accepted(RING)).as("%s", made).isFalse();
      } else {
        assertThat(made.accepted(ReferenceGwh2.ring(Map.of("first", key)))).isFalse();
        assertThat(made.with(made.text.replace("first", "second")).accepted(RING)).isFalse();
        assertThat(made.with(made.text.replace("first", "third")).accepted(RING)).isFalse();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void refuses_altered_texts(Scheme scheme) {
    for (int round = 0; round < ROUNDS; round++) {
      Case made = oneOfTen(scheme, round);
      String altered = altered(made.text);

      assertThat(made.with(altered).accepted(RING)).as("%s for %s", altered, made).isFalse();
    }
  }

  private String altered(String text) {
    int at = random.nextInt(text.length());
    char there = text.charAt(at);
    StringBuilder altered = new StringBuilder(text);
    switch (random.nextInt(6)) {
      case 0 -> altered.setCharAt(at, (char) random.nextInt(' ', 0x7f));
      case 1 -> altered.setCharAt(at, Character.toUpperCase(there));
      case 2 -> altered.deleteCharAt(at);
      case 3 -> altered.insert(at, there);
      case 4 -> altered.setCharAt(at, "0123456789abcdef".charAt(random.nextInt(16)));
      default -> altered.insert(at, (char) random.nextInt(0x10000));
    }
    return altered.toString().equals(text) ? altered(text) : altered.toString();
  }

  private String digitReplaced(String hex, int at) {
    char other = "0123456789abcdef".charAt(random.nextInt(16));
    return hex.charAt(at) == other
        ? digitReplaced(hex, at)
        : hex.substring(0, at) + other + hex.substring(at + 1);
  }
}
