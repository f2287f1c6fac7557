package org.quantonium.merkle;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifyDirectoryTest {
  private static final String SIGNED = "The checkpoint of ledger.example/audit is signed: ";

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(ints = {1, 8, 255, 256, 257, 600})
  void a_log_is_whole_as_it_was_exported(int size) {
    export(size);

    Verification verification = Verification.of("directory", directory);
    String entries = size == 1 ? "1 entry" : size + " entries";
    assertThat(verification.out())
        .containsExactly(
            SIGNED + entries,
            "The log is whole: " + entries + " and all tiles give the root of the checkpoint");
    assertThat(verification.status()).isZero();
    assertThat(verification.err()).isEmpty();
  }

  @Test
  void the_empty_log_is_whole() {
    export(0);

    assertThat(Verification.of("directory", directory).status()).isZero();
  }

  @Test
  void every_older_checkpoint_is_a_prefix() {
    export(8);
    List<Object> words = new ArrayList<>(List.of("directory", directory));
    for (int size = 0; size <= 8; size++) {
      words.addAll(List.of("--since", checkpoint(size)));
    }

    Verification verification = Verification.of(words.toArray());
    assertThat(verification.status()).isZero();
    assertThat(verification.out())
        .hasSize(11)
        .contains("The checkpoint of size 0 in %s is a prefix".formatted(kept(0)))
        .contains("The checkpoint of size 3 in %s is a prefix".formatted(kept(3)))
        .contains("The checkpoint of size 8 in %s is a prefix".formatted(kept(8)));
  }

  @Test
  void no_byte_of_any_file_is_another() {
    for (String path : List.of("checkpoint", "tile/0/000.p/8", "tile/entries/000.p/8")) {
      ExportedLog log = export(8);
      for (int bit = 0; bit < 8 * log.read(path).length; bit += bit % 8 == 7 ? 1 : 9) {
        log.flip(path, bit);
        assertThat(Verification.of("directory", directory).status())
            .as("bit %d of %s", bit, path)
            .isEqualTo(1);
        log.flip(path, bit);
      }
    }
  }

  @Test
  void an_entry_was_changed() {
    export(8).flip("tile/entries/000.p/8", 8 * (5 * 9 + 2));

    finds("Entry 5 was changed: its hash is not the one in tile/0/000.p/8");
  }

  @Test
  void an_entry_was_changed_in_a_full_tile() {
    export(600).flip("tile/entries/001", 8 * 2);

    finds("Entry 256 was changed: its hash is not the one in tile/0/001");
  }

  @Test
  void a_tile_was_changed_and_the_entries_are_true() {
    ExportedLog log = export(600);
    log.flip("tile/0/001", 8 * 32 * 3);
    log.flip("tile/1/000.p/2", 8 * 32);

    finds(
        "tile/0/001 was changed: its hash 3 is not that of entry 259",
        "tile/1/000.p/2 was changed: its hash 1 is not that of entries 256 to 511");
  }

  @Test
  void an_entry_was_changed_together_with_its_tile() {
    ExportedLog log = export(600);
    List<byte[]> entries = changed(600, 300);
    log.bundle(256, 256, entries.subList(256, 512));
    byte[] upper = log.read("tile/1/000.p/2");
    log.writeTiles(entries);
    log.write("tile/1/000.p/2", upper);

    finds(
        "Entries 256 to 511 were changed together with their tiles: their hash is not the one in"
            + " tile/1/000.p/2");
  }

  @Test
  void an_entry_was_changed_together_with_all_tiles() {
    byte[] checkpoint = export(8).read("checkpoint");
    ExportedLog.write(directory, changed(8, 5)).write("checkpoint", checkpoint);

    finds(
        "The tree was rewritten: its 8 entries and its tiles do not give the root of the"
            + " checkpoint");
  }

  @Test
  void an_entry_was_deleted() {
    List<byte[]> entries = new ArrayList<>(Definitions.entries(8));
    entries.remove(5);
    export(8).bundle(0, 8, entries);

    finds(
        "Entries were deleted: tile/entries/000.p/8 has 7, not 8, and the first that does not fit"
            + " is entry 5");
  }

  @Test
  void an_entry_was_inserted() {
    List<byte[]> entries = new ArrayList<>(Definitions.entries(8));
    entries.add(5, Definitions.entry(99));
    export(8).bundle(0, 8, entries);

    finds(
        "Entries were inserted: tile/entries/000.p/8 has 9, not 8, and the first that does not fit"
            + " is entry 5");
  }

  @Test
  void entries_were_reordered() {
    List<byte[]> entries = new ArrayList<>(Definitions.entries(8));
    Collections.swap(entries, 2, 5);
    export(8).bundle(0, 8, entries);

    finds(
        "Entry 2 was replaced: entry 5 stands in its place",
        "Entry 5 was replaced: entry 2 stands in its place");
  }

  @Test
  void a_bundle_was_cut() {
    ExportedLog log = export(8);
    log.write("tile/entries/000.p/8", new byte[] {0, 7, 'e'});

    finds("tile/entries/000.p/8 is malformed: The entry bundle ends inside an entry");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tile/entries/001", "tile/0/002.p/88", "tile/1/000.p/2"})
  void a_file_is_missing(String path) {
    export(600).delete(path);

    finds(path + " is missing");
  }

  @Test
  void a_tile_was_cut() {
    ExportedLog log = export(8);
    log.write("tile/0/000.p/8", new byte[32 * 7]);
    finds("tile/0/000.p/8 has 224 bytes, not 256");

    log.write("tile/0/000.p/8", new byte[8193]);
    finds("tile/0/000.p/8 has more than 8192 bytes");
  }

  @Test
  void what_a_grown_log_deleted_is_in_the_full_tile() {
    ExportedLog log = export(200);
    log.delete("tile/0/000.p/200");
    log.delete("tile/entries/000.p/200");
    log.writeTiles(Definitions.entries(256));
    log.bundle(0, 256, Definitions.entries(256));

    assertThat(Verification.of("directory", directory).status()).isZero();
  }

  /** An older checkpoint is signed too: who kept no newer one cannot tell. */
  @Test
  void the_tail_was_cut() {
    export(5);
    assertThat(Verification.of("directory", directory).status()).isZero();

    Verification verification = Verification.of("directory", directory, "--since", checkpoint(8));
    assertThat(verification.status()).isEqualTo(1);
    assertThat(verification.out())
        .contains(
            "The log was cut: it has 5 entries and the checkpoint %s vouches for 8"
                .formatted(kept(8)));
  }

  /** Whoever has the key can sign another past: who kept no checkpoint cannot tell. */
  @Test
  void all_was_rewritten_and_signed_again() {
    ExportedLog.write(directory, changed(8, 1));
    assertThat(Verification.of("directory", directory).status()).isZero();

    Verification verification =
        Verification.of(
            "directory",
            directory,
            "--since",
            checkpoint(1),
            "--since",
            checkpoint(3),
            "--since",
            checkpoint(8));
    assertThat(verification.status()).isEqualTo(1);
    assertThat(verification.out())
        .contains(
            "The checkpoint of size 1 in %s is a prefix".formatted(kept(1)),
            "The tree was rewritten: checkpoint of size 3 is not a prefix (%s)".formatted(kept(3)),
            "The tree was rewritten: checkpoint of size 8 is not a prefix (%s)".formatted(kept(8)));
  }

  @Test
  void a_changed_entry_says_nothing_of_a_rewritten_tree() {
    export(8).flip("tile/entries/000.p/8", 8 * 2);

    assertThat(Verification.of("directory", directory, "--since", checkpoint(3)).out())
        .endsWith("Entry 0 was changed: its hash is not the one in tile/0/000.p/8");
  }

  @Test
  void twenty_changes_are_listed_and_the_rest_counted() {
    ExportedLog log = export(600);
    List<byte[]> others = Collections.nCopies(256, "another".getBytes(US_ASCII));
    log.bundle(0, 256, others);

    Verification verification = Verification.of("directory", directory);
    assertThat(verification.status()).isEqualTo(1);
    assertThat(verification.out())
        .hasSize(1 + 20 + 1)
        .contains("Entry 19 was changed: its hash is not the one in tile/0/000")
        .endsWith("And 236 more like these");
  }

  @Test
  void the_checkpoint_is_of_another_log_or_key() {
    ExportedLog log = export(8);
    Checkpoint other = new Checkpoint("other.example", 8, new byte[32]);
    log.write("checkpoint", TestKey.sign(other.text()).toString().getBytes(UTF_8));
    finds("The checkpoint is of the log other.example, not of ledger.example/audit");

    log.write("checkpoint", TestKey.sign("text\n").toString().getBytes(UTF_8));
    finds("The checkpoint is malformed: The checkpoint does not have three lines");

    log.write("checkpoint", "\n\n\u2014 other AAAAAAA=\n".getBytes(UTF_8));
    finds("The checkpoint is not signed by the key " + TestKey.TEXT);

    log.write("checkpoint", new byte[] {-1, '\n'});
    finds("The checkpoint is malformed: The file is not UTF-8");
  }

  @Test
  void a_kept_checkpoint_must_be_signed_too() {
    export(8);
    new ExportedLog(directory).flip("kept-3", 8 * checkpointOf(3).indexOf('\n') + 8);
    Verification verification = Verification.of("directory", directory, "--since", kept(3));

    assertThat(verification.status()).isEqualTo(1);
    assertThat(verification.out())
        .containsExactly(kept(3) + " is not signed by the key " + TestKey.TEXT);
  }

  @Test
  void what_cannot_be_read_is_not_judged() {
    Verification verification = Verification.of("directory", directory.resolve("none"));
    assertThat(verification.status()).isEqualTo(2);
    assertThat(verification.out()).isEmpty();
    assertThat(verification.err())
        .containsExactly("There is no " + directory.resolve("none/checkpoint"));

    export(8);
    Verification since =
        Verification.of("directory", directory, "--since", directory.resolve("none"));
    assertThat(since.status()).isEqualTo(2);
    assertThat(since.err()).containsExactly("There is no " + directory.resolve("none"));
    assertThat(Verification.of("directory", directory, "--since", directory).status()).isEqualTo(2);
  }

  private void finds(String... sentences) {
    Verification verification = Verification.of("directory", directory);
    List<String> found =
        verification.out().stream().filter(line -> !line.startsWith(SIGNED)).toList();
    assertThat(found).containsExactly(sentences);
    assertThat(verification.status()).isEqualTo(1);
  }

  private ExportedLog export(int size) {
    for (int older = 0; older <= 8; older++) {
      checkpoint(older);
    }
    return ExportedLog.write(directory, Definitions.entries(size));
  }

  /** Keeps the checkpoint of the true log at that size. */
  private Path checkpoint(int size) {
    new ExportedLog(directory).write("kept-" + size, checkpointOf(size).getBytes(UTF_8));
    return kept(size);
  }

  private Path kept(int size) {
    return directory.resolve("kept-" + size);
  }

  private static String checkpointOf(int size) {
    byte[] root = Definitions.mth(Definitions.entries(size));
    return TestKey.sign(new Checkpoint(TestKey.ORIGIN, size, root).text()).toString();
  }

  private static List<byte[]> changed(int size, int index) {
    List<byte[]> entries = new ArrayList<>(Definitions.entries(size));
    entries.set(index, "another".getBytes(US_ASCII));
    return entries;
  }
}
