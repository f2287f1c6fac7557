package org.quantonium.merkle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the text formats have in common: each value has one spelling, and lines end in U+000A alone.
 *
 * <p>Every refusal is an {@link IllegalArgumentException} whose message is a sentence without a
 * piece of the input, so that it can be shown.
 */
final class Syntax {
  private static final int MAX_NAME_CHARACTERS = 255;
  private static final Pattern DECIMAL = Pattern.compile("0|[1-9][0-9]{0,18}");

  private Syntax() {}

  /** The lines of a text whose last one ends too, without their ends. */
  static List<String> lines(String text, String what) {
    if (!text.endsWith("\n")) {
      throw new IllegalArgumentException(what + " does not end in a newline");
    }
    return List.of(text.substring(0, text.length() - 1).split("\n", -1));
  }

  /** A number from 0 to 2^63 - 1. */
  static long number(String text, String what) {
    if (DECIMAL.matcher(text).matches()) {
      try {
        return Long.parseLong(text);
      } catch (NumberFormatException e) {
        // Nineteen digits can be too large: refused below.
      }
    }
    throw new IllegalArgumentException(
        what + " is not a decimal number from 0 to 2^63 - 1 without leading zeros");
  }

  static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  static byte[] base64(String text, String what) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      if (base64(bytes).equals(text)) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      // Refused below, with our own sentence.
    }
    throw new IllegalArgumentException(what + " is not canonical base64");
  }

  static byte[] hash(String text, String what) {
    return hash(base64(text, what), what);
  }

  /** A copy of 32 bytes. */
  static byte[] hash(byte[] bytes, String what) {
    if (bytes.length != Hashes.BYTES) {
      throw new IllegalArgumentException(what + " does not have 32 bytes");
    }
    return bytes.clone();
  }

  /** A key's name or a log's origin: 1 to 255 characters, no white space, no '+', no control. */
  static String name(String name, String what) {
    if (name.isEmpty() || name.length() > MAX_NAME_CHARACTERS) {
      throw new IllegalArgumentException(what + " does not have 1 to 255 characters");
    }
    if (name.codePoints().anyMatch(Syntax::forbiddenInNames)) {
      throw new IllegalArgumentException(what + " has white space, a control character or a '+'");
    }
    utf8(name, what);
    return name;
  }

  private static boolean forbiddenInNames(int c) {
    return c == '+'
        || Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || Character.isISOControl(c);
  }

  /** Refuses the lone surrogates that {@link String#getBytes} would turn into question marks. */
  static byte[] utf8(String text, String what) {
    try {
      ByteBuffer encoded = UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(what + " is not well-formed Unicode", e);
    }
  }

  static String utf8(byte[] bytes, String what) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(what + " is not UTF-8", e);
    }
  }
}
