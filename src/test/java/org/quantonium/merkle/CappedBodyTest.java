package org.quantonium.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow.Subscription;
import org.junit.jupiter.api.Test;

class CappedBodyTest {
  private final CappedBody body = new CappedBody(10);
  private boolean cancelled;

  @Test
  void keeps_what_is_as_long_as_it_may_be() {
    receive(4, 6);
    body.onComplete();

    assertThat(result().join()).hasSize(10);
    assertThat(cancelled).isFalse();
  }

  @Test
  void keeps_one_byte_too_many_and_leaves() {
    receive(4, 1_000_000);

    assertThat(result().join()).hasSize(11);
    assertThat(cancelled).isTrue();
  }

  @Test
  void tells_why_there_is_no_body() {
    body.onError(new IOException("gone"));

    assertThatThrownBy(() -> result().join()).hasRootCauseMessage("gone");
  }

  private CompletableFuture<byte[]> result() {
    return body.getBody().toCompletableFuture();
  }

  private void receive(int... lengths) {
    body.onSubscribe(
        new Subscription() {
          @Override
          public void request(long count) {}

          @Override
          public void cancel() {
            cancelled = true;
          }
        });
    for (int length : lengths) {
      body.onNext(List.of(ByteBuffer.allocate(length)));
    }
  }
}
