package org.quantonium.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.quantonium.merkle.VerifierKey;

/**
 * The checkpoints that this node vouched for, in a file outside the database: what an administrator
 * of the database cannot edit.
 *
 * <pre>
 * signed note || 0A        as often as there are checkpoints, oldest first
 * </pre>
 *
 * <p>It is only ever appended to, each checkpoint forced to the disk before anybody sees it, and
 * locked against a second process. What a crash left half-written at its end is cut off.
 */
final class Anchor implements AutoCloseable {
  private static final String SIGNATURE = "— ";
  private static final String END = "\n\n";

  /** Longer than any two signed checkpoints. */
  private static final int TAIL_BYTES = 16_384;

  private final Path file;
  private final FileChannel channel;
  private final VerifierKey key;
  private Vouched last;

  private Anchor(Path file, FileChannel channel, VerifierKey key) {
    this.file = file;
    this.channel = channel;
    this.key = key;
  }

  /**
   * Opens the file, or makes it (0600).
   *
   * @throws LedgerBroken if its last checkpoint is not this ledger's, or another process has it
   */
  static Anchor open(Path file, VerifierKey key) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Anchor anchor = new Anchor(file, channel, key);
    try {
      anchor.lock();
      anchor.readLast();
      return anchor;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private void lock() throws IOException {
    boolean locked;
    try {
      locked = channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      locked = false;
    }
    if (!locked) {
      throw new LedgerBroken(
          "The anchor " + file + " is in use: give each node a data directory of its own");
    }
  }

  private void readLast() throws IOException {
    long from = Math.max(0, channel.size() - TAIL_BYTES);
    byte[] tail = read(from, (int) (channel.size() - from));
    int end = endOfRecords(tail);
    List<String> notes = notes(new String(tail, 0, end, UTF_8));
    if (notes.isEmpty() && from > 0) {
      throw new LedgerBroken("The end of the anchor " + file + " was overwritten");
    }
    channel.truncate(from + end);
    channel.position(from + end);
    if (!notes.isEmpty()) {
      last = parse(notes.get(notes.size() - 1));
    }
  }

  private Vouched parse(String note) {
    try {
      return Vouched.parse(note, key);
    } catch (LedgerBroken e) {
      throw new LedgerBroken(
          "The last checkpoint in the anchor " + file + " does not hold: " + e.getMessage());
    }
  }

  /** Where the last whole record ends: after the blank line that follows a signature. */
  private static int endOfRecords(byte[] bytes) {
    String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
    String signature =
        new String(
            ("\n" + SIGNATURE).getBytes(UTF_8), java.nio.charset.StandardCharsets.ISO_8859_1);
    int at = text.lastIndexOf(END);
    while (at >= 0) {
      int line = text.lastIndexOf('\n', at - 1);
      if (line >= 0 && text.startsWith(signature, line)) {
        return at + END.length();
      }
      at = text.lastIndexOf(END, at - 1);
    }
    return 0;
  }

  /** Whole records; the first may be cut where the text does not begin with one. */
  private static List<String> notes(String text) {
    List<String> blocks = Arrays.asList(text.split(END, -1));
    List<String> notes = new ArrayList<>();
    for (int i = 1; i < blocks.size(); i++) {
      if (blocks.get(i).startsWith(SIGNATURE)) {
        notes.add(blocks.get(i - 1) + END + blocks.get(i) + "\n");
      }
    }
    return notes;
  }

  private byte[] read(long from, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {
      // Until it is full.
    }
    return buffer.array();
  }

  /** The checkpoint that the database must be consistent with; empty on a new disk. */
  Optional<Vouched> last() {
    return Optional.ofNullable(last);
  }

  /**
   * All of them, oldest first, for the search for where a fork began.
   *
   * @throws LedgerBroken if one does not hold
   */
  List<Vouched> all() throws IOException {
    return notes(new String(read(0, (int) Math.min(channel.size(), 1 << 30)), UTF_8)).stream()
        .map(this::parse)
        .toList();
  }

  /** Adds a checkpoint; it is on the disk when this returns. */
  void append(Vouched vouched) throws IOException {
    long start = channel.position();
    try {
      ByteBuffer record = ByteBuffer.wrap((vouched.note() + "\n").getBytes(UTF_8));
      while (record.hasRemaining()) {
        channel.write(record);
      }
      channel.force(false);
    } catch (IOException e) {
      // A full disk: the next try must not follow half a record.
      channel.truncate(start);
      channel.position(start);
      throw e;
    }
    last = vouched;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
