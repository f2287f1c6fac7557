package org.quantonium.merkle;

import java.util.List;
import java.util.UUID;

/**
 * What a log vouches for before an entry is in its tree: that it will be, and when.
 *
 * <pre>
 *   quantonium ledger promise v1                       no origin: those have no spaces
 *   ledger.example/audit                               origin
 *   0190a6f4-3c2e-7b1a-9d7e-1f2a3b4c5d6e               entry id
 *   lPvQ3YNvUDAWkubQ6t5yjuGexSv/8WBu2AfIV11aqhk=       leaf hash
 *   1764000000000                                      time
 *   60000                                              maximum merge delay
 * </pre>
 *
 * <p>The first line keeps a signature under a promise from passing for one under a checkpoint,
 * which the same key signs. Equal if their texts are.
 *
 * @param origin 1 to 255 characters, no white space, no '+'
 * @param entryId a UUID in lower case
 * @param leafHash 32 bytes
 * @param timeMillis when the promise was given, milliseconds since the epoch, not below 0
 * @param maxMergeDelayMillis after how long the entry is in the tree at the latest, milliseconds
 */
@SuppressWarnings("ArrayRecordComponent") // copied in and out, compared by value
public record Promise(
    String origin, String entryId, byte[] leafHash, long timeMillis, long maxMergeDelayMillis) {
  private static final String HEADER = "quantonium ledger promise v1";

  public Promise {
    Syntax.name(origin, "The origin");
    if (!isUuid(entryId)) {
      throw new IllegalArgumentException("The entry id is not a UUID in lower case");
    }
    leafHash = Syntax.hash(leafHash, "The leaf hash");
    if (timeMillis < 0 || maxMergeDelayMillis < 0) {
      throw new IllegalArgumentException("A time or a delay is not below 0");
    }
  }

  @Override
  public byte[] leafHash() {
    return leafHash.clone();
  }

  /** Six lines, each with its newline: what is signed. */
  public String text() {
    return String.join(
        "\n",
        HEADER,
        origin,
        entryId,
        Syntax.base64(leafHash),
        Long.toString(timeMillis),
        Long.toString(maxMergeDelayMillis),
        "");
  }

  /**
   * Reads what {@link #text} writes and nothing else.
   *
   * @throws IllegalArgumentException with a sentence that says what is wrong
   */
  public static Promise parse(String text) {
    List<String> lines = Syntax.lines(text, "The promise");
    if (lines.size() != 6) {
      throw new IllegalArgumentException("The promise does not have six lines");
    }
    if (!lines.get(0).equals(HEADER)) {
      throw new IllegalArgumentException("The promise does not begin with " + HEADER);
    }
    return new Promise(
        lines.get(1),
        lines.get(2),
        Syntax.hash(lines.get(3), "The leaf hash"),
        Syntax.number(lines.get(4), "The time"),
        Syntax.number(lines.get(5), "The maximum merge delay"));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Promise that && text().equals(that.text());
  }

  @Override
  public int hashCode() {
    return text().hashCode();
  }

  private static boolean isUuid(String text) {
    try {
      return UUID.fromString(text).toString().equals(text);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
