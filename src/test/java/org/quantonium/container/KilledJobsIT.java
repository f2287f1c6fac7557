package org.quantonium.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantonium.ledger.PostgreSql;

/** One of two nodes is killed with jobs running and waiting: each ends once, on one of them. */
@Tag("apart")
class KilledJobsIT {
  private static final int ROUNDS = Boolean.getBoolean("proof") ? 20 : 1;
  private static final int JOBS = 20;

  /** A quarter of a second of work, or so. */
  private static final String JOB = Programs.resets(18, 20) + "creg c[15];measure q->c;";

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir private Path directory;
  private PostgreSql database;

  @Test
  void every_job_ends_exactly_once() throws Exception {
    database = PostgreSql.start(directory.resolve("postgresql"));
    Path[] data = {directory.resolve("first"), directory.resolve("second")};
    Node[] nodes = new Node[2];
    try {
      database.prepare();
      nodes[0] = start(data[0]).awaitReady();
      String credentials = Files.readString(data[0].resolve("bootstrap-secret")).strip();
      share(data[0], data[1]);
      loseARun(nodes[0], credentials);
      nodes[1] = start(data[1]).awaitReady();
      SplittableRandom random = new SplittableRandom(1);
      for (int round = 0; round < ROUNDS; round++) {
        List<String> jobs = new ArrayList<>();
        for (Node node : nodes) {
          String token = node.token(credentials);
          for (int i = 0; i < JOBS / 2; i++) {
            jobs.add(submit(node, token, JOB));
          }
        }
        Thread.sleep(random.nextInt(2000));
        int killed = round % 2;
        nodes[killed].kill();
        long killedAt = System.currentTimeMillis();
        List<String> running = ids("select id from simulation where state = 'RUNNING'");
        awaitEnds();
        for (String id : jobs) {
          assertThat(entries("SIMULATION_SUBMITTED", id)).as(id).isEqualTo(1);
          assertThat(entries("SIMULATION_FINISHED", id)).as(id).isEqualTo(1);
          assertThat(entries("SIMULATION_FAILED", id)).as(id).isZero();
        }
        assertThat(number("select count(*) from simulation where state <> 'SUCCEEDED'")).isZero();
        for (String id : running) {
          assertThat(number("select started_at from simulation where id = '" + id + "'"))
              .isLessThan(killedAt + 30_000);
        }
        if (round + 1 < ROUNDS) {
          nodes[killed] = start(data[killed]).awaitReady();
        }
      }
    } finally {
      for (Node node : nodes) {
        if (node != null) {
          node.kill();
        }
      }
      database.close();
    }
  }

  /** A run that is not the one to end its job leaves nothing, as if it had died. */
  private void loseARun(Node node, String credentials) throws SQLException {
    String id = submit(node, node.token(credentials), Programs.SHORT);
    await(() -> update("update simulation set run_id = 'lost/0' where state = 'RUNNING'") == 1);
    // Its ticket goes when the run is over and nothing else waits.
    await(
        () ->
            number("select count(*) from scheduled_tasks where task_name = 'run-a-simulation'")
                == 0);
    assertThat(entries("SIMULATION_FINISHED", id)).isZero();
    assertThat(update("update simulation set state = 'SUCCEEDED' where state = 'RUNNING'"))
        .isEqualTo(1);
  }

  private Node start(Path data) throws IOException {
    return Node.start(
        data,
        "-Dquantonium.database.url=" + database.url("quantonium"),
        "-Dquantonium.database.user=quantonium_app",
        "-Dquantonium.database.migrate=false",
        "-Dquantonium.jobs.places=2",
        "-Dquantonium.jobs.client.waiting=100",
        "-Dquantonium.jobs.tenant.waiting=100");
  }

  /**
   * What a second node is given of the first: the key-encryption key, and an anchor to begin with.
   */
  private static void share(Path first, Path second) throws IOException {
    Files.createDirectory(
        second, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    for (String file : List.of("kek", "ledger-anchor")) {
      Files.copy(first.resolve(file), second.resolve(file));
    }
  }

  private static String submit(Node node, String token, String circuit) {
    HttpResponse<String> answer =
        Http.send(
            node.request("/v1/simulations?shots=10")
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "text/x-qasm")
                .header("Prefer", "respond-async")
                .POST(BodyPublishers.ofString(circuit))
                .build());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return (String) Http.json(answer).get("id");
  }

  private void awaitEnds() throws SQLException {
    await(
        () -> number("select count(*) from simulation where state in ('QUEUED', 'RUNNING')") == 0);
  }

  /** Asks the database. */
  @FunctionalInterface
  private interface Question {
    boolean ask() throws SQLException;
  }

  private static void await(Question question) throws SQLException {
    Instant end = Instant.now().plus(PATIENCE);
    while (!question.ask()) {
      assertThat(Instant.now()).isBefore(end);
      Http.sleep(Duration.ofMillis(20));
    }
  }

  private int update(String statement) throws SQLException {
    try (Connection connection = database.as("quantonium_owner", "quantonium").getConnection();
        Statement update = connection.createStatement()) {
      return update.executeUpdate(statement);
    }
  }

  private long entries(String action, String id) throws SQLException {
    return number(
        "select count(*) from (select entry from ledger_pending union all select entry from"
            + " ledger_entry) e where convert_from(entry, 'UTF8') like '%"
            + action
            + "%"
            + id
            + "%'");
  }

  private long number(String query) throws SQLException {
    return Long.parseLong(ids(query).get(0));
  }

  private List<String> ids(String query) throws SQLException {
    List<String> column = new ArrayList<>();
    try (Connection connection = database.as("quantonium_owner", "quantonium").getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        column.add(rows.getString(1));
      }
    }
    return column;
  }
}
