package org.quantonium.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantonium.admin.Approval.State;
import org.quantonium.ledger.PostgreSql;
import org.quantonium.storage.Migrations;
import org.quantonium.storage.Sql;

/** What waits for a second administrator, on a real PostgreSQL. */
@Tag("apart")
class ApprovalRaceIT {
  private static final int ROUNDS = Boolean.getBoolean("proof") ? 200 : 20;
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
  private static final Instant END = NOW.plusSeconds(600);

  @TempDir private static Path directory;
  private static PostgreSql server;
  private static DataSource database;

  @BeforeAll
  static void start() throws Exception {
    server = PostgreSql.start(directory.resolve("postgresql"));
    database = server.create("approvals");
    Migrations.run(database);
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  /** Without the lock of those who change clients: withdrawing takes none. */
  @Test
  void of_two_who_confirm_and_one_who_withdraws_at_once_one_decides() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(3);
    for (int round = 0; round < ROUNDS; round++) {
      String id = "race-" + round;
      insert(id);
      CyclicBarrier barrier = new CyclicBarrier(3);
      List<Callable<Boolean>> all =
          List.of(
              () -> decides(barrier, id, State.CONFIRMED, "b"),
              () -> decides(barrier, id, State.CONFIRMED, "c"),
              () -> decides(barrier, id, State.WITHDRAWN, "a"));
      List<Boolean> done = new ArrayList<>();
      for (Future<Boolean> result : threads.invokeAll(all)) {
        done.add(result.get());
      }

      assertThat(done).containsExactlyInAnyOrder(true, false, false);
    }
    threads.shutdown();
  }

  @Test
  void waits_until_its_last_millisecond_and_no_longer() throws Exception {
    insert("late");
    try (Connection connection = database.getConnection()) {
      ApprovalTable table = new ApprovalTable(Sql.of(connection));
      Approval approval = table.find("late").orElseThrow();

      assertThat(table.decide("late", State.CONFIRMED, "b", END)).isFalse();
      assertThat(approval.at(END).state()).isEqualTo(State.EXPIRED);
      assertThat(table.waiting(END)).extracting(Approval::id).doesNotContain("late");
      assertThat(approval.at(END.minusMillis(1)).state()).isEqualTo(State.PENDING);
      assertThat(table.waiting(END.minusMillis(1))).extracting(Approval::id).contains("late");
      assertThat(table.decide("late", State.CONFIRMED, "b", END.minusMillis(1))).isTrue();
      assertThat(table.find("late").orElseThrow())
          .satisfies(
              decided -> {
                assertThat(decided.at(END).state()).isEqualTo(State.CONFIRMED);
                assertThat(decided.decidedBy()).contains("b");
                assertThat(decided.request()).isEqualTo("{}");
              });

      table.forget(NOW);
      assertThat(table.find("late")).isPresent();
      table.forget(NOW.plusMillis(1));
      assertThat(table.find("late")).isEmpty();
    }
  }

  private static boolean decides(CyclicBarrier barrier, String id, State end, String who)
      throws Exception {
    barrier.await(1, TimeUnit.MINUTES);
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      boolean decided = new ApprovalTable(Sql.of(connection)).decide(id, end, who, NOW);
      connection.commit();
      return decided;
    }
  }

  private static void insert(String id) throws Exception {
    try (Connection connection = database.getConnection()) {
      new ApprovalTable(Sql.of(connection))
          .insert(
              new Approval(
                  id,
                  Operation.ENABLE_CLIENT,
                  "/v1/admin/clients/c",
                  "{}",
                  "a",
                  NOW,
                  END,
                  State.PENDING,
                  Optional.empty()));
    }
  }
}
