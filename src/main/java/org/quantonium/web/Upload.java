package org.quantonium.web;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.quantonium.problem.Problem;

/**
 * A body on its way in. It holds no thread while it waits for bytes; when it is whole the request
 * is dispatched to a thread of the server's. What is refused is received too, and discarded: most
 * clients look for an answer only after they sent all, and a connection closed before that loses
 * it.
 */
final class Upload implements ReadListener {
  /** Bytes after which a refused body is not received to its end. */
  static final int DISCARDED = 16 << 20;

  private static final int PIECE = 8 << 10;
  private static final String ATTRIBUTE = Upload.class.getName();

  private final Uploads uploads;
  private final AsyncContext request;
  private final ServletInputStream in;
  private final long length;
  private final int cap;
  private final long startedNanos;
  private final AtomicBoolean over = new AtomicBoolean();
  private final Departure beginner;

  private volatile BufferedBody body = new BufferedBody();
  private volatile Problem refusal;
  private volatile long bytes;
  private volatile long heardNanos;
  private int held;

  /**
   * @param length as announced; below 0 if it was not
   */
  Upload(
      Uploads uploads,
      AsyncContext request,
      Departure beginner,
      ServletInputStream in,
      long length,
      int cap) {
    this.uploads = uploads;
    this.beginner = beginner;
    this.request = request;
    this.in = in;
    this.length = length;
    this.cap = cap;
    this.startedNanos = uploads.nanoTime();
    this.heardNanos = startedNanos;
    request.getRequest().setAttribute(ATTRIBUTE, this);
  }

  /** The upload that this request was dispatched for, once; null for any other. */
  static Upload take(HttpServletRequest request) {
    Upload upload = (Upload) request.getAttribute(ATTRIBUTE);
    request.removeAttribute(ATTRIBUTE);
    return upload;
  }

  /** Begins to receive; the thread that began the request calls this last. */
  void listen() {
    try {
      in.setReadListener(this);
    } finally {
      beginner.leaves();
    }
  }

  @Override
  public void onDataAvailable() throws IOException {
    byte[] discarded = null;
    while (!over.get() && in.isReady()) {
      BufferedBody into = body;
      int count;
      if (into == null) {
        discarded = discarded == null ? new byte[PIECE] : discarded;
        count = in.read(discarded, 0, (int) Math.min(PIECE, wanted()));
      } else if (uploads.reserve(this, into.nextPiece())) {
        count = keep(into);
      } else {
        refuse(Uploads.noRoom());
        continue;
      }
      if (count < 0) {
        return;
      }
      arrived(count);
    }
  }

  private int keep(BufferedBody into) throws IOException {
    byte[] array = into.array();
    int room = array.length - into.offset();
    int count = in.read(array, into.offset(), (int) Math.min(room, wanted()));
    if (count > 0) {
      into.wrote(count);
    }
    return count;
  }

  private void arrived(int count) {
    long now = bytes + count;
    bytes = now;
    heardNanos = uploads.nanoTime();
    if (now > cap && !isRefused()) {
      refuse(BodyCap.tooLarge(cap));
    }
    if (wanted() == 0 || now > DISCARDED) {
      finish(null);
    }
  }

  /** From now on nothing of the body is kept. */
  void refuse(Problem why) {
    refusal = why;
    body = null;
    uploads.release(this);
  }

  /** Never more than was announced: Payara adds what a client sends behind its request. */
  private long wanted() {
    return length < 0 ? Long.MAX_VALUE : length - bytes;
  }

  @Override
  public void onAllDataRead() {
    finish(length < 0 || wanted() == 0 ? null : Uploads.cutShort());
  }

  /** The client went away, or what it sent is no body: nobody is there to be told. */
  @Override
  public void onError(Throwable failure) {
    if (over.compareAndSet(false, true)) {
      close();
      request.complete();
    }
  }

  /** Ends the upload, once; if it was not refused before and is not now, the body is whole. */
  void finish(Problem why) {
    if (end(why)) {
      uploads.ended(this);
    }
  }

  /** Whether it ends now; it may have ended already. */
  boolean end(Problem why) {
    if (!over.compareAndSet(false, true)) {
      return false;
    }
    if (why != null && !isRefused()) {
      refusal = why;
      body = null;
    }
    return true;
  }

  void dispatch() {
    beginner.holding(
        () -> {
          try {
            request.dispatch();
          } catch (IllegalStateException | NullPointerException gone) {
            // The latter from Payara, once it has forgotten the request of a broken connection.
            close();
          }
        });
  }

  boolean isRefused() {
    return refusal != null;
  }

  /** The request with its body. */
  HttpServletRequest received(HttpServletRequest dispatched) {
    if (refusal != null) {
      throw refusal;
    }
    return new BufferedRequest(dispatched, body.open());
  }

  /** Gives back its memory and its place; more than once is once. */
  void close() {
    over.set(true);
    uploads.closed(this);
    body = null;
  }

  long startedNanos() {
    return startedNanos;
  }

  long bytes() {
    return bytes;
  }

  long heardNanos() {
    return heardNanos;
  }

  /** Bytes of memory that it holds; {@link Uploads} keeps the number, under its lock. */
  int held() {
    return held;
  }

  void holds(int bytesOfMemory) {
    held = bytesOfMemory;
  }
}
