package org.quantonium.merkle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A log in a directory, as it is exported, and the ways to tamper with it. */
record ExportedLog(Path directory) {

  /** Writes all tiles and bundles of these entries, and the signed checkpoint. */
  static ExportedLog write(Path directory, List<byte[]> entries) {
    ExportedLog log = new ExportedLog(directory);
    TreeEdge edge = log.writeTiles(entries);
    for (int from = 0; from < entries.size(); from += Tile.WIDTH) {
      int width = Math.min(Tile.WIDTH, entries.size() - from);
      log.bundle(from, width, entries.subList(from, from + width));
    }
    Checkpoint checkpoint = new Checkpoint(TestKey.ORIGIN, edge.size(), edge.root());
    log.write("checkpoint", TestKey.sign(checkpoint.text()).toString().getBytes(UTF_8));
    return log;
  }

  /** Writes the tiles alone. */
  TreeEdge writeTiles(List<byte[]> entries) {
    TreeEdge edge = TreeEdge.load(0, tile -> new byte[0]);
    for (byte[] entry : entries) {
      edge.append(
          Hashes.leaf(entry),
          tile -> write(new Tile(tile.level(), tile.index(), 256).path(), tile.hashes()));
    }
    for (Map.Entry<Tile, byte[]> partial : edge.partialTiles().entrySet()) {
      write(partial.getKey().path(), partial.getValue());
    }
    return edge;
  }

  /** The bundle from that entry on, whatever entries are put there. */
  void bundle(int from, int width, List<byte[]> entries) {
    write(EntryBundle.path(from / Tile.WIDTH, width), new EntryBundle(entries).encode());
  }

  void write(String path, byte[] bytes) {
    try {
      Files.createDirectories(directory.resolve(path).getParent());
      Files.write(directory.resolve(path), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte[] read(String path) {
    try {
      return Files.readAllBytes(directory.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void flip(String path, int bit) {
    byte[] bytes = read(path);
    bytes[bit / 8] ^= (byte) (1 << (bit % 8));
    write(path, bytes);
  }

  void delete(String path) {
    try {
      Files.delete(directory.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
