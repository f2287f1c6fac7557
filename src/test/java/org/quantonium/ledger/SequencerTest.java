package org.quantonium.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantonium.merkle.Proofs;
import org.quantonium.storage.ConfiguredDataSource;
import org.quantonium.storage.DataDirectory;
import org.quantonium.storage.Migrations;

/** Sequencer and publisher on the embedded database. */
class SequencerTest {
  @TempDir private Path directory;
  private TestLog log;
  private Connection keptOpen;

  @BeforeEach
  void open() throws SQLException, IOException {
    DataSource database =
        ConfiguredDataSource.embedded(new DataDirectory(directory.resolve("data").toString()));
    Migrations.run(database);
    // Otherwise the database is closed and opened again at every statement.
    keptOpen = database.getConnection();
    log = TestLog.on(database, directory.resolve("anchor"), "secret");
  }

  @AfterEach
  void close() throws SQLException, IOException {
    log.close();
    keptOpen.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 255, 256, 257, 2_047, 2_048, 2_049, 5_000})
  void gives_every_entry_one_index_in_the_order_of_ids(int count) throws Exception {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(log.append(keptOpen, "entry " + i));
    }
    log.work();

    ids.sort(String::compareTo);
    assertThat(log.ids()).isEqualTo(ids);
    assertThat(log.head().size()).isEqualTo(count);
    assertThat(log.anchor.last().orElseThrow().checkpoint().root()).isEqualTo(log.head().root());
    assertThat(log.start(java.util.Optional.empty())).isEmpty();
  }

  @Test
  void proves_every_entry_from_its_tables() throws Exception {
    log.grow(300);
    log.grow(300);
    Head head = log.head();
    Tables tables = new Tables(keptOpen);
    for (long index = 0; index < head.size(); index++) {
      byte[] leaf = TilesOf.tree(head.size(), tables).hash(0, index);
      List<byte[]> proof = Proofs.inclusion(index, head.size(), TilesOf.tree(head.size(), tables));
      assertThat(Proofs.verifyInclusion(leaf, index, head.size(), proof, head.root())).isTrue();
    }
  }

  @Test
  void goes_on_from_what_another_node_sequenced() throws Exception {
    log.grow(10);
    try (TestLog other = TestLog.on(log.database, directory.resolve("other"), "secret")) {
      other.grow(300);
      log.grow(10);
      other.work();
      assertThat(other.anchor.last()).isEqualTo(log.anchor.last());
    }
    assertThat(log.head().size()).isEqualTo(320);
    assertThat(log.start(java.util.Optional.empty())).isEmpty();
  }

  @Test
  void moves_nothing_if_an_error_comes_between_the_entries_and_the_head() throws Exception {
    log.append(keptOpen, "waits");
    Sequencer failing = new Sequencer(failingAt("update ledger_head"), log::mac);

    assertThatThrownBy(failing::sequence).isInstanceOf(OutOfMemoryError.class);
    assertThat(log.ids()).isEmpty();
    log.work();
    assertThat(log.head().size()).isEqualTo(1);
    assertThat(log.start(java.util.Optional.empty())).isEmpty();
  }

  /** The log's database, with no memory left for such a statement. */
  private DataSource failingAt(String statement) {
    return proxy(
        DataSource.class,
        (source, opens, none) -> {
          Connection connection = log.database.getConnection();
          return proxy(
              Connection.class,
              (self, method, arguments) -> {
                if (arguments != null && String.valueOf(arguments[0]).startsWith(statement)) {
                  throw new OutOfMemoryError("a test's");
                }
                return method.invoke(connection, arguments);
              });
        });
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            SequencerTest.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  @Test
  void leaves_the_work_to_the_node_that_holds_the_head() throws Exception {
    log.append(keptOpen, "waits");
    try (Connection other = log.database.getConnection()) {
      other.setAutoCommit(false);
      assertThat(new Tables(other).lockHead()).isPresent();
      assertThat(log.sequencer.sequence()).isZero();
      other.rollback();
    }
    assertThat(log.sequencer.sequence()).isEqualTo(1);
  }

  @Test
  void comes_again_after_it_was_killed_before_its_first_checkpoint() throws Exception {
    log.start(java.util.Optional.empty());
    log.append(keptOpen, "sequenced, not yet signed");
    log.sequencer.sequence();

    assertThat(log.start(java.util.Optional.empty())).isEmpty();
    log.work();
    assertThat(log.anchor.last().orElseThrow().checkpoint().size()).isEqualTo(1);
  }

  @Test
  void tells_what_waits() throws Exception {
    Tables tables = new Tables(keptOpen);
    assertThat(tables.oldestPending()).isEmpty();
    assertThat(tables.morePendingThan(0)).isFalse();
    String first = log.append(keptOpen, "first");
    log.append(keptOpen, "second");

    assertThat(tables.oldestPending()).hasValue(TimeOrderedId.epochMillis(first));
    assertThat(tables.morePendingThan(1)).isTrue();
    assertThat(tables.morePendingThan(2)).isFalse();
    log.work();
    assertThat(tables.morePendingThan(0)).isFalse();
  }
}
