package org.quantonium.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantonium.storage.Migrations;

/** Two nodes sequence, sign and watch each other on one PostgreSQL while 32 clients append. */
@Tag("apart")
class TwoNodesIT {
  private static final int CLIENTS = 32;
  private static final int APPENDS = 100;

  @TempDir private Path directory;

  @Test
  void give_every_entry_one_index_and_vouch_for_the_same_tree() throws Exception {
    try (PostgreSql server = PostgreSql.start(directory.resolve("postgresql"))) {
      DataSource database = server.create("ledger");
      Migrations.run(database);
      try (TestLog first = TestLog.on(database, directory.resolve("first"), "secret");
          TestLog second = TestLog.on(database, directory.resolve("second"), "secret")) {
        List<String> acknowledged = run(List.of(first, second));

        List<String> ids = first.ids();
        assertThat(ids)
            .hasSize(CLIENTS * APPENDS)
            .containsExactlyInAnyOrderElementsOf(acknowledged);
        assertThat(first.head().size()).isEqualTo(ids.size());
        assertThat(first.anchor.last()).isEqualTo(second.anchor.last());
        assertThat(first.anchor.last().orElseThrow().checkpoint().size()).isEqualTo(ids.size());
        assertThat(first.start(Optional.empty())).isEmpty();
        assertThat(second.start(Optional.empty())).isEmpty();
      }
    }
  }

  private static List<String> run(List<TestLog> nodes) throws Exception {
    ConcurrentLinkedQueue<String> acknowledged = new ConcurrentLinkedQueue<>();
    AtomicBoolean over = new AtomicBoolean();
    ExecutorService threads = Executors.newCachedThreadPool();
    List<Future<?>> clients = new ArrayList<>();
    List<Future<?>> workers = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      TestLog node = nodes.get(i % nodes.size());
      clients.add(
          threads.submit(
              () -> {
                try (Connection connection = node.database.getConnection()) {
                  for (int n = 0; n < APPENDS; n++) {
                    acknowledged.add(node.append(connection, "x"));
                  }
                }
                return null;
              }));
    }
    for (TestLog node : nodes) {
      workers.add(
          threads.submit(
              () -> {
                while (!over.get()) {
                  node.work();
                  Thread.sleep(5);
                }
                return null;
              }));
    }
    for (Future<?> client : clients) {
      client.get();
    }
    over.set(true);
    for (Future<?> worker : workers) {
      worker.get();
    }
    threads.shutdown();
    for (TestLog node : nodes) {
      node.work();
    }
    nodes.get(0).work();
    return List.copyOf(acknowledged);
  }
}
