package org.quantonium.container;

import static java.nio.charset.StandardCharsets.UTF_8;
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
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.quantonium.ledger.PostgreSql;

/** Who reads the database reads no circuit and no result, and who writes to it changes none. */
@ExtendWith(ArquillianExtension.class)
class SealedIT {
  private static final String CIRCUIT = "qreg canary[1];h canary[0];";

  @TempDir private static Path directory;
  private static PostgreSql database;
  private static Node node;
  private static String credentials;

  @BeforeAll
  static void start() throws Exception {
    database = PostgreSql.start(directory.resolve("postgresql"));
    database.prepare();
    Path data = directory.resolve("data");
    node =
        Node.start(
                data,
                "-Dquantonium.database.url=" + database.url("quantonium"),
                "-Dquantonium.database.user=quantonium_app",
                "-Dquantonium.database.migrate=false")
            .awaitReady();
    credentials = Files.readString(data.resolve("bootstrap-secret")).strip();
  }

  @AfterAll
  static void stop() throws Exception {
    node.kill();
    database.close();
  }

  private static String simulate(String token, String key) {
    HttpResponse<String> answer =
        Http.send(
            node.request("/v1/simulations")
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "text/x-qasm")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(CIRCUIT))
                .build());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return (String) Http.json(answer).get("id");
  }

  private static HttpResponse<String> read(String token, String id) {
    return Http.send(
        node.request("/v1/simulations/" + id).header("Authorization", "Bearer " + token).build());
  }

  @Test
  void neither_circuit_nor_result_nor_answer_stands_there_in_clear() throws Exception {
    String id = simulate(node.token(credentials), "first");

    for (String column : new String[] {"request", "result"}) {
      byte[] kept = bytes("select " + column + " from simulation where id = '" + id + "'");
      assertThat(kept).hasSizeGreaterThan(100);
      assertThat(new String(kept, UTF_8)).doesNotContain("canary", "qasm", "probabilities");
    }
    byte[] answer = bytes("select answer from idempotency where idem_key = 'first'");
    assertThat(new String(answer, UTF_8)).doesNotContain(id);
  }

  @Test
  void a_result_that_was_put_in_the_place_of_another_does_not_open() throws Exception {
    String token = node.token(credentials);
    String one = simulate(token, "one");
    String other = simulate(token, "other");
    execute(
        "update simulation set result = (select result from simulation where id = '"
            + other
            + "') where id = '"
            + one
            + "'");

    HttpResponse<String> answer = read(token, one);
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("urn:problem-type:quantonium:unavailable");
    assertThat(read(token, other).statusCode()).isEqualTo(200);
  }

  @Test
  void what_is_erased_is_gone_from_the_database() throws Exception {
    String token = node.token(credentials);
    String id = simulate(token, "gone");
    HttpResponse<String> erased =
        Http.send(
            node.request("/v1/simulations/" + id)
                .header("Authorization", "Bearer " + token)
                .DELETE()
                .build());

    assertThat(erased.statusCode()).isEqualTo(204);
    assertThat(bytes("select request from simulation where id = '" + id + "'")).isNull();
    assertThat(
            bytes(
                "select entry from (select entry from ledger_pending union all select entry from"
                    + " ledger_entry) e where convert_from(entry, 'UTF8') like"
                    + " '%SIMULATION_ERASED%"
                    + id
                    + "%'"))
        .isNotNull();
  }

  @Test
  void what_has_been_kept_long_enough_is_erased_and_then_forgotten() throws Exception {
    String token = node.token(credentials);
    String id = simulate(token, "old");
    execute(
        "update simulation set expires_at = "
            + (System.currentTimeMillis() - 1000)
            + " where id = '"
            + id
            + "'");
    awaitTending("select state from simulation where id = '" + id + "'", "EXPIRED");

    assertThat(bytes("select request from simulation where id = '" + id + "'")).isNull();
    assertThat(bytes("select result from simulation where id = '" + id + "'")).isNull();
    assertThat(Http.json(read(token, id)))
        .containsEntry("state", "EXPIRED")
        .doesNotContainKey("result");
    execute("update simulation set expires_at = 1 where id = '" + id + "'");
    awaitTending("select count(*)::text from simulation where id = '" + id + "'", "0");
    assertThat(read(token, id).statusCode()).isEqualTo(404);
  }

  /** Tending is due now, and then done. */
  private static void awaitTending(String query, String value) throws SQLException {
    execute(
        "update scheduled_tasks set execution_time = now() where task_name = 'tend-simulations'");
    for (int i = 0; i < 100 && !value.equals(new String(bytes(query), UTF_8)); i++) {
      Http.sleep(Duration.ofMillis(200));
    }
    assertThat(new String(bytes(query), UTF_8)).isEqualTo(value);
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = database.as("quantonium_owner", "quantonium").getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The first column of the first row; null if there is none. */
  private static byte[] bytes(String query) throws SQLException {
    try (Connection connection = database.as("quantonium_owner", "quantonium").getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.next() ? row.getBytes(1) : null;
    }
  }
}
