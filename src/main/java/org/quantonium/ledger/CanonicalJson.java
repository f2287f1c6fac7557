package org.quantonium.ledger;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes flat JSON objects in the form of RFC 8785, which has one spelling for each value: no white
 * space, members in the order of their names' UTF-16 units, escapes only where they must be.
 *
 * <p>Not by the general writer, whose escapes of control characters are in upper case. Numbers are
 * integers that every reader keeps exactly; whatever is larger or no integer, the caller gives as
 * text.
 */
final class CanonicalJson {
  /** 2^53 - 1: the largest absolute value of a number. */
  static final long MAX_INTEGER = (1L << 53) - 1;

  private static final String HEX = "0123456789abcdef";

  private final StringBuilder out = new StringBuilder(512);

  private CanonicalJson() {}

  /**
   * UTF-8 bytes of an object.
   *
   * @param members values are String, Integer, Long, Boolean, or a List of String
   * @throws IllegalArgumentException if a text holds half of a surrogate pair, a number is past
   *     {@link #MAX_INTEGER}, or a value is of another type
   */
  static byte[] write(Map<String, Object> members) {
    CanonicalJson json = new CanonicalJson();
    char before = '{';
    for (Map.Entry<String, Object> member : new TreeMap<>(members).entrySet()) {
      json.out.append(before);
      json.text(member.getKey());
      json.out.append(':');
      json.value(member.getValue());
      before = ',';
    }
    return json.out
        .append(members.isEmpty() ? "{}" : "}")
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }

  /**
   * As much of a text, from its start, as takes at most so many bytes in JSON, without its quotes.
   * Never ends within a character.
   *
   * @throws IllegalArgumentException if the text holds half of a surrogate pair
   */
  static String cut(String text, int maxBytes) {
    if (bytes(text) <= maxBytes) {
      return text;
    }
    int bytes = 0;
    int end = 0;
    while (end < text.length()) {
      int next = text.offsetByCodePoints(end, 1);
      bytes += bytes(text.substring(end, next));
      if (bytes > maxBytes) {
        break;
      }
      end = next;
    }
    return text.substring(0, end);
  }

  private static int bytes(String text) {
    CanonicalJson json = new CanonicalJson();
    json.text(text);
    return json.out.toString().getBytes(StandardCharsets.UTF_8).length - 2;
  }

  private void value(Object value) {
    if (value instanceof String text) {
      text(text);
    } else if (value instanceof Integer || value instanceof Long) {
      integer(((Number) value).longValue());
    } else if (value instanceof Boolean) {
      out.append(value);
    } else if (value instanceof List<?> texts) {
      list(texts);
    } else {
      throw new IllegalArgumentException("an entry cannot hold a " + value.getClass().getName());
    }
  }

  private void integer(long value) {
    if (value > MAX_INTEGER || value < -MAX_INTEGER) {
      throw new IllegalArgumentException(
          "an integer must lie within 2^53 - 1 on either side of 0; give it as decimal text");
    }
    out.append(value);
  }

  private void list(List<?> texts) {
    out.append('[');
    for (int i = 0; i < texts.size(); i++) {
      out.append(i == 0 ? "" : ",");
      text((String) texts.get(i));
    }
    out.append(']');
  }

  private void text(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (Character.isSurrogate(unit)) {
        if (i + 1 == text.length() || !Character.isSurrogatePair(unit, text.charAt(i + 1))) {
          throw new IllegalArgumentException("a text holds half of a surrogate pair");
        }
        out.append(unit).append(text.charAt(++i));
      } else {
        unit(unit);
      }
    }
    out.append('"');
  }

  private void unit(char unit) {
    int shortForm = "\b\t\n\f\r\"\\".indexOf(unit);
    if (shortForm >= 0) {
      out.append('\\').append("btnfr\"\\".charAt(shortForm));
    } else if (unit < ' ') {
      out.append("\\u00").append(HEX.charAt(unit >> 4)).append(HEX.charAt(unit & 15));
    } else {
      out.append(unit);
    }
  }
}
