package org.quantonium.container;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node on a PostgreSQL that the test looks into, and makes refuse entries. */
@Tag("apart")
class LedgerOnPostgresqlIT {
  private static final String BELL = "qreg q[2];h q[0];cx q[0],q[1];";

  private static final int SHARED = 10;

  @TempDir private static Path directory;
  private static EmbeddedPostgres server;
  private static Node node;
  private static String credentials;

  @BeforeAll
  static void start() throws Exception {
    server = EmbeddedPostgres.builder().start();
    Path data = directory.resolve("data");
    node =
        Node.start(
                data,
                "-Dquantonium.database.url=jdbc:postgresql://localhost:"
                    + server.getPort()
                    + "/postgres",
                "-Dquantonium.database.user=postgres",
                "-Dquantonium.database.password=postgres")
            .awaitReady();
    credentials = Files.readString(data.resolve("bootstrap-secret")).strip();
  }

  @AfterAll
  static void stop() throws Exception {
    node.kill();
    server.close();
  }

  @AfterEach
  void repair() throws SQLException {
    sql("drop trigger if exists disk_full on ledger_pending");
  }

  /** Every such call is answered 503 until the ledger is back. */
  @Test
  void does_nothing_that_it_cannot_record() throws Exception {
    String token = token(credentials);
    String narrow = token(credentials, "&scope=read:data");
    sql(
        """
        create function disk_full() returns trigger language plpgsql as
          $$ begin raise exception 'disk full' using errcode = '53100'; end $$""");

    sql("create trigger disk_full before insert on ledger_pending execute function disk_full()");
    refusesAll(token, narrow);
    sql("drop trigger disk_full on ledger_pending");

    // The same, but every insert succeeds and the commit fails.
    sql(
        """
        create constraint trigger disk_full after insert on ledger_pending
          deferrable initially deferred for each row execute function disk_full()""");
    refusesAll(token, narrow);
    sql("drop trigger disk_full on ledger_pending");

    assertThat(grant(credentials).statusCode()).isEqualTo(200);
    assertThat(grant("bootstrap:wrong").statusCode()).isEqualTo(401);
    assertThat(read("no.such.token").statusCode()).isEqualTo(401);
    assertThat(register(narrow).statusCode()).isEqualTo(403);
    assertThat(register(token).statusCode()).isEqualTo(201);
    assertThat(simulate(token).statusCode()).isEqualTo(201);
    assertThat(entries("AUTHENTICATION_FAILED")).isEqualTo(1);
    assertThat(entries("SCOPE_REFUSED")).isEqualTo(1);
  }

  @Test
  void names_the_body_of_a_request_unless_it_held_credentials() throws Exception {
    long before = entries("SIMULATION_SUBMITTED");
    String token = token(credentials);
    simulate(token);
    String digest =
        Base64.getEncoder()
            .encodeToString(MessageDigest.getInstance("SHA-256").digest(BELL.getBytes(UTF_8)));

    assertThat(entries("SIMULATION_SUBMITTED")).isEqualTo(before + 1);
    assertThat(entries("\"requestDigest\":\"sha-256=:" + digest + ":\"")).isPositive();
    assertThat(entries("TOKEN_ISSUED%requestDigest")).isZero();
    assertThat(entries("TOKEN_ISSUED\",\"address")).isEqualTo(entries("TOKEN_ISSUED"));
  }

  @Test
  void records_one_delivery_to_a_client_that_reads_many_times_at_once() throws Exception {
    String admin = token(credentials);
    String owner = token(ClientsIT.credentials(register(admin)));
    String reader = token(ClientsIT.credentials(register(admin)));
    ExecutorService pool = Executors.newFixedThreadPool(8);
    for (int i = 0; i < SHARED; i++) {
      String path = "/v1/simulations/" + Http.json(simulate(owner, "?visibility=TENANT")).get("id");
      Callable<Integer> reading = () -> read(reader, path).statusCode();
      for (Future<Integer> answer : pool.invokeAll(Collections.nCopies(16, reading))) {
        assertThat(answer.get()).isEqualTo(200);
      }
      assertThat(read(owner, path).statusCode()).isEqualTo(200);
    }
    pool.shutdown();

    assertThat(entries("RESULT_DELIVERED")).isEqualTo(SHARED);
    assertThat(rows("simulation_delivery")).isEqualTo(SHARED);
  }

  private static void refusesAll(String token, String narrow) throws SQLException {
    long entries = entries("");
    long clients = rows("client");
    long simulations = rows("simulation");
    refuses(grant(credentials));
    refuses(grant("bootstrap:wrong"));
    refuses(read("no.such.token"));
    refuses(register(narrow));
    refuses(register(token));
    refuses(simulate(token));

    // What is not recorded is served.
    assertThat(read(token).statusCode()).isEqualTo(200);
    assertThat(entries("")).isEqualTo(entries);
    assertThat(rows("client")).isEqualTo(clients);
    assertThat(rows("simulation")).isEqualTo(simulations);
  }

  private static void refuses(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("5");
    assertThat(answer.body())
        .contains("urn:problem-type:quantonium:unavailable")
        .doesNotContain("access_token", "disk full");
  }

  private static HttpResponse<String> grant(String secret, String... more) {
    return Http.send(
        node.request("/v1/token")
            .header("Authorization", Http.basic(secret))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("grant_type=client_credentials" + String.join("", more)))
            .build());
  }

  private static String token(String secret, String... more) {
    return (String) Http.json(grant(secret, more)).get("access_token");
  }

  private static HttpResponse<String> read(String token) {
    return read(token, "/v1/simulations");
  }

  private static HttpResponse<String> read(String token, String path) {
    return Http.send(node.request(path).header("Authorization", "Bearer " + token).build());
  }

  private static HttpResponse<String> register(String token) {
    return Http.send(
        node.request("/v1/admin/clients")
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(
                BodyPublishers.ofString(
                    "{\"tenant\":\"acme\",\"name\":\"x\",\"scopes\":[\"read:data\",\"run:simulation\"]}"))
            .build());
  }

  private static HttpResponse<String> simulate(String token) {
    return simulate(token, "");
  }

  private static HttpResponse<String> simulate(String token, String query) {
    return Http.send(
        node.request("/v1/simulations" + query)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "text/x-qasm")
            .POST(BodyPublishers.ofString(BELL))
            .build());
  }

  private static long rows(String table) throws SQLException {
    return number("select count(*) from " + table);
  }

  /** How many entries hold this text; a percent sign stands for any. */
  private static long entries(String text) throws SQLException {
    return number(
        "select count(*) from (select entry from ledger_pending union all select entry from"
            + " ledger_entry) e where convert_from(entry, 'UTF8') like '%"
            + text
            + "%'");
  }

  private static long number(String query) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void sql(String text) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(text);
    }
  }
}
