package org.quantonium.ledger;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What is written to a client that must take it as fast as it would have to send a body: the whole
 * within 20 s and one more for every 16,384 bytes. Only its own time counts, not that of who
 * writes.
 *
 * <p>A client that takes nothing at all is the server's to end ({@code server-config}): the thread
 * is in a write then.
 */
final class PacedOutput extends FilterOutputStream {
  static final Duration GRACE = Duration.ofSeconds(20);
  static final int BYTES_PER_SECOND = 16 << 10;

  private final LongSupplier clock;
  private long bytes;
  private long nanos;

  /**
   * @param clock nanoseconds of any origin
   */
  PacedOutput(OutputStream out, LongSupplier clock) {
    super(out);
    this.clock = clock;
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  /**
   * Writes them all.
   *
   * @throws IOException if its client has fallen behind, or as the stream below throws it
   */
  @Override
  public void write(byte[] from, int offset, int length) throws IOException {
    long start = clock.getAsLong();
    out.write(from, offset, length);
    nanos += clock.getAsLong() - start;
    bytes += length;
    if (nanos > GRACE.toNanos() + bytes / BYTES_PER_SECOND * 1_000_000_000L) {
      throw new IOException("its client reads too slowly");
    }
  }
}
