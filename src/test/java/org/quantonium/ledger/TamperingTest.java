package org.quantonium.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.quantonium.merkle.Checkpoint;
import org.quantonium.storage.ConfiguredDataSource;
import org.quantonium.storage.DataDirectory;
import org.quantonium.storage.Migrations;

/** What an administrator of the database can do by hand, and what finds it. */
class TamperingTest {
  @TempDir private Path directory;
  private DataSource database;
  private TestLog log;
  private Connection keptOpen;

  @BeforeEach
  void open() throws SQLException, IOException {
    database =
        ConfiguredDataSource.embedded(new DataDirectory(directory.resolve("data").toString()));
    Migrations.run(database);
    keptOpen = database.getConnection();
    log = TestLog.on(database, directory.resolve("anchor"), "secret");
    log.grow(8);
    log.grow(592);
  }

  @AfterEach
  void close() throws SQLException, IOException {
    log.close();
    keptOpen.close();
  }

  static Stream<Arguments> changes_of_the_tree() {
    return Stream.of(
        Arguments.of(
            "update ledger_entry set entry = X'7b7d' where entry_index = 5", "Entry 5 was changed"),
        Arguments.of(
            "update ledger_entry set entry = X'7b7d' where entry_index = 599",
            "Entry 599 was changed"),
        Arguments.of("delete from ledger_entry where entry_index = 5", "Entry 5 was deleted"),
        Arguments.of(
            "delete from ledger_entry where entry_index in (597, 598)",
            "Entries 597 to 598 were deleted"),
        Arguments.of("delete from ledger_entry where entry_index = 599", "Entry 599 was deleted"),
        Arguments.of(
            "update ledger_entry set entry = (select e.entry from ledger_entry e where"
                + " e.entry_index = 7 - ledger_entry.entry_index) where entry_index in (3, 4)",
            "Entry 3 was changed"),
        Arguments.of(
            "update ledger_entry set leaf_hash = X'"
                + "00".repeat(32)
                + "' where entry_index = 599",
            "was rewritten"),
        Arguments.of(
            "insert into ledger_entry select 600, 'forged', entry, leaf_hash, action, outcome,"
                + " client_id, recorded_at from ledger_entry where entry_index = 0",
            "Entry 600 was inserted past the head"),
        Arguments.of(
            "update ledger_tile set hashes = (select hashes from ledger_tile where tile_index = 1)"
                + " where tile_index = 0",
            "Entry 0 was changed"),
        Arguments.of(
            "update ledger_tile set root = X'" + "00".repeat(32) + "' where tile_index = 0",
            "tile/0/000"),
        Arguments.of("delete from ledger_tile where tile_index = 1", "tile/0/001 is gone"),
        Arguments.of("update ledger_head set tree_size = 599", "rolled back: entries 599 to 599"),
        Arguments.of("update ledger_head set tree_size = 601", "Of the 89 hashes"),
        Arguments.of(
            "update ledger_head set root = '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
            "another root"),
        Arguments.of("delete from ledger_head", "ledger_head was deleted"));
  }

  @ParameterizedTest
  @MethodSource("changes_of_the_tree")
  void the_node_does_not_start(String change, String finding) throws Exception {
    assertThat(log.start(Optional.empty())).isEmpty();
    assertThat(log.execute(change)).isPositive();

    assertThatThrownBy(() -> log.start(Optional.empty()))
        .isInstanceOf(LedgerBroken.class)
        .hasMessageContaining(finding);
  }

  @Test
  void a_tail_that_is_cut_off_with_its_head_is_found_by_the_anchor() throws Exception {
    try (TestLog honest = rewritten(8, 500)) {
      assertThat(honest.start(Optional.empty())).isEmpty();
    }
    assertThatThrownBy(() -> log.start(Optional.empty()))
        .isInstanceOf(LedgerBroken.class)
        .hasMessageContaining("rolled back: entries 508 to 599");
    assertThatThrownBy(() -> log.publisher.publish())
        .isInstanceOf(LedgerBroken.class)
        .hasMessageContaining("cut off");
  }

