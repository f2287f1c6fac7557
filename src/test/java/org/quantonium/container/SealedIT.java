package org.quantonium.container;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantonium.keys.StolenKeys;
import org.quantonium.ledger.PostgreSql;
import org.quantonium.storage.Disclosure;

/**
 * Who reads the database reads no circuit and no result, who writes to it changes none, and who
 * steals it has nothing that signs or lets in.
 */
@Tag("apart")
class SealedIT {
  private static final String CIRCUIT = "qreg canary[1];h canary[0];";

  @TempDir private static Path directory;
  private static PostgreSql database;
  private static KeptTables tables;
  private static Node node;
  private static String credentials;

  @BeforeAll
  static void start() throws Exception {
    Path files = directory.resolve("postgresql");
    database = PostgreSql.start(files);
    database.prepare();
    tables = new KeptTables(database, files);
    Path data = directory.resolve("data");
    node =
        Node.start(
                data,
                "-Dquantonium.database.url=" + database.url("quantonium"),
                "-Dquantonium.database.user=quantonium_app",
                "-Dquantonium.database.migrate=false",
                "-Dquantonium.proxies.trusted=127.0.0.1")
            .awaitReady();
    credentials = Files.readString(data.resolve("bootstrap-secret")).strip();
  }

  @AfterAll
  static void stop() throws Exception {
    node.kill();
    database.close();
  }

