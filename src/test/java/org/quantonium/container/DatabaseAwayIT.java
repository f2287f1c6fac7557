package org.quantonium.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantonium.ledger.PostgreSql;

/**
 * A node whose PostgreSQL is stopped under load, and started again: as the role that may only what
 * the service needs.
 */
@Tag("apart")
class DatabaseAwayIT {
  private static final int CLIENTS = 4;
  private static final Duration AWAY = Duration.ofSeconds(20);

  @TempDir private static Path directory;

  private final AtomicBoolean over = new AtomicBoolean();

  @Test
  void answers_503_while_it_is_away_and_recovers_by_itself() throws Exception {
    Path files = directory.resolve("postgresql");
    Path data = directory.resolve("data");
    PostgreSql server = PostgreSql.start(files);
    server.prepare();
    int port = server.port();
    try (Node node =
        Node.start(
                data,
                "-Dquantonium.database.url=" + server.url("quantonium"),
                "-Dquantonium.database.user=quantonium_app",
                "-Dquantonium.database.migrate=false")
            .awaitReady()) {
      String credentials = Files.readString(data.resolve("bootstrap-secret")).strip();
      String token = node.token(credentials);
      ExecutorService threads = Executors.newCachedThreadPool();
      List<Future<Answers>> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(threads.submit(() -> load(node, credentials, token)));
      }
      Http.sleep(Duration.ofSeconds(2));
      server.close();
      Http.sleep(AWAY);
      server = PostgreSql.start(files, port);
      int recovered = awaitSuccess(node, token);
      Http.sleep(Duration.ofSeconds(2));
      over.set(true);
      Answers all = new Answers();
      for (Future<Answers> client : clients) {
        all.add(client.get());
      }
      threads.shutdown();

      assertThat(all.statuses.keySet()).isSubsetOf(200, 201, 503);
      assertThat(all.statuses.get(503)).isGreaterThan(100);
      assertThat(recovered).as("seconds to recover").isLessThan(15);
      assertNothingIsHalfRecorded(server, all.simulations);
    } finally {
      server.close();
    }
  }

  /** What clients were told, by status, and the simulations that they were told of. */
  private static final class Answers {
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private final Set<String> simulations = new TreeSet<>();

    void add(Answers others) {
      others.statuses.forEach((status, count) -> statuses.merge(status, count, Integer::sum));
      simulations.addAll(others.simulations);
    }
  }

  private Answers load(Node node, String credentials, String token) {
    Answers answers = new Answers();
    while (!over.get()) {
      HttpResponse<String> simulated = simulate(node, token);
      answers.statuses.merge(simulated.statusCode(), 1, Integer::sum);
      if (simulated.statusCode() == 201) {
        answers.simulations.add((String) Http.json(simulated).get("id"));
      } else {
        assertThat(simulated.headers().firstValue("Retry-After")).isPresent();
      }
      answers.statuses.merge(node.grant(credentials).statusCode(), 1, Integer::sum);
      Http.sleep(Duration.ofMillis(20));
    }
    return answers;
  }

  private static int awaitSuccess(Node node, String token) {
    for (int seconds = 0; seconds < 60; seconds++) {
      if (simulate(node, token).statusCode() == 201) {
        return seconds;
      }
      Http.sleep(Duration.ofSeconds(1));
    }
    throw new AssertionError("The node did not recover:\n" + node.log());
  }

  /**
   * Each result has its entry, each entry of a result its row, and both what the client was told.
   */
  private static void assertNothingIsHalfRecorded(PostgreSql server, Set<String> told)
      throws SQLException {
    Set<String> kept = texts(server, "select id from simulation where state = 'SUCCEEDED'");
    Set<String> recorded =
        texts(
            server,
            "select substring(convert_from(entry, 'UTF8') from '/v1/simulations/([0-9a-f-]{36})')"
                + " from (select entry, action from ledger_entry union all"
                + " select entry, action from ledger_pending) e where action = 'SIMULATION_FINISHED'");
    assertThat(recorded).isEqualTo(kept);
    assertThat(kept).containsAll(told);
    assertThat(told).hasSizeGreaterThan(20);
  }

  private static Set<String> texts(PostgreSql server, String query) throws SQLException {
    Set<String> texts = new TreeSet<>();
    try (Connection connection = server.as("quantonium_owner", "quantonium").getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        texts.add(row.getString(1));
      }
    }
    return texts;
  }

  private static HttpResponse<String> simulate(Node node, String token) {
    return Http.send(
        node.request("/v1/simulations?seed=1")
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "text/x-qasm")
            .POST(BodyPublishers.ofString("qreg q[2];h q[0];cx q[0],q[1];"))
            .build());
  }
}
