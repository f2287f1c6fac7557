package org.quantonium.merkle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Leaves a log in target/merkle-interop, for src/interop/verify.sh and whoever else verifies. */
class InteropTest {
  private static final Path DIRECTORY = Path.of("target", "merkle-interop");

  @Test
  void a_log_of_three_levels_is_left_for_other_verifiers() {
    List<byte[]> entries = Definitions.entries(70_000);
    Subtrees hashes = new Subtrees(entries);
    ExportedLog files = new ExportedLog(DIRECTORY);
    files.write("key", TestKey.TEXT.getBytes(UTF_8));
    List<Object> words = new ArrayList<>(List.of("directory", DIRECTORY.resolve("log")));
    for (int size : new int[] {1, 3, 255, 256, 257, 65_535, 65_536, 65_537, 69_999, 70_000}) {
      Checkpoint older = new Checkpoint(TestKey.ORIGIN, size, Proofs.root(size, hashes));
      files.write("older-" + size, TestKey.sign(older.text()).toString().getBytes(UTF_8));
      words.addAll(List.of("--since", DIRECTORY.resolve("older-" + size)));
    }
    ExportedLog.write(DIRECTORY.resolve("log"), entries);

    assertThat(Verification.of(words.toArray()).status()).isZero();
  }
}
