package org.quantonium.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A node that lost what it vouched for, through the refusal and the operator's checkpoint. */
@ExtendWith(ArquillianExtension.class)
class EmptyDiskIT {
  @TempDir private Path directory;

  @Test
  void does_not_serve_until_it_is_given_a_checkpoint_and_records_that_it_was() throws Exception {
    Path data = directory.resolve("empty-disk");
    String checkpoint;
    try (Node node = Node.start(data).awaitReady()) {
      checkpoint = awaitCheckpoint(node);
    }
    Files.move(data.resolve("ledger-anchor"), directory.resolve("anchor"));

    try (Node node = Node.start(data).awaitLog("into the file ledger-checkpoint")) {
      assertThat(node.answers()).isFalse();
      assertThat(node.log()).contains("this node has vouched for none");
    }

    Path supplied =
        Files.createFile(
            data.resolve("ledger-checkpoint"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(supplied, checkpoint, StandardOpenOption.WRITE);
    try (Node node = Node.start(data).awaitReady()) {
      assertThat(supplied).doesNotExist();
      String accepted = get(node, data, "/v1/ledger/entries?action=LEDGER_CHECKPOINT_ACCEPTED");
      assertThat(accepted).contains("\"size\":" + checkpoint.split("\n", -1)[1] + ",");
      assertThat(accepted).doesNotContain("previousSize");
    }
  }

  private static String awaitCheckpoint(Node node) {
    for (int tries = 0; tries < 100; tries++) {
      var answer = Http.send(node.request("/v1/ledger/checkpoint").build());
      if (answer.statusCode() == 200 && !answer.body().contains("\n0\n")) {
        return answer.body();
      }
      Http.sleep(java.time.Duration.ofMillis(100));
    }
    throw new AssertionError("No checkpoint was published:\n" + node.log());
  }

  private static String get(Node node, Path data, String path) throws Exception {
    awaitCheckpoint(node);
    String credentials = Files.readString(data.resolve("bootstrap-secret")).strip();
    String token = node.token(credentials);
    // By then a checkpoint covers what the start recorded.
    Http.sleep(java.time.Duration.ofSeconds(2));
    return Http.send(node.request(path).header("Authorization", "Bearer " + token).build()).body();
  }
}
