package org.quantonium.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.quantonium.attack.Draft;
import org.quantonium.attack.ForgeryContext;

/** A node whose built-in issuer is switched off, and the other one, which is there. */
final class SwitchedOff implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final IssuerOfNode issuer;

  private SwitchedOff(IssuerOfNode issuer) {
    this.issuer = issuer;
  }

  static SwitchedOff in(Path directory) throws Exception {
    IssuerOfNode issuer = IssuerOfNode.away(directory);
    issuer.come();
    return new SwitchedOff(issuer);
  }

  /** What the node is told; it finds an order to make its own administrator another secret. */
  String[] options(Path data) throws IOException {
    Files.createFile(data.resolve("bootstrap-reset"));
    return Stream.concat(
            Stream.of("-Dquantonium.issuer.builtin=false", issuer.trust()),
            Stream.of(issuer.options()))
        .toArray(String[]::new);
  }

  /** What a node answers to a token that its own key signed, and which is good otherwise. */
  static HttpResponse<String> show(Node node, ECKey signingKey) {
    ForgeryContext own =
        new ForgeryContext(
            signingKey,
            signingKey.getKeyID(),
            "http://127.0.0.1:" + node.port(),
            "quantonium",
            "operator",
            "bootstrap",
            List.of("read:data"),
            Clock.systemUTC());
    return get(node, "/v1/simulations?limit=1", Draft.control(own).sign());
  }

  private static HttpResponse<String> get(Node node, String path, String token) {
    return Http.send(node.request(path).header("Authorization", "Bearer " + token).build());
  }

  /** Nothing of the built-in issuer is left, and whom the other one lets do so administrates. */
  void check(Node node, Path data, ECKey signingKey) throws IOException {
    String secret = Files.readString(data.resolve("bootstrap-secret")).strip();
    for (String path : List.of("/v1/token", "/v1/token/revoke", "/v1/token/introspect")) {
      HttpResponse<String> answer =
          Http.send(
              node.request(path)
                  .header("Authorization", Http.basic(secret))
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(BodyPublishers.ofString("grant_type=client_credentials&token=x"))
                  .build());
      assertIsNotHere(answer);
    }
    assertIsNotHere(Http.send(node.request("/.well-known/jwks.json").build()));
    assertIsNotHere(Http.send(node.request("/.well-known/oauth-authorization-server").build()));
    assertThat(Http.json(Http.send(node.request("/.well-known/oauth-protected-resource").build())))
        .containsEntry("resource", "http://127.0.0.1:" + node.port())
        .containsEntry("authorization_servers", List.of(issuer.url()));
    assertThat(IssuerOfNode.healthAt(node).get("trusted")).isEqualTo(issuer.url());

    issuer.awaitTaken(node);
    assertThat(show(node, signingKey).statusCode()).isEqualTo(401);
    assertThat(get(node, "/v1/admin/keys", issuer.token("keeper")).statusCode()).isEqualTo(200);
    assertThat(get(node, "/v1/admin/keys", issuer.token("runner")).statusCode()).isEqualTo(403);
    assertThat(read(node, "SIMULATION_FINISHED")).contains("\"client\":\"lab:notebook\"");
    assertThat(data.resolve("bootstrap-reset")).exists();
  }

  private void assertIsNotHere(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(404);
    assertThat((String) Http.json(answer).get("detail"))
        .isEqualTo("This service issues no tokens; get one from " + issuer.url() + ".");
  }

  /** The entries of an action, once there is one. */
  String read(Node node, String action) {
    Instant end = Instant.now().plus(PATIENCE);
    String path = "/v1/ledger/entries?action=" + action;
    String found = get(node, path, issuer.token("auditor")).body();
    while (!found.contains("\"index\":") && Instant.now().isBefore(end)) {
      Http.sleep(Duration.ofMillis(200));
      found = get(node, path, issuer.token("auditor")).body();
    }
    return found;
  }

  @Override
  public void close() {
    issuer.close();
  }
}
