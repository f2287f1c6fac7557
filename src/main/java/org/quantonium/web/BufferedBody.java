package org.quantonium.web;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A body in memory, in pieces that grow: whoever sends one byte holds half a kilobyte, and nothing
 * is copied when it grows.
 */
final class BufferedBody {
  private static final int SMALLEST = 512;
  private static final int LARGEST = 64 << 10;

  private final List<InputStream> full = new ArrayList<>();
  private byte[] last = new byte[0];
  private int used;
  private long length;

  /** Bytes that the next piece will take, or 0 while the last one has room. */
  int nextPiece() {
    return used < last.length ? 0 : Math.min(LARGEST, Math.max(SMALLEST, last.length * 2));
  }

  /** Where to write next, after a piece was added if there was no room. */
  byte[] array() {
    int next = nextPiece();
    if (next > 0) {
      full.add(new ByteArrayInputStream(last, 0, used));
      last = new byte[next];
      used = 0;
    }
    return last;
  }

  int offset() {
    return used;
  }

  void wrote(int bytes) {
    used += bytes;
    length += bytes;
  }

  long length() {
    return length;
  }

  /** From its first byte; the body is not to grow any more. */
  InputStream open() {
    full.add(new ByteArrayInputStream(last, 0, used));
    return new SequenceInputStream(Collections.enumeration(full));
  }
}
