package org.quantonium.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantonium.secrets.SecretBytes;

/**
 * One data directory through changes of keys, a kill, a reset, the change of its key-encryption key
 * to one in Vault, and the loss of Vault; and of all that was secret then nothing is seen. Another
 * issuer is first not trusted, then away when the node starts.
 */
@Tag("apart")
class RestartIT {
  @TempDir private Path directory;

  @Test
  void finds_everything_again_and_does_not_serve_without_its_key() throws Exception {
    Path data = directory.resolve("data");
    Canaries canaries = new Canaries();
    IssuerOfNode issuer = IssuerOfNode.away(directory);
    issuer.come();
    Node first =
        Node.start(data, with(issuer.options(), "-Dquantonium.keys.jwks.max.age.seconds=0"))
            .awaitReady();
    first.awaitLog("a certificate that is not trusted: quantonium.issuer.ca.file holds in PEM");
    issuer.isMissedBy(first, "REFUSED");
    issuer.close();
    String secret = Files.readString(data.resolve("bootstrap-secret")).strip();
    HttpResponse<String> early = simulate(first, first.token(secret));
    Map<String, String> keys = ChangedKeys.of(first, secret);
    HttpResponse<String> created = simulate(first, first.token(secret));
    first.kill();
    assertThat(early.statusCode()).isEqualTo(201);
    assertThat(created.statusCode()).isEqualTo(201);

    Path previous = Files.move(data.resolve("kek"), data.resolve("kek-previous"));
    canaries.plant("the key-encryption key of before", Files.readAllBytes(previous));
    VaultOfNode vault = VaultOfNode.holding(SecretBytes.random(32), directory, canaries);
    Files.createFile(data.resolve("bootstrap-reset"));
    try (issuer;
        Node second =
            Node.start(data, with(vault.options(), with(issuer.options(), issuer.trust())))
                .awaitReady()) {
      issuer.isMissedBy(second, "AWAY");
      issuer.come();
      String fresh = Files.readString(data.resolve("bootstrap-secret")).strip();
      canaries.plant("the administrator's secret", fresh.substring("bootstrap:".length()));
      assertThat(fresh).isNotEqualTo(secret);
      assertThat(data.resolve("bootstrap-reset")).doesNotExist();
      assertThat(second.grant(secret).statusCode()).isEqualTo(401);
      for (HttpResponse<String> simulation : List.of(early, created)) {
        HttpResponse<String> found =
            Http.send(
                second
                    .request("/v1/simulations/" + Http.json(simulation).get("id"))
                    .header("Authorization", "Bearer " + second.token(fresh))
                    .build());
        assertThat(found.body()).isEqualTo(simulation.body());
      }
      assertThat(ChangedKeys.states(second, second.token(fresh))).containsAllEntriesOf(keys);
      assertThat(vaultOf(second)).isEqualTo("UP");
      sealsEveryKeyAnew(second, second.token(fresh));
      showsNothing(second, fresh, canaries);
      issuer.awaitTaken(second);

      vault.close();
      second.awaitLog("Vault is AWAY");
      assertThat(vaultOf(second)).isEqualTo("AWAY");
      second.await(() -> second.readiness().statusCode() == 200, "is not ready without Vault");
      assertThat(simulate(second, second.token(fresh)).statusCode()).isEqualTo(201);
      canaries.assertAbsentFrom("the log", second.log());
    }
    Files.delete(data.resolve("bootstrap-secret"));
    Files.delete(previous);
    canaries.assertAbsentFromFilesOf(data);

    try (Node third =
        Node.start(data, vault.options()).awaitLog("cannot be had from Vault, which is AWAY")) {
      assertThat(third.answers()).isFalse();
      assertThat(data.resolve("kek")).doesNotExist();
      canaries.assertAbsentFrom("the log", third.log());
    }
  }

  private static String[] with(String[] options, String... more) {
    return Stream.of(options, more).flatMap(Stream::of).toArray(String[]::new);
  }

  /** How it says that it stands with Vault. */
  private static Object vaultOf(Node node) {
    return readiness(node, "vault").get("condition");
  }

  private static Map<?, ?> readiness(Node node, String name) {
    return ((List<?>) Http.json(node.readiness()).get("checks"))
        .stream()
            .map(check -> (Map<?, ?>) check)
            .filter(check -> check.get("name").equals(name))
            .map(check -> (Map<?, ?>) check.get("data"))
            .findFirst()
            .orElseThrow();
  }