  @Test
  void a_ledger_rewritten_and_signed_with_the_true_key_is_found_by_the_anchor() throws Exception {
    try (TestLog honest = rewritten(8, 700)) {
      assertThat(honest.start(Optional.empty())).isEmpty();
    }
    assertThatThrownBy(() -> log.start(Optional.empty()))
        .isInstanceOf(LedgerBroken.class)
        .hasMessageContaining("the change lies in entries 0 to 599");
    assertThatThrownBy(() -> log.publisher.publish())
        .isInstanceOf(LedgerBroken.class)
        .hasMessageContaining("was rewritten");
  }

  @Test
  void the_entries_after_the_last_checkpoint_that_still_holds_are_named() throws Exception {
    log.execute("delete from ledger_entry where entry_index >= 8");
    log.execute("delete from ledger_person where entry_index >= 8");
    log.execute("delete from ledger_tile");
    log.execute("delete from ledger_checkpoint where tree_size > 8");
    Checkpoint eight = log.anchor.all().get(0).checkpoint();
    try (Connection connection = database.getConnection()) {
      new Tables(connection).moveHead(8, eight.root());
    }
    try (TestLog attacker = TestLog.on(database, directory.resolve("false"), "secret")) {
      attacker.grow(700);
    }
    assertThatThrownBy(() -> log.start(Optional.empty()))
        .isInstanceOf(LedgerBroken.class)
        .hasMessageContaining("the first 8 still are")
        .hasMessageContaining("entries 8 to 599");
  }

  /** All tables emptied and filled again, by somebody who has the keys but not the anchor. */
  private TestLog rewritten(int... counts) throws Exception {
    for (String table : new String[] {"entry", "person", "tile", "checkpoint"}) {
      log.execute("delete from ledger_" + table);
    }
    log.execute(
        "update ledger_head set tree_size = 0,"
            + " root = '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='");
    TestLog attacker = TestLog.on(database, directory.resolve("false"), "secret");
    for (int count : counts) {
      attacker.grow(count);
    }
    return attacker;
  }

  @Test
  void a_pending_entry_that_no_node_wrote_is_found_by_the_sequencer() throws Exception {
    log.append(keptOpen, "genuine");
    log.execute("update ledger_pending set mac = X'" + "00".repeat(32) + "'");

    assertThatThrownBy(() -> log.sequencer.sequence())
        .isInstanceOf(LedgerBroken.class)
        .hasMessageContaining("was changed or inserted");
    assertThat(log.head().size()).isEqualTo(600);
  }

  @Test
  void a_pending_entry_that_was_changed_is_found_by_the_sequencer() throws Exception {
    log.append(keptOpen, "genuine");
    log.execute("update ledger_pending set entry = X'7b7d'");

    assertThatThrownBy(() -> log.sequencer.sequence())
        .isInstanceOf(LedgerBroken.class)
        .hasMessageContaining("was changed or inserted");
  }

  @Test
  void a_genuine_pending_entry_that_is_copied_under_another_id_is_found_by_the_sequencer()
      throws Exception {
    log.append(keptOpen, "genuine");
    log.execute(
        "insert into ledger_pending select '01a20c23-0721-7b11-8547-a36dce32a788', entry,"
            + " leaf_hash, mac, action, outcome, client_id, recorded_at, subject, subject_salt,"
            + " address, address_salt from ledger_pending");

    assertThatThrownBy(() -> log.sequencer.sequence())
        .isInstanceOf(LedgerBroken.class)
        .hasMessageContaining("01a20c23-0721-7b11-8547-a36dce32a788");
  }

  @Test
  void an_entry_that_was_put_where_the_next_one_belongs_is_found_by_the_sequencer()
      throws Exception {
    log.execute(
        "insert into ledger_entry select 600, 'planted', entry, leaf_hash, action, outcome,"
            + " client_id, recorded_at from ledger_entry where entry_index = 0");
    log.append(keptOpen, "genuine");

    assertThatThrownBy(() -> log.sequencer.sequence())
        .isInstanceOf(LedgerBroken.class)
        .hasMessageContaining("stands already where the next one belongs");
  }

  @Test
  void a_node_that_starts_while_another_appends_takes_no_work_for_tampering() throws Exception {
    Head before = log.head();
    log.grow(10);

    assertThat(Audit.run(keptOpen, before, Long.MAX_VALUE)).isEmpty();
  }

