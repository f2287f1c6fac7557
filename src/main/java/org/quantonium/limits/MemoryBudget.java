package org.quantonium.limits;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Memory that runs hold, never more than there is. */
public final class MemoryBudget {
  private final long bytes;
  private final AtomicLong reserved = new AtomicLong();

  public MemoryBudget(long bytes) {
    this.bytes = bytes;
  }

  /** All of it, in bytes. */
  public long bytes() {
    return bytes;
  }

  /** What nobody holds, in bytes. */
  public long free() {
    return bytes - reserved.get();
  }

  /** Takes so many bytes; empty if others hold them. */
  public Optional<Reservation> reserve(long wanted) {
    long before;
    do {
      before = reserved.get();
      if (wanted > bytes - before) {
        return Optional.empty();
      }
    } while (!reserved.compareAndSet(before, before + wanted));
    return Optional.of(new Reservation(wanted));
  }

  /** Memory held by one run; closing it twice releases it once. */
  public final class Reservation implements AutoCloseable {
    private final AtomicLong held;

    private Reservation(long held) {
      this.held = new AtomicLong(held);
    }

    /** Gives back what it has beyond so many bytes; nothing if it has no more, or is closed. */
    public void keep(long bytes) {
      long before = held.getAndUpdate(now -> Math.min(now, bytes));
      reserved.addAndGet(Math.min(before, bytes) - before);
    }

    @Override
    public void close() {
      reserved.addAndGet(-held.getAndSet(0));
    }
  }
}
