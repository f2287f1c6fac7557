package org.quantonium.merkle;

import java.io.PrintStream;
import java.util.Locale;

/** What was found, one plain sentence a line. */
final class Report {
  private final PrintStream out;
  private boolean clean = true;

  Report(PrintStream out) {
    this.out = out;
  }

  void verified(String sentence) {
    out.println(printable(sentence));
  }

  void finding(String sentence) {
    clean = false;
    out.println(printable(sentence));
  }

  /** Whether there was no finding. */
  boolean clean() {
    return clean;
  }

  static String entries(long count) {
    return count == 1 ? "1 entry" : count + " entries";
  }

  /** A log may hold what would move the cursor or turn the line around: that is spelt out. */
  static String printable(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (isPlain(Character.getType(c))) {
                line.appendCodePoint(c);
              } else {
                line.append(String.format(Locale.ROOT, "\\u{%x}", c));
              }
            });
    return line.toString();
  }

  private static boolean isPlain(int type) {
    return switch (type) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
