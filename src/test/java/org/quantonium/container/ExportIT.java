package org.quantonium.container;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quantonium.merkle.Checkpoint;
import org.quantonium.merkle.EntryBundle;
import org.quantonium.merkle.HashReader;
import org.quantonium.merkle.Hashes;
import org.quantonium.merkle.Proofs;
import org.quantonium.merkle.SignedNote;
import org.quantonium.merkle.Tile;
import org.quantonium.merkle.VerifierKey;

/** The log as a file, which is checked with nothing but the file and the ledger's key. */
@ExtendWith(ArquillianExtension.class)
class ExportIT {
  private static final int MORE_THAN_BUFFERS = 16 << 20;

  private static Checkpoint checkpoint;

  @BeforeAll
  static void grow() {
    checkpoint = Auditor.grow(Tile.WIDTH + 20);
  }

  @Test
  void writes_each_entry_on_a_line() {
    HttpResponse<byte[]> answer = export("jsonl?from=250&to=260");
    List<String> lines = new String(answer.body(), UTF_8).lines().toList();

    assertThat(answer.headers().firstValue("Content-Type")).contains("application/jsonl");
    assertThat(answer.headers().firstValue("Content-Disposition"))
        .contains("attachment; filename=\"ledger.jsonl\"");
    assertThat(lines).hasSize(10);
    HashReader tree = Auditor.tree(checkpoint.size());
    for (int i = 0; i < lines.size(); i++) {
      assertThat(Hashes.leaf(lines.get(i).getBytes(UTF_8))).isEqualTo(tree.hash(0, 250 + i));
    }
  }

  @Test
  void writes_the_whole_log_if_no_range_is_given() {
    long before = Auditor.checkpoint().size();
    long lines = new String(export("jsonl").body(), UTF_8).lines().count();

    assertThat(lines).isBetween(before, Auditor.checkpoint().size());
  }

