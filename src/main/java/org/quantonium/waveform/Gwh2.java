package org.quantonium.waveform;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import org.quantonium.problem.Problem;

/**
 * A hash under a key of the ring: HMAC-SHA-256 of the waveform's canonical form.
 *
 * <pre>
 * text = gwh-2.KEYID.NONCE.MAC
 * form = "gwh-2" || 00 || nonce (16 bytes) || count (uint32) || samples || amplitude || phase
 * </pre>
 *
 * <p>Numbers are big-endian, samples and figures IEEE 754 doubles. Every field but the samples has
 * a fixed length, and their count comes first: no two waveforms have one form.
 *
 * @param keyId 1 to 64 of {@code A-Z a-z 0-9 - _}
 * @param nonce of 16 bytes
 * @param mac 64 lower-case hexadecimal digits
 */
record Gwh2(String keyId, Nonce nonce, String mac) implements WaveformHash {
  private static final Pattern TEXT =
      Pattern.compile("gwh-2\\.([A-Za-z0-9_-]{1,64})\\.([0-9a-f]{32})\\.([0-9a-f]{64})");

  private static final byte[] NAME = "gwh-2\0".getBytes(US_ASCII);

  /**
   * Hashes.
   *
   * <p>Cost: one pass, about 1.3 times that of the HMAC alone, and 4 KiB.
   *
   * @param keys as for {@link #matches}
   */
  static Gwh2 hash(Waveform waveform, String keyId, Nonce nonce, Function<String, Mac> keys) {
    return new Gwh2(
        keyId, nonce, HexFormat.of().formatHex(mac(keys.apply(keyId), nonce, waveform)));
  }

  /**
   * Reads a text.
   *
   * @throws Problem INVALID_REQUEST unless it is one of a hash, to the letter
   */
  static Gwh2 parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw Problem.invalid(
          "/hash",
          "must be a gwh-2 hash, gwh-2.KEYID.NONCE.MAC, as it was given out; one of gwh-1, which"
              + " anybody can make, is verified only if the member scheme says gwh-1");
    }
    return new Gwh2(matcher.group(1), new Nonce(matcher.group(2)), matcher.group(3));
  }

  @Override
  public Scheme scheme() {
    return Scheme.GWH_2;
  }

  @Override
  public Optional<String> key() {
    return Optional.of(keyId);
  }

  /** 105 to 168 characters. */
  @Override
  public String text() {
    return "gwh-2." + keyId + "." + nonce.hex() + "." + mac;
  }

  @Override
  public boolean matches(Waveform waveform, Function<String, Mac> keys) {
    return MessageDigest.isEqual(
        mac(keys.apply(keyId), nonce, waveform), HexFormat.of().parseHex(mac));
  }

  private static byte[] mac(Mac mac, Nonce nonce, Waveform waveform) {
    mac.update(NAME);
    mac.update(nonce.bytes());
    mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, waveform.count()));
    Waveform.Means means = waveform.read(mac::update);
    // StrictMath gives the same bits on every machine, and costs less than Arctangent.
    Geometry geometry = Geometry.of(means, Optional.of(nonce), StrictMath::atan2);
    return mac.doFinal(
        ByteBuffer.allocate(2 * Double.BYTES)
            .putDouble(geometry.amplitude())
            .putDouble(geometry.phase())
            .array());
  }
}
