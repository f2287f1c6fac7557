package org.quantonium.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A column as {@code docs/DATABASE.md} has it.
 *
 * @param name {@code table.column}
 */
public record Disclosure(String name, Kind kind) {
  private static final Path TABLE = Path.of("docs/DATABASE.md");
  private static final Pattern ROW =
      Pattern.compile("\\| `([a-z_]+)` \\| (`[a-z_]+`(?:, `[a-z_]+`)*) \\| ([a-z]+) \\|.*");

  /** What a copy of the column is worth. */
  public enum Kind {
    /** AES-256-GCM. */
    SEALED,
    /** HMAC-SHA-256 under a key that the database does not have. */
    KEYED,
    /** SHA-256 of something that can be guessed. */
    DIGEST,
    CLEAR,
    /** In clear, of a person, until it is erased. */
    PERSON
  }

  /** Every column that is named there, in its order. */
  public static List<Disclosure> all() {
    List<Disclosure> all = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(TABLE)) {
        var row = ROW.matcher(line);
        if (row.matches()) {
          Kind kind = Kind.valueOf(row.group(3).toUpperCase(Locale.ROOT));
          for (String column : row.group(2).split(", ", -1)) {
            all.add(new Disclosure(row.group(1) + "." + column.replace("`", ""), kind));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }
}