  @Test
  void writes_nothing_of_an_empty_range() {
    HttpResponse<byte[]> answer = export("jsonl?from=7&to=7");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void writes_a_table_whose_last_column_is_the_entry() {
    HttpResponse<byte[]> answer = export("csv?from=250&to=260");
    String[] lines = new String(answer.body(), UTF_8).split("\r\n", -1);

    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .isEqualToIgnoringCase("text/csv;charset=UTF-8");
    assertThat(lines[0]).isEqualTo("index,id,time,action,outcome,client,leafHash,entry");
    assertThat(lines).hasSize(12).endsWith("");
    HashReader tree = Auditor.tree(checkpoint.size());
    for (int i = 0; i < 10; i++) {
      String[] cells = lines[i + 1].split(",", 8);
      String entry = cells[7].substring(1, cells[7].length() - 1).replace("\"\"", "\"");
      String leafHash = Base64.getEncoder().encodeToString(tree.hash(0, 250 + i));

      assertThat(cells[0]).isEqualTo(Integer.toString(250 + i));
      assertThat(cells[6]).isEqualTo('"' + leafHash + '"');
      assertThat(Hashes.leaf(entry.getBytes(UTF_8))).isEqualTo(tree.hash(0, 250 + i));
    }
  }

  @Test
  void packs_a_log_that_verifies_by_itself() throws IOException {
    HttpResponse<byte[]> answer = export("zip");
    Map<String, byte[]> files = unzip(answer.body());
    VerifierKey key = VerifierKey.parse(text(files.remove("key")).strip());
    SignedNote note = SignedNote.parse(text(files.remove("checkpoint")));
    Checkpoint packed = Checkpoint.parse(note.text());
    HashReader tree = Tile.reader(packed.size(), tile -> files.get(tile.path()));

    assertThat(answer.headers().firstValue("Content-Type")).contains("application/zip");
    assertThat(key).isEqualTo(Auditor.key());
    assertThat(note.signedBy(key)).isTrue();
    assertThat(packed.size()).isGreaterThanOrEqualTo(checkpoint.size());
    assertThat(Proofs.root(packed.size(), tree)).isEqualTo(packed.root());
    long entries = 0;
    for (long first = 0; first < packed.size(); first += Tile.WIDTH) {
      int width = (int) Math.min(Tile.WIDTH, packed.size() - first);
      byte[] hashes = files.get(new Tile(0, first / Tile.WIDTH, width).path());
      int at = 0;
      for (byte[] entry :
          EntryBundle.decode(files.get(EntryBundle.path(first / Tile.WIDTH, width))).entries()) {
        assertThat(Hashes.leaf(entry)).isEqualTo(Arrays.copyOfRange(hashes, at, at += 32));
        entries++;
      }
    }
    assertThat(entries).isEqualTo(packed.size());
  }

  /** For src/interop/verify.sh, which the build runs on it: other people's code. */
  @Test
  void leaves_this_log_for_other_verifiers() throws IOException {
    Path directory = Path.of("target", "service-log");
    String older = Auditor.getCheckpoint().body();
    grow();
    Map<String, byte[]> files = unzip(export("zip").body());
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = directory.resolve("log").resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    Files.writeString(directory.resolve("older"), older);

    assertThat(directory.resolve("log/checkpoint")).isRegularFile();
    assertThat(directory.resolve("log/tile/entries")).isDirectory();
  }

  @Test
  void packs_the_tiles_that_the_log_serves_and_no_other_file() throws IOException {
    Map<String, byte[]> files = unzip(export("zip").body());
    long size = Auditor.verified(text(files.get("checkpoint"))).size();
    int bundles = (int) ((size + Tile.WIDTH - 1) / Tile.WIDTH);

    // The key, the checkpoint; of each bundle its entries and its hashes; one tile of level 1.
    assertThat(files).hasSize(2 + 2 * bundles + 1);
    files.forEach(
        (path, content) ->
            Tile.parse(path)
                .ifPresent(tile -> assertThat(content).as(path).isEqualTo(Auditor.tile(tile))));
  }

  @ParameterizedTest
  @CsvSource({
    "jsonl?from=8&to=7, from must not be past to",
    "csv?from=999999999999999999, from must not be past to",
    "jsonl?to=999999999999999999, nor to past the checkpoint's size",
    "jsonl?from=x, from must be an index",
    "jsonl?to=01, to must be an index",
    "zip?from=0, leave from and to out",
    "zip?to=7, leave from and to out",
    "xml, 'format must be jsonl, csv or zip'",
  })
  void says_what_is_wrong_with_a_range(String path, String detail) {
    HttpResponse<String> answer = Http.get("/v1/ledger/export/" + path, Auditor.token());

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat((String) Http.json(answer).get("detail")).contains(detail);
  }

  /**
   * Each of the connections asks for more than the buffers on the way hold. Of a client that has
   * gone a server may still do what it had asked for; that must come to an end too.
   */
  @Test
  @SuppressWarnings("try")
  void refuses_one_more_while_four_are_not_read() {
    String slow = Http.token(Auditor.client("slow-readers", "read:ledger"));
    String request =
        "GET /v1/ledger/export/csv HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
            + slow
            + "\r\n\r\n";
    int requests = 1 + MORE_THAN_BUFFERS / export("csv").body().length;
    byte[] pipeline = request.repeat(requests).getBytes(UTF_8);
    String token = Auditor.token();
    try (SlowClients unread = SlowClients.startUnread(5, i -> pipeline)) {
      HttpResponse<String> refused = await(token, 503, 1);
      assertThat(Http.json(refused)).containsEntry("type", "urn:problem-type:quantonium:capacity");
      assertThat(refused.headers().firstValue("Retry-After")).contains("1");
    }
    await(token, 200, 10);
  }

  /** The last of so many answers in a row that have a status. */
  private static HttpResponse<String> await(String token, int status, int times) {
    Instant end = Instant.now().plusSeconds(60);
    HttpResponse<String> answer;
    int inRow = 0;
    do {
      Http.sleep(Duration.ofMillis(100));
      answer = Http.get("/v1/ledger/export/jsonl?from=0&to=1", token);
      inRow = answer.statusCode() == status ? inRow + 1 : 0;
    } while (inRow < times && Instant.now().isBefore(end));
    assertThat(inRow).as(answer.body()).isEqualTo(times);
    return answer;
  }

  private static HttpResponse<byte[]> export(String path) {
    HttpResponse<byte[]> answer =
        Http.sendForBytes(Http.authorized("/v1/ledger/export/" + path, Auditor.token()).build());
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer;
  }

  private static Map<String, byte[]> unzip(byte[] archive) throws IOException {
    Map<String, byte[]> files = new HashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry file = zip.getNextEntry(); file != null; file = zip.getNextEntry()) {
        assertThat(files.put(file.getName(), zip.readAllBytes())).isNull();
      }
    }
    return files;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }
}
