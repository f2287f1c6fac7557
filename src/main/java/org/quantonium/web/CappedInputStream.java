package org.quantonium.web;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.quantonium.problem.Problem;

/**
 * A body that refuses to be longer than its cap: BODY_TOO_LARGE at the first byte past it, whatever
 * Content-Length or chunks said.
 */
final class CappedInputStream extends FilterInputStream {
  private final int cap;
  private long read;

  CappedInputStream(InputStream body, int cap) {
    super(body);
    this.cap = cap;
  }

  @Override
  public int read() throws IOException {
    int value = in.read();
    if (value >= 0) {
      count(1);
    }
    return value;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = in.read(buffer, offset, length);
    if (count > 0) {
      count(count);
    }
    return count;
  }

  @Override
  public long skip(long bytes) throws IOException {
    long count = in.skip(bytes);
    count(count);
    return count;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void count(long bytes) throws Problem {
    read += bytes;
    if (read > cap) {
      throw BodyCapFilter.tooLarge(cap);
    }
  }
}
