package org.quantonium.merkle;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The entries behind one level 0 tile, C2SP tlog-tiles.
 *
 * <pre>
 *   tile/entries/x001/067.p/5
 *
 *   | length, 2 bytes, big-endian | entry | length | entry | ...
 * </pre>
 *
 * @param entries 1 to 256, each of 0 to 65,535 bytes; the arrays are shared, not copied
 */
public record EntryBundle(List<byte[]> entries) {
  /** The longest entry, in bytes. */
  public static final int MAX_ENTRY_BYTES = 65_535;

  static final String PREFIX = "tile/entries/";

  public EntryBundle {
    entries = List.copyOf(entries);
    if (entries.isEmpty() || entries.size() > Tile.WIDTH) {
      throw new IllegalArgumentException("An entry bundle has 1 to 256 entries");
    }
    if (entries.stream().anyMatch(entry -> entry.length > MAX_ENTRY_BYTES)) {
      throw new IllegalArgumentException("An entry has at most 65,535 bytes");
    }
  }

  public static String path(long index, int width) {
    return new TilePath(index, width).under(PREFIX);
  }

  /** Empty unless {@link #path} gives back the very same path. */
  public static Optional<TilePath> parsePath(String path) {
    return TilePath.parse(PREFIX, path);
  }

  public byte[] encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] entry : entries) {
      bytes.write(entry.length >>> 8);
      bytes.write(entry.length);
      bytes.writeBytes(entry);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads a whole bundle.
   *
   * @throws IllegalArgumentException if an entry is cut, or there are none or more than 256
   */
  public static EntryBundle decode(byte[] bytes) {
    List<byte[]> entries = new ArrayList<>();
    int at = 0;
    while (at < bytes.length && entries.size() < Tile.WIDTH) {
      if (bytes.length - at < 2) {
        throw new IllegalArgumentException("The entry bundle ends inside a length");
      }
      int start = at + 2;
      int length = (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
      if (bytes.length - start < length) {
        throw new IllegalArgumentException("The entry bundle ends inside an entry");
      }
      entries.add(Arrays.copyOfRange(bytes, start, start + length));
      at = start + length;
    }
    if (at < bytes.length) {
      throw new IllegalArgumentException("The entry bundle goes on after 256 entries");
    }
    return new EntryBundle(entries);
  }
}
