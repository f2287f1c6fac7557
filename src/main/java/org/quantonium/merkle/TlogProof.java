package org.quantonium.merkle;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * That an entry is in a log, in one file that needs nothing but the log's key: C2SP tlog-proof.
 *
 * <pre>
 *   c2sp.org/tlog-proof@v1
 *   extra base64              left out if there is none
 *   index 5
 *   base64(hash)              the inclusion proof, none or more lines
 *
 *   the signed checkpoint
 * </pre>
 *
 * <p>Extra data is not signed: believe it only if its leaf hash is what the proof includes.
 *
 * @param extra none or more bytes; here the entry itself
 * @param index 0 <= index < the checkpoint's size
 * @param hashes at most 63, of 32 bytes; the arrays are shared, not copied
 */
@SuppressWarnings("ArrayRecordComponent") // copied in and out, compared by value
public record TlogProof(byte[] extra, long index, List<byte[]> hashes, SignedNote checkpoint) {
  private static final String HEADER = "c2sp.org/tlog-proof@v1";
  private static final String EXTRA = "extra ";
  private static final String INDEX = "index ";
  private static final int MAX_HASHES = 63;

  public TlogProof {
    extra = extra.clone();
    if (index < 0) {
      throw new IllegalArgumentException("The index of an entry is not below 0");
    }
    hashes = List.copyOf(hashes);
    if (hashes.size() > MAX_HASHES) {
      throw new IllegalArgumentException("The proof has more than 63 hashes");
    }
    hashes.forEach(hash -> Syntax.hash(hash, "A hash of the proof"));
  }

  @Override
  public byte[] extra() {
    return extra.clone();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    if (extra.length > 0) {
      text.append(EXTRA).append(Syntax.base64(extra)).append('\n');
    }
    text.append(INDEX).append(index).append('\n');
    hashes.forEach(hash -> text.append(Syntax.base64(hash)).append('\n'));
    return text.append('\n').append(checkpoint).toString();
  }

  /**
   * Reads what {@link #toString} writes and nothing else. It verifies nothing.
   *
   * @throws IllegalArgumentException with a sentence that says what is wrong
   */
  public static TlogProof parse(String text) {
    int end = text.indexOf("\n\n");
    if (end < 0) {
      throw new IllegalArgumentException("The proof has no empty line before its checkpoint");
    }
    Deque<String> lines = new ArrayDeque<>(Arrays.asList(text.substring(0, end).split("\n", -1)));
    if (!lines.removeFirst().equals(HEADER)) {
      throw new IllegalArgumentException("The proof does not begin with " + HEADER);
    }
    byte[] extra = {};
    if (!lines.isEmpty() && lines.getFirst().startsWith(EXTRA)) {
      extra = Syntax.base64(lines.removeFirst().substring(EXTRA.length()), "The extra data");
      if (extra.length == 0) {
        throw new IllegalArgumentException("The proof has an extra line without data");
      }
    }
    if (lines.isEmpty() || !lines.getFirst().startsWith(INDEX)) {
      throw new IllegalArgumentException("The proof has no index line in its place");
    }
    long index = Syntax.number(lines.removeFirst().substring(INDEX.length()), "The index");
    List<byte[]> hashes =
        lines.stream().map(line -> Syntax.hash(line, "A hash of the proof")).toList();
    return new TlogProof(extra, index, hashes, SignedNote.parse(text.substring(end + 2)));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TlogProof that && toString().equals(that.toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }
}
