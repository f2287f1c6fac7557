package org.quantonium.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A Lua script that answers a list of integers.
 *
 * @param sha1 by which Redis knows it, 40 hexadecimal digits
 */
public record Script(String source, String sha1) {

  /** Reads a script that lies beside a class. */
  public static Script beside(Class<?> type, String file) {
    try (InputStream in = type.getResourceAsStream(file)) {
      byte[] bytes = in.readAllBytes();
      byte[] digest = MessageDigest.getInstance("SHA-1").digest(bytes);
      return new Script(new String(bytes, UTF_8), HexFormat.of().formatHex(digest));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-1", e);
    }
  }
}
