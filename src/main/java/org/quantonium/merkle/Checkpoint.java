package org.quantonium.merkle;

import java.util.List;

/**
 * What a log vouches for: so many entries, and this is their root. C2SP tlog-checkpoint, without
 * extension lines.
 *
 * <pre>
 *   ledger.example/audit                               origin: which log
 *   3                                                  size, in entries
 *   lPvQ3YNvUDAWkubQ6t5yjuGexSv/8WBu2AfIV11aqhk=       root
 * </pre>
 *
 * <p>Equal if their texts are.
 *
 * @param origin 1 to 255 characters, no white space, no '+'
 * @param size 0 to 2^63 - 1
 * @param root 32 bytes
 */
@SuppressWarnings("ArrayRecordComponent") // copied in and out, compared by value
public record Checkpoint(String origin, long size, byte[] root) {

  public Checkpoint {
    Syntax.name(origin, "The origin");
    if (size < 0) {
      throw new IllegalArgumentException("The size of a tree is not below 0");
    }
    root = Syntax.hash(root, "The root");
  }

  @Override
  public byte[] root() {
    return root.clone();
  }

  /** Three lines, each with its newline: what is signed. */
  public String text() {
    return origin + "\n" + size + "\n" + Syntax.base64(root) + "\n";
  }

  /**
   * Reads what {@link #text} writes and nothing else.
   *
   * @throws IllegalArgumentException with a sentence that says what is wrong
   */
  public static Checkpoint parse(String text) {
    List<String> lines = Syntax.lines(text, "The checkpoint");
    if (lines.size() != 3) {
      throw new IllegalArgumentException("The checkpoint does not have three lines");
    }
    return new Checkpoint(
        lines.get(0),
        Syntax.number(lines.get(1), "The size"),
        Syntax.hash(lines.get(2), "The root"));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Checkpoint that && text().equals(that.text());
  }

  @Override
  public int hashCode() {
    return text().hashCode();
  }
}
