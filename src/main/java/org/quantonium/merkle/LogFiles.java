package org.quantonium.merkle;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The files of a log, each read whole and checked in its form.
 *
 * <p>Where a partial file is gone, the full one is taken and cut: a log that has grown may delete
 * what it had of its old size.
 */
record LogFiles(Source source) {
  static final int MAX_NOTE_BYTES = 1 << 20;

  private static final int MAX_TILE_BYTES = Tile.WIDTH * Hashes.BYTES;
  private static final int MAX_BUNDLE_BYTES = Tile.WIDTH * (2 + EntryBundle.MAX_ENTRY_BYTES);

  /** The file; nothing in it is verified. */
  byte[] checkpoint() throws IOException, NotVerified {
    return source.read("checkpoint", MAX_NOTE_BYTES);
  }

  /** 32 * width bytes. */
  byte[] tile(Tile tile) throws IOException, NotVerified {
    String full = new Tile(tile.level(), tile.index(), Tile.WIDTH).path();
    Optional<byte[]> own = find(tile.path(), MAX_TILE_BYTES);
    byte[] hashes = own.isPresent() ? own.get() : instead(tile.path(), full, MAX_TILE_BYTES);
    int length = own.isPresent() ? hashes.length : Math.min(hashes.length, tile.bytes());
    if (length != tile.bytes()) {
      throw new NotVerified("%s has %d bytes, not %d".formatted(tile.path(), length, tile.bytes()));
    }
    return Arrays.copyOf(hashes, length);
  }

  /** As many entries as the bundle has, which may not be its width. */
  List<byte[]> entries(long index, int width) throws IOException, NotVerified {
    String path = EntryBundle.path(index, width);
    String full = EntryBundle.path(index, Tile.WIDTH);
    Optional<byte[]> own = find(path, MAX_BUNDLE_BYTES);
    byte[] bytes = own.isPresent() ? own.get() : instead(path, full, MAX_BUNDLE_BYTES);
    try {
      List<byte[]> entries = EntryBundle.decode(bytes).entries();
      return own.isPresent() ? entries : entries.subList(0, Math.min(width, entries.size()));
    } catch (IllegalArgumentException e) {
      throw new NotVerified("%s is malformed: %s".formatted(path, e.getMessage()));
    }
  }

  private byte[] instead(String path, String full, int max) throws IOException, NotVerified {
    return find(full, max).orElseThrow(() -> new NotVerified(path + " is missing"));
  }

  private Optional<byte[]> find(String path, int max) throws IOException, NotVerified {
    try {
      return Optional.of(source.read(path, max));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
