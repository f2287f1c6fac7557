package org.quantonium.simulation;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * An event as a stream carries it (WHATWG HTML, 9.2.5).
 *
 * @param id base64, which no line can end in
 * @param text its lines, and the empty one that ends it
 */
record ServerSentEvent(String id, String text) {
  private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");

  /** An event of that data; whatever ends a line within it begins another line of data. */
  static ServerSentEvent of(String name, byte[] data) {
    String id = Digests.sha256(data);
    StringBuilder text = new StringBuilder("event: " + name + "\nid: " + id + '\n');
    for (String line : LINE_END.split(new String(data, StandardCharsets.UTF_8), -1)) {
      text.append("data: ").append(line).append('\n');
    }
    return new ServerSentEvent(id, text.append('\n').toString());
  }

  /** A comment, of printable ASCII: clients skip it. */
  static byte[] comment(String text) {
    return (":" + text + "\n\n").getBytes(StandardCharsets.US_ASCII);
  }

  byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