  @Test
  void a_checkpoint_that_another_key_signed_is_found_by_the_publisher() throws Exception {
    try (TestLog stranger = TestLog.on(database, directory.resolve("stranger"), "other")) {
      assertThatThrownBy(() -> stranger.publisher.publish())
          .isInstanceOf(LedgerBroken.class)
          .hasMessageContaining("its signature is not of this ledger's key");
    }
  }

  @Test
  void a_node_with_an_empty_disk_waits_for_a_checkpoint() throws Exception {
    try (TestLog fresh = TestLog.on(database, directory.resolve("fresh"), "secret")) {
      assertThatThrownBy(() -> fresh.start(Optional.empty()))
          .isInstanceOf(LedgerBroken.class)
          .hasMessageContaining("600 entries")
          .hasMessageContaining("into the file ledger-checkpoint");

      String trusted = log.anchor.last().orElseThrow().note().toString();
      assertThatThrownBy(() -> fresh.start(Optional.of(trusted.replace("600", "601"))))
          .isInstanceOf(LedgerBroken.class)
          .hasMessageContaining("its signature is not");
      // As psql gives it, with a line more.
      assertThat(fresh.start(Optional.of(trusted + "\n"))).isPresent();
      assertThat(fresh.anchor.last()).isEqualTo(log.anchor.last());
      assertThat(fresh.start(Optional.empty())).isEmpty();
    }
  }

  @Test
  void a_restored_backup_is_accepted_by_its_own_checkpoint_alone() throws Exception {
    String newest = log.anchor.last().orElseThrow().note().toString();
    try (TestLog backup = rewritten(8)) {
      assertThatThrownBy(() -> log.start(Optional.empty()))
          .isInstanceOf(LedgerBroken.class)
          .hasMessageContaining("rolled back: entries 8 to 599")
          .hasMessageContaining("If you restored a backup");
      assertThatThrownBy(() -> log.start(Optional.of(newest))).isInstanceOf(LedgerBroken.class);
      String restored = backup.anchor.last().orElseThrow().note().toString();
      assertThat(log.start(Optional.of(restored)).orElseThrow().size()).isEqualTo(8);
    }
    log.grow(5);
    assertThat(log.start(Optional.empty())).isEmpty();
  }

  @Test
  void an_anchor_whose_end_was_changed_is_not_taken() throws Exception {
    Path file = directory.resolve("anchor");
    log.close();
    String text = Files.readString(file);
    Files.writeString(file, text.replace("\n600\n", "\n599\n"));

    assertThatThrownBy(() -> TestLog.on(database, file, "secret"))
        .isInstanceOf(LedgerBroken.class)
        .hasMessageContaining("does not hold");
  }

  @Test
  void an_anchor_that_a_crash_left_half_written_is_cut_to_its_last_whole_checkpoint()
      throws Exception {
    Path file = directory.resolve("anchor");
    log.close();
    byte[] whole = Files.readAllBytes(file);
    String text = Files.readString(file);
    int lastRecord = text.lastIndexOf("test.example", text.lastIndexOf("—") - 60);
    int start =
        text.substring(0, lastRecord).getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
    for (int length = start; length < whole.length; length++) {
      Files.write(file, java.util.Arrays.copyOf(whole, length));
      try (TestLog again = TestLog.on(database, file, "secret")) {
        assertThat(again.anchor.last().orElseThrow().checkpoint().size()).isEqualTo(8);
        assertThat(Files.size(file)).isEqualTo(start);
      }
    }
    try (TestLog again = TestLog.on(database, file, "secret")) {
      again.work();
      assertThat(again.anchor.last().orElseThrow().checkpoint().size()).isEqualTo(600);
      assertThat(Files.readAllBytes(file)).isEqualTo(whole);
    }
  }

  @Test
  void a_second_process_cannot_use_the_anchor() {
    assertThatThrownBy(() -> TestLog.on(database, directory.resolve("anchor"), "secret"))
        .isInstanceOf(LedgerBroken.class)
        .hasMessageContaining("is in use");
  }
}
