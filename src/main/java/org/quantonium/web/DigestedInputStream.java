package org.quantonium.web;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.function.Consumer;

/** A body that tells the SHA-256 of its bytes once it has been read to its end, if it has any. */
final class DigestedInputStream extends FilterInputStream {
  private final MessageDigest digest;
  private final Consumer<byte[]> told;
  private boolean any;

  DigestedInputStream(InputStream body, Consumer<byte[]> told) {
    super(body);
    this.told = told;
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = in.read(buffer, offset, length);
    if (count > 0) {
      digest.update(buffer, offset, count);
      any = true;
    } else if (count < 0 && any) {
      any = false;
      told.accept(digest.digest());
    }
    return count;
  }

  /** Reads what it skips: a digest leaves nothing out. */
  @Override
  public long skip(long bytes) throws IOException {
    return Math.max(0, read(new byte[(int) Math.max(0, Math.min(bytes, 8192))]));
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
