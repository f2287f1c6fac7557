package org.quantonium.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantonium.keys.SeededKey;
import org.quantonium.storage.DataDirectory;

/**
 * A node that lost what it vouched for, through the refusal and the operator's checkpoint. Since a
 * start takes long, the last one is that of a node, too, whose built-in issuer is switched off.
 */
@Tag("apart")
class EmptyDiskIT {
  @TempDir private Path directory;

  @Test
  void does_not_serve_until_it_is_given_a_checkpoint_and_records_that_it_was() throws Exception {
    Path data = directory.resolve("empty-disk");
    String checkpoint;
    ECKey signingKey = SeededKey.in(new DataDirectory(data.toString()));
    try (Node node = Node.start(data).awaitReady()) {
      checkpoint = awaitCheckpoint(node);
      assertThat(SwitchedOff.show(node, signingKey).statusCode()).isEqualTo(200);
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
    try (SwitchedOff issuers = SwitchedOff.in(directory);
        Node node = Node.start(data, issuers.options(data)).awaitReady()) {
      assertThat(supplied).doesNotExist();
      issuers.check(node, data, signingKey);
      String accepted = issuers.read(node, "LEDGER_CHECKPOINT_ACCEPTED");
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
}
