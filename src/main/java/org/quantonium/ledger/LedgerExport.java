package org.quantonium.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.quantonium.merkle.EntryBundle;
import org.quantonium.merkle.Hashes;
import org.quantonium.merkle.Tile;
import org.quantonium.problem.Json;

/** Writes entries out, in a stream: a bundle of 256 is in memory at a time. */
@ApplicationScoped
class LedgerExport {
  @Inject private PublishedLog log;
  @Inject private LedgerNode node;

  /** One line for each entry: its exact bytes. They have no line break in them (RFC 8785). */
  void jsonLines(long from, long to, OutputStream out) throws IOException {
    OutputStream lines = new BufferedOutputStream(out);
    for (long first = from; first < to; first += Tile.WIDTH) {
      for (byte[] entry : log.entries(first, width(first, to))) {
        lines.write(entry);
        lines.write('\n');
      }
    }
    lines.flush();
  }

  /** RFC 4180, with a header line; the last column has the entry's exact bytes. */
  void csv(long from, long to, OutputStream out) throws IOException {
    OutputStream lines = new BufferedOutputStream(out);
    lines.write("index,id,time,action,outcome,client,leafHash,entry\r\n".getBytes(UTF_8));
    for (long first = from; first < to; first += Tile.WIDTH) {
      long index = first;
      for (byte[] entry : log.entries(first, width(first, to))) {
        lines.write((index + "," + row(entry) + "\r\n").getBytes(UTF_8));
        index++;
      }
    }
    lines.flush();
  }

  private static String row(byte[] entry) {
    Map<?, ?> members = (Map<?, ?>) Json.read(entry, Map.class);
    String client = text(members.get("client"));
    // The one cell that somebody else worded: a spreadsheet must not take it for a formula.
    boolean formula = !client.isEmpty() && "=+-@".indexOf(client.charAt(0)) >= 0;
    return Stream.of(
            text(members.get("id")),
            text(members.get("time")),
            text(members.get("action")),
            text(members.get("outcome")),
            formula ? "'" + client : client,
            Base64.getEncoder().encodeToString(Hashes.leaf(entry)),
            new String(entry, UTF_8))
        .map(cell -> '"' + cell.replace("\"", "\"\"") + '"')
        .collect(Collectors.joining(","));
  }

  private static String text(Object value) {
    return value == null ? "" : value.toString();
  }

  /**
   * The whole log as files at the paths of C2SP tlog-tiles, in a ZIP: {@code checkpoint}, {@code
   * tile/...}, and {@code key}, the verifier key.
   */
  void directory(Vouched vouched, OutputStream out) throws IOException {
    long size = vouched.checkpoint().size();
    try (ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(out))) {
      file(zip, "checkpoint", vouched.note().toString().getBytes(UTF_8));
      file(zip, "key", (node.key() + "\n").getBytes(UTF_8));
      for (long first = 0; first < size; first += Tile.WIDTH) {
        int width = width(first, size);
        List<byte[]> entries = log.entries(first, width);
        file(zip, EntryBundle.path(first / Tile.WIDTH, width), new EntryBundle(entries).encode());
      }
      int level = 0;
      for (long hashes = size; hashes > 0; hashes /= Tile.WIDTH) {
        for (long first = 0; first < hashes; first += Tile.WIDTH) {
          Tile tile = new Tile(level, first / Tile.WIDTH, width(first, hashes));
          file(zip, tile.path(), log.tile(tile));
        }
        level++;
      }
    }
  }

  private static int width(long first, long end) {
    return (int) Math.min(Tile.WIDTH, end - first);
  }

  private static void file(ZipOutputStream zip, String path, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(path));
    zip.write(content);
    zip.closeEntry();
  }
}