  /** It has both key-encryption keys; it says when the one of before is needed no more. */
  private static void sealsEveryKeyAnew(Node node, String token) {
    Supplier<Map<String, Object>> list =
        () ->
            Http.json(
                Http.send(
                    node.request("/v1/admin/keys")
                        .header("Authorization", "Bearer " + token)
                        .build()));
    Function<Map<String, Object>, Map<?, ?>> keks = keys -> (Map<?, ?>) keys.get("keyEncryption");
    node.await(
        () -> ((Number) keks.apply(list.get()).get("remaining")).longValue() == 0,
        "did not seal every key anew");
    Map<String, Object> keys = list.get();
    Object id = keks.apply(keys).get("id");
    assertThat((List<?>) keys.get("keys"))
        .hasSizeGreaterThan(10)
        .allSatisfy(key -> assertThat(((Map<?, ?>) key).get("sealedUnder")).isEqualTo(id));
    assertThat(keks.apply(keys).get("previous")).isNotEqualTo(id);
    Map<?, ?> health = readiness(node, "keys");
    assertThat(health.get("kek")).isEqualTo(id);
    // Payara tells numbers as texts.
    assertThat(String.valueOf(health.get("sealed-under-another"))).isEqualTo("0");
    node.awaitLog("Every key is sealed under the key-encryption key " + id);
    node.await(
        () ->
            Http.send(
                    node.request("/v1/ledger/entries?action=KEY_REWRAPPED")
                        .header("Authorization", "Bearer " + token)
                        .build())
                .body()
                .contains("\"to\":\"" + id + "\""),
        "did not record that keys were sealed anew");
  }

  private static HttpResponse<String> simulate(Node node, String token) {
    return Http.send(
        node.request("/v1/simulations?seed=1")
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "text/x-qasm")
            .POST(BodyPublishers.ofString("qreg q[2];h q[0];cx q[0],q[1];"))
            .build());
  }

  /** Secrets sent where they belong, and where somebody might send them by mistake. */
  private static void showsNothing(Node node, String credentials, Canaries canaries)
      throws IOException {
    String secret = credentials.substring("bootstrap:".length());
    String token = node.token(credentials);
    String bearer = "Bearer " + token;
    HttpResponse<String> registered =
        Http.send(
            node.request("/v1/admin/clients")
                .header("Authorization", bearer)
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofString(
                        "{\"tenant\":\"a\",\"name\":\"a\",\"scopes\":[\"read:data\"]}"))
                .build());
    canaries.plant("a client's secret", (String) Http.json(registered).get("client_secret"));
    List<HttpResponse<String>> answers =
        Stream.of(
                node.request("/v1/simulations").header("Authorization", Http.basic(credentials)),
                node.request("/v1/simulations").header("Authorization", "Bearer " + secret),
                node.request("/v1/simulations?limit=" + secret).header("Authorization", bearer),
                node.request("/v1/simulations/" + secret).header("Authorization", bearer),
                node.request("/" + secret),
                node.request("/v1/simulations")
                    .header("Authorization", bearer)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"qasm\":\"" + secret + "\"}")),
                node.request("/v1/simulations")
                    .header("Authorization", bearer)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"x\":\"" + secret + "\"}")),
                node.request("/v1/token")
                    .header("Authorization", Http.basic("bootstrap:" + secret + "x"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("grant_type=" + secret)),
                node.request("/v1/token")
                    .header("Authorization", Http.basic(credentials))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("grant_type=client_credentials")),
                node.request("/v1/admin/clients/" + Http.json(registered).get("client_id"))
                    .header("Authorization", bearer),
                node.request("/.well-known/jwks.json"),
                node.request("/openapi"))
            .map(request -> Http.send(request.build()))
            .toList();
    for (HttpResponse<String> answer : answers) {
      String place = "the answer to " + answer.request().method() + " " + answers.indexOf(answer);
      canaries.assertAbsentFrom(place, answer.headers().map() + answer.body());
    }
    canaries.assertAbsentFrom("the ledger", ledger(node, bearer));
    canaries.assertAbsentFrom("readiness", node.readiness().body());
  }

  /** All entries, once the one of the client that was registered is among them. */
  private static String ledger(Node node, String bearer) {
    Supplier<String> entries =
        () ->
            Http.send(
                    node.request("/v1/ledger/export/jsonl").header("Authorization", bearer).build())
                .body();
    node.await(() -> entries.get().contains("CLIENT_REGISTERED"), "recorded no client");
    return entries.get();
  }
}