  private static HttpResponse<String> submit(String token, String key) {
    return Http.send(
        node.request("/v1/simulations")
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "text/x-qasm")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(CIRCUIT))
            .build());
  }

  private static String simulate(String token, String key) {
    HttpResponse<String> answer = submit(token, key);
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
      byte[] kept = tables.bytes("select " + column + " from simulation where id = '" + id + "'");
      assertThat(kept).hasSizeGreaterThan(100);
      assertThat(new String(kept, UTF_8)).doesNotContain("canary", "qasm", "probabilities");
    }
    byte[] answer = tables.bytes("select answer from idempotency where idem_key = 'first'");
    assertThat(new String(answer, UTF_8)).doesNotContain(id);
  }

  @Test
  void a_result_that_was_put_in_the_place_of_another_does_not_open() throws Exception {
    String token = node.token(credentials);
    String one = simulate(token, "one");
    String other = simulate(token, "other");
    tables.execute(
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
    assertThat(tables.bytes("select request from simulation where id = '" + id + "'")).isNull();
    assertThat(
            tables.bytes(
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
    tables.execute(
        "update simulation set expires_at = "
            + (System.currentTimeMillis() - 1000)
            + " where id = '"
            + id
            + "'");
    tables.awaitUpkeep("select state from simulation where id = '" + id + "'", "EXPIRED");

    assertThat(tables.bytes("select request from simulation where id = '" + id + "'")).isNull();
    assertThat(tables.bytes("select result from simulation where id = '" + id + "'")).isNull();
    assertThat(Http.json(read(token, id)))
        .containsEntry("state", "EXPIRED")
        .doesNotContainKey("result");
    assertThat(submit(token, "old").body()).contains("not-found", "fresh Idempotency-Key");
    simulate(token, "copied");
    tables.copySimulation("e", 2500, "'EXPIRED', 1, 1");
    tables.execute("update simulation set expires_at = 1 where id = '" + id + "'");
    // In one round, though a transaction takes 1,000 of them.
    tables.awaitUpkeep("select count(*)::text from simulation where state = 'EXPIRED'", "0");
    assertThat(read(token, id).statusCode()).isEqualTo(404);
  }

  /** Its envelope names the place that it is for, and it stands in another. */
  @Test
  void an_overdue_submission_that_does_not_open_ends_like_any_other() throws Exception {
    simulate(node.token(credentials), "copied");
    tables.copySimulation("moved", 1, "'QUEUED', 1, null::bigint");
    tables.awaitUpkeep("select state from simulation where id = 'moved1'", "FAILED");

    assertThat(node.log()).contains("The submission of simulation moved1 does not open");
  }

  /** A client that is registered so that the answer with its secret is kept for a day. */
  private static String register(String token) {
    HttpResponse<String> answer =
        Http.send(
            node.request("/v1/admin/clients")
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "stolen")
                .POST(
                    BodyPublishers.ofString(
                        "{\"tenant\":\"a\",\"name\":\"a\",\"scopes\":[\"read:data\"]}"))
                .build());
    return ClientsIT.credentials(answer);
  }

  @Test
  void a_copy_of_all_tables_holds_no_secret_and_nothing_that_is_one() throws Exception {
    byte[] kek = Files.readAllBytes(directory.resolve("data/kek"));
    String token = node.token(credentials);
    String client = register(token);
    simulate(token, "copied");
    StolenKeys ring = StolenKeys.of(tables.owner());
    Map<String, byte[]> keys = ring.secrets(kek);
    Canaries canaries = new Canaries();
    canaries.plant("the key-encryption key", kek);
    keys.forEach((kid, key) -> canaries.plant("the key " + kid, key));
    canaries.plant("the administrator's secret", secret(credentials));
    canaries.plant("a client's secret", secret(client));
    canaries.plant("a token", token);
    canaries.plant("a circuit", CIRCUIT);
    StolenDatabase stolen = StolenDatabase.of(tables.owner());

    stolen
        .columns()
        .forEach((name, values) -> values.forEach(v -> canaries.assertAbsentFrom(name, v)));
    for (Disclosure column : Disclosure.all()) {
      if (column.kind() == Disclosure.Kind.SEALED) {
        assertThat(stolen.of(column)).as(column.name()).isNotEmpty().allMatch(SealedIT::isNoise);
      }
    }
    // What is stolen with it opens nothing; the test's own key does.
    Collection<byte[]> candidates = stolen.candidates();
    assertThat(candidates).hasSizeGreaterThan(100);
    assertThat(ring.openedBy(candidates)).isZero();
    assertThat(ring.openedBy(List.of(kek))).isEqualTo(ring.count());
    byte[] mac =
        tables.bytes(
            "select secret_mac from client where client_id = '" + client.split(":", 2)[0] + "'");
    assertThat(candidates).noneMatch(key -> Arrays.equals(mac(key, client), mac));
    assertThat(keys.values()).anyMatch(key -> Arrays.equals(mac(key, client), mac));
  }

  /** In the form of its envelope, and as random as what AES makes. */
  private static boolean isNoise(byte[] sealed) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    deflater.setInput(sealed);
    deflater.finish();
    int length = deflater.deflate(new byte[sealed.length + 100]);
    deflater.end();
    return sealed[0] == 1 && sealed.length > 29 && length >= sealed.length;
  }

  private static byte[] mac(byte[] key, String client) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(client.replaceFirst(":", "\0").getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String secret(String clientAndSecret) {
    return clientAndSecret.split(":", 2)[1];
  }

  @Test
  void a_copy_of_all_tables_lets_nobody_in() throws Exception {
    SignedJWT genuine = SignedJWT.parse(node.token(credentials));
    StolenDatabase stolen = StolenDatabase.of(tables.owner());
    List<byte[]> keys = new ArrayList<>(stolen.candidates().stream().limit(20).toList());
    keys.add(StolenKeys.of(tables.owner()).publicJwk().getBytes(UTF_8));

    assertThat(read(genuine.serialize(), "none").statusCode()).isEqualTo(404);
    for (byte[] key : keys) {
      SignedJWT forged =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.HS256)
                  .keyID(genuine.getHeader().getKeyID())
                  .type(genuine.getHeader().getType())
                  .build(),
              genuine.getJWTClaimsSet());
      forged.sign(new MACSigner(key));
      assertThat(read(forged.serialize(), "none").statusCode()).isEqualTo(401);
    }
    byte[] mac = tables.bytes("select secret_mac from client where client_id = 'bootstrap'");
    for (String secret :
        List.of(
            Base64.getUrlEncoder().withoutPadding().encodeToString(mac),
            Base64.getEncoder().encodeToString(mac),
            HexFormat.of().formatHex(mac))) {
      assertThat(node.grant("bootstrap:" + secret).statusCode()).isEqualTo(401);
    }
  }

  /** As docs/DATABASE.md has it, statement by statement. */
  @Test
  void who_was_erased_is_in_no_table_and_no_file_of_one() throws Exception {
    String address = "203.0.113.77";
    HttpResponse<String> granted =
        Http.send(
            node.request("/v1/token")
                .header("Authorization", Http.basic(credentials))
                .header("X-Forwarded-For", address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                .build());
    assertThat(granted.statusCode()).isEqualTo(200);
    String found = "select address_salt from ledger_person where address = '" + address + "'";
    node.await(() -> tables.bytes(found) != null, "recorded no address");
    byte[] salt = tables.bytes(found);
    String commitment = Base64.getEncoder().encodeToString(mac(salt, address));
    tables.asSuperuser("analyze ledger_person", "checkpoint");
    assertThat(tables.filesHave(address)).isTrue();
    assertThat(tables.entries()).contains(commitment);

    tables.asSuperuser(
        "delete from ledger_person where address = '" + address + "'",
        "vacuum full ledger_person",
        "vacuum full ledger_pending",
        "analyze ledger_person",
        "analyze ledger_pending",
        "vacuum full pg_statistic",
        "checkpoint");
    StolenDatabase stolen = StolenDatabase.of(tables.owner());
    Canaries canaries = new Canaries();
    canaries.plant("a salt", salt);
    stolen
        .columns()
        .forEach(
            (name, values) ->
                values.forEach(
                    value -> {
                      canaries.assertAbsentFrom(name, value);
                      assertThat(new String(value, UTF_8)).as(name).doesNotContain(address);
                    }));
    // The entry still holds, and nobody finds by trying of whom it speaks.
    assertThat(tables.entries()).contains(commitment);
    assertThat(stolen.candidates())
        .noneMatch(key -> commitment.equals(Base64.getEncoder().encodeToString(mac(key, address))));
    assertThat(tables.filesHave(address)).isFalse();
  }
}
