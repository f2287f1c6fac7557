package org.quantonium.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantonium.redis.RedisProcess;

/** A node of its own beside a Redis that lets its clients do everything. */
@Tag("apart")
class UnsafeRedisIT {
  @Test
  void production_does_not_start_on_it_and_says_what_to_change(@TempDir Path place)
      throws Exception {
    try (RedisProcess unsafe =
        RedisProcess.unsafe(RedisProcess.binaries().findFirst().orElseThrow(), place)) {
      Node node =
          Node.start(
              place.resolve("unsafe"),
              "-Dquantonium.mode=production",
              "-Dquantonium.redis.url=redis://127.0.0.1:" + unsafe.port());
      node.awaitLog("permits FLUSHALL");
      assertThat(node.log()).contains("docker/redis/users.acl");
      Http.sleep(Duration.ofSeconds(5));
      assertThat(node.answers()).isFalse();
      node.kill();
    }
  }
}
