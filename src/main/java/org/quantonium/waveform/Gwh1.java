package org.quantonium.waveform;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.quantonium.problem.Problem;

/**
 * The reference definition of the geometric waveform hash. Its key follows from the samples, so
 * that anybody can compute it; and it sees 17 decimals of a sample and no more.
 *
 * @param text {@code A}amplitude{@code _P}phase{@code _}MAC, 82 characters
 * @param nonce that goes into it, which the text does not tell
 */
record Gwh1(String text, Optional<Nonce> nonce) implements WaveformHash {
  /** The two figures are below 1, and may be rounded up to it. */
  private static final String PATTERN =
      "A(0\\.[0-9]{5}|1\\.0{5})_P(0\\.[0-9]{5}|1\\.0{5})_[0-9a-f]{64}";

  private static final int PLACES = 17;
  private static final int PLACES_SHOWN = 5;

  /**
   * Hashes.
   *
   * <p>Cost: about 1 us a sample, up to 9 us for the largest values.
   */
  static Gwh1 hash(Waveform waveform, Optional<Nonce> nonce) {
    Waveform.Means means = waveform.read((bytes, from, count) -> {});
    Geometry geometry = Geometry.of(means, nonce, Arctangent::atan2);
    String key =
        FixedPoint.format(geometry.amplitude(), PLACES)
            + "|"
            + FixedPoint.format(geometry.phase(), PLACES)
            + "|"
            + nonce.map(Nonce::hex).orElse("");
    String text =
        "A"
            + FixedPoint.format(geometry.amplitude(), PLACES_SHOWN)
            + "_P"
            + FixedPoint.format(geometry.phase(), PLACES_SHOWN)
            + "_"
            + HexFormat.of().formatHex(mac(key, waveform));
    return new Gwh1(text, nonce);
  }

  /**
   * Reads a text.
   *
   * @throws Problem INVALID_REQUEST unless it is one of a hash, to the letter
   */
  static Gwh1 parse(String text, Optional<Nonce> nonce) {
    if (!text.matches(PATTERN)) {
      throw Problem.invalid(
          "/hash",
          "must be a gwh-1 hash, such as A0.12345_P0.12345_ and 64 hexadecimal digits, as it was"
              + " given out");
    }
    return new Gwh1(text, nonce);
  }

  @Override
  public Scheme scheme() {
    return Scheme.GWH_1;
  }

  @Override
  public Optional<String> key() {
    return Optional.empty();
  }

  @Override
  public boolean matches(Waveform waveform, Function<String, Mac> keys) {
    return MessageDigest.isEqual(
        hash(waveform, nonce).text().getBytes(US_ASCII), text.getBytes(US_ASCII));
  }

  private static byte[] mac(String key, Waveform waveform) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(US_ASCII), "HmacSHA256"));
      for (int i = 0; i < waveform.count(); i++) {
        if (i > 0) {
          mac.update((byte) '_');
        }
        mac.update(FixedPoint.format(waveform.sample(i), PLACES).getBytes(US_ASCII));
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA-256 is not to be had", e);
    }
  }
}
