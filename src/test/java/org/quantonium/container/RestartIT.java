package org.quantonium.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** One data directory through changes of keys, a kill, a reset, and the loss of its key. */
@ExtendWith(ArquillianExtension.class)
class RestartIT {
  @TempDir private Path directory;

  @Test
  void finds_everything_again_and_does_not_serve_without_its_key() throws Exception {
    Path data = directory.resolve("data");
    Node first = Node.start(data, "-Dquantonium.keys.jwks.max.age.seconds=0").awaitReady();
    String secret = Files.readString(data.resolve("bootstrap-secret")).strip();
    HttpResponse<String> early = simulate(first, first.token(secret));
    Map<String, String> keys = ChangedKeys.of(first, secret);
    HttpResponse<String> created = simulate(first, first.token(secret));
    first.kill();
    assertThat(early.statusCode()).isEqualTo(201);
    assertThat(created.statusCode()).isEqualTo(201);

    Files.createFile(data.resolve("bootstrap-reset"));
    try (Node second = Node.start(data).awaitReady()) {
      String fresh = Files.readString(data.resolve("bootstrap-secret")).strip();
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
      assertThat(second.log()).doesNotContain(fresh.substring("bootstrap:".length()));
    }

    Files.move(data.resolve("kek"), directory.resolve("kek"));
    try (Node third = Node.start(data).awaitLog("restore the file kek")) {
      assertThat(third.answers()).isFalse();
      assertThat(data.resolve("kek")).doesNotExist();
    }
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
