package org.quantonium.waveform;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** gwh-2 as it is written down, step by step. */
public final class ReferenceGwh2 {
  private ReferenceGwh2() {}

  /** The text of the hash under a key that the test knows. */
  public static String hash(List<Double> samples, String keyId, byte[] key, byte[] nonce) {
    return "gwh-2."
        + keyId
        + "."
        + HexFormat.of().formatHex(nonce)
        + "."
        + HexFormat.of().formatHex(mac(key).doFinal(form(samples, nonce)));
  }

  static byte[] form(List<Double> samples, byte[] nonce) {
    double amplitude = 0;
    double even = 0;
    double odd = 0;
    for (int i = 0; i < samples.size(); i++) {
      amplitude += Math.abs(samples.get(i));
      if (i % 2 == 0) {
        even += samples.get(i);
      } else {
        odd += samples.get(i);
      }
    }
    amplitude /= samples.size();
    int odds = samples.size() / 2;
    even /= samples.size() - odds;
    odd /= odds;
    double phase = 0;
    if (even != 0 || odd != 0) {
      phase = (StrictMath.atan2(odd, even) / (2 * Math.PI) + 1) / 2;
    }
    amplitude += word(nonce, 4) / 4294967295.0;
    phase += word(nonce, 8) / 4294967295.0;
    double phi = (1 + Math.sqrt(5)) / 2;
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(form)) {
      out.write("gwh-2".getBytes(US_ASCII));
      out.writeByte(0);
      out.write(nonce);
      out.writeInt(samples.size());
      for (double sample : samples) {
        out.writeDouble(sample);
      }
      out.writeDouble(amplitude * phi % 1);
      out.writeDouble(phase * phi % 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return form.toByteArray();
  }

  /** Four bytes, the first of them so many before the end. */
  private static long word(byte[] nonce, int before) {
    long word = 0;
    for (int i = 0; i < 4; i++) {
      word = (word << 8) | (nonce[nonce.length - before + i] & 0xff);
    }
    return word;
  }

  static Mac mac(byte[] key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A key ring that has these keys. */
  static Function<String, Mac> ring(Map<String, byte[]> keys) {
    return keyId -> mac(keys.getOrDefault(keyId, new byte[] {42}));
  }
}
