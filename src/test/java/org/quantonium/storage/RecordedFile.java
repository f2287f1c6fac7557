package org.quantonium.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.ArrayList;
import java.util.List;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePathWrapper;

/**
 * H2's file, every write to it recorded, under the scheme {@code recorded:}. What a kill leaves is
 * what was written before it: each beginning of the record is what some kill would have left.
 */
public final class RecordedFile extends FilePathWrapper {
  /** What was done to the file: it can be done to another. */
  interface Write {
    void to(FileChannel file) throws IOException;
  }

  /** Of all files: there is one at a time. */
  private static final List<Write> WRITES = new ArrayList<>();

  /** What was written since the last call. */
  static List<Write> take() {
    synchronized (WRITES) {
      List<Write> taken = List.copyOf(WRITES);
      WRITES.clear();
      return taken;
    }
  }

  @Override
  public String getScheme() {
    return "recorded";
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    return new Recorder(getBase().open(mode));
  }

  private static final class Recorder extends FileBaseDefault {
    private final FileChannel file;

    private Recorder(FileChannel file) {
      this.file = file;
    }

    @Override
    public synchronized int write(ByteBuffer bytes, long position) throws IOException {
      byte[] copy = new byte[bytes.remaining()];
      bytes.duplicate().get(copy);
      synchronized (WRITES) {
        int count = file.write(bytes, position);
        WRITES.add(other -> other.write(ByteBuffer.wrap(copy, 0, count), position));
        return count;
      }
    }

    @Override
    protected void implTruncate(long size) throws IOException {
      synchronized (WRITES) {
        file.truncate(size);
        WRITES.add(other -> other.truncate(size));
      }
    }

    @Override
    public synchronized int read(ByteBuffer bytes, long position) throws IOException {
      return file.read(bytes, position);
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public void force(boolean metaData) throws IOException {
      file.force(metaData);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
      return file.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
      file.close();
    }
  }
}
