package org.quantonium.outbound;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/** A body in memory, in one array that is never copied; one that does not fit is given up. */
final class BoundedBody implements BodySubscriber<byte[]> {
  private final CompletableFuture<byte[]> body = new CompletableFuture<>();
  private final byte[] bytes;
  private int length;
  private Subscription subscription;

  BoundedBody(int max) {
    this.bytes = new byte[max];
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return body;
  }

  @Override
  public void onSubscribe(Subscription toServer) {
    subscription = toServer;
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> pieces) {
    for (ByteBuffer piece : pieces) {
      if (piece.remaining() > bytes.length - length) {
        subscription.cancel();
        onError(new TooLong());
        return;
      }
      int size = piece.remaining();
      piece.get(bytes, length, size);
      length += size;
    }
  }

  @Override
  public void onError(Throwable cause) {
    Arrays.fill(bytes, (byte) 0);
    body.completeExceptionally(cause);
  }

  @Override
  public void onComplete() {
    if (!body.isDone()) {
      body.complete(Arrays.copyOf(bytes, length));
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /** The body has more bytes than it may have. */
  static final class TooLong extends Exception {
    private static final long serialVersionUID = 1L;
  }
}
