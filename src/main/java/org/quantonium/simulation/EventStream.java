package org.quantonium.simulation;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.bouncycastle.util.Arrays;

/**
 * An answer that goes on: events are handed in by any thread, and written by one alone, which calls
 * {@link #step} many times a second and never waits. Of several events that could not be written
 * the last is kept.
 *
 * <p>What the server calls writes nothing, and waits for no longer than a moment, since servers
 * call it under locks of their own.
 */
final class EventStream implements WriteListener, AsyncListener {
  /** Who takes nothing for so long is gone. */
  static final Duration STALL = Duration.ofSeconds(10);

  private static final byte[] PULSE = ServerSentEvent.comment("");

  private static final long LONGEST_WRITE_MILLIS = 100;

  private final AsyncContext answer;
  private final ServletOutputStream out;
  private final AtomicReference<byte[]> next = new AtomicReference<>(PULSE);

  /** Held while something is written. */
  private final Lock writing = new ReentrantLock();

  private volatile boolean writable;
  private volatile boolean broken;
  private volatile boolean ending;

  /** These are the writing thread's. */
  private boolean unflushed;

  private long movedNanos;
  private long wroteNanos;

  EventStream(AsyncContext answer, ServletOutputStream out, long nowNanos) {
    this.answer = answer;
    this.out = out;
    this.movedNanos = nowNanos;
    this.wroteNanos = nowNanos;
  }

  /** Begins to write; the answer's header is complete. A client may be gone by now. */
  void open() {
    try {
      answer.addListener(this);
      out.setWriteListener(this);
    } catch (IllegalStateException gone) {
      broken = true;
    }
  }

  /** Writes this, instead of what may still wait to be written; nothing once it is to end. */
  void send(byte[] event) {
    if (!ending) {
      next.set(event);
    }
  }

  /**
   * Ends the answer once what waits is written, and this after it.
   *
   * @param farewell may be null
   */
  void end(byte[] farewell) {
    if (!ending) {
      next.updateAndGet(waiting -> Arrays.concatenate(waiting, farewell));
      ending = true;
    }
  }

  /**
   * Writes what can be written now.
   *
   * @param pulse after how long a silence a comment is written, in nanoseconds
   * @return whether the stream goes on
   */
  boolean step(long nowNanos, long pulse) {
    boolean goesOn;
    writing.lock();
    try {
      goesOn = write(nowNanos, pulse);
    } catch (IOException | RuntimeException gone) {
      broken = true;
      goesOn = false;
    } finally {
      writing.unlock();
    }
    if (!goesOn) {
      complete();
    }
    return goesOn;
  }

  private boolean write(long nowNanos, long pulse) throws IOException {
    while (writable && !broken && out.isReady()) {
      movedNanos = nowNanos;
      // Before what waits: after it, the last event might come in between and never be written.
      boolean last = ending;
      byte[] bytes = next.getAndSet(null);
      if (bytes == null && !unflushed && !last && nowNanos - wroteNanos >= pulse) {
        bytes = PULSE;
      }
      if (bytes != null) {
        out.write(bytes);
        unflushed = true;
        wroteNanos = nowNanos;
      } else if (unflushed) {
        unflushed = false;
        out.flush();
      } else {
        return !last;
      }
    }
    broken |= nowNanos - movedNanos > STALL.toNanos();
    return !broken;
  }

  private void complete() {
    try {
      answer.complete();
    } catch (RuntimeException already) {
      // The server has given it up before.
    }
  }

  /** Whether its client went away, or took nothing for long. */
  boolean isBroken() {
    return broken;
  }

  @Override
  public void onWritePossible() {
    writable = true;
  }

  @Override
  public void onError(Throwable gone) {
    broken = true;
  }

  @Override
  public void onError(AsyncEvent event) {
    broken = true;
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    broken = true;
  }

  /** Ours, or the server's after an error: then it may use the answer for another request. */
  @Override
  public void onComplete(AsyncEvent event) {
    broken |= !ending;
    try {
      if (writing.tryLock(LONGEST_WRITE_MILLIS, TimeUnit.MILLISECONDS)) {
        writing.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    // Nobody dispatches it again.
  }
}
