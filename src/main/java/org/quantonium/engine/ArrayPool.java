package org.quantonium.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Arrays of doubles and of floats that runs have given back, kept for those that follow: a
 * collector copies what is young and alive, and a new state for each run keeps it busy.
 *
 * <p>Memory: what is kept and what runs hold are together no more than the pool may keep, or than
 * runs hold, whichever is more. So where it may keep a part of the memory that runs are admitted
 * to, it takes nothing beside that: a run's reservation pays for what it holds, and while runs hold
 * more than that part, nothing is kept. {@link #trim}, called now and then, gives up what nobody
 * has needed since the last time. Both kinds of arrays count by their bytes and have one bound
 * together; an array is lent as what it is, so that a run of the other precision is served by new
 * ones, for which what is kept gives way.
 *
 * <p>Arrays come back from a run when no thread writes to them any more, and hold its numbers until
 * they are lent again, or given up; {@link Loan#take} makes them 0 first. Safe for use by several
 * threads; cost: a lock, held for some hundred nanoseconds an array.
 */
public final class ArrayPool {
  /** Keeps nothing. */
  public static final ArrayPool NONE = new ArrayPool(0);

  private final long bytes;

  /** By what its arrays are. Guarded by this, as is all below. */
  private final Map<Shape, Shelf> shelves = new HashMap<>();

  private long lent;
  private long kept;

  private record Shape(Class<?> type, int length) {
    static Shape of(Object array) {
      return new Shape(array.getClass(), Numbers.length(array));
    }
  }

  private static final class Shelf {
    final Deque<Object> arrays = new ArrayDeque<>();

    /** So many lay here at all times since the last trimming. */
    int unneeded;

    /** The one that came last, which a cache still knows best. */
    Object poll() {
      Object array = arrays.poll();
      unneeded = Math.min(unneeded, arrays.size());
      return array;
    }
  }

  /**
   * Keeps so many bytes at most.
   *
   * @param bytes 0 or more
   */
  public ArrayPool(long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("a pool keeps 0 bytes or more, not " + bytes);
    }
    this.bytes = bytes;
  }

  /** What is kept, in bytes. */
  public synchronized long kept() {
    return kept;
  }

  /** What runs hold, in bytes; always 0 for a pool that keeps nothing. */
  synchronized long lent() {
    return lent;
  }

  /** Gives up the arrays that nobody has needed since the last call; two in a row give up all. */
  public synchronized void trim() {
    for (Shelf shelf : shelves.values()) {
      for (; shelf.unneeded > 0; shelf.unneeded--) {
        kept -= Numbers.bytes(shelf.arrays.removeLast());
      }
      shelf.unneeded = shelf.arrays.size();
    }
  }

  /** An array of that type and length with whatever numbers it held, or null if none is kept. */
  synchronized <A> A poll(Class<A> type, int length) {
    Shelf shelf = shelves.get(new Shape(type, length));
    A array = shelf == null ? null : type.cast(shelf.poll());
    if (array != null) {
      kept -= Numbers.bytes(array);
      lent += Numbers.bytes(array);
    }
    return array;
  }

  /** A new array is lent: what is kept must not be too much beside it. */
  synchronized void lend(Object array) {
    if (bytes == 0) {
      return;
    }
    lent += Numbers.bytes(array);
    for (Shelf shelf : shelves.values()) {
      while (lent + kept > bytes && !shelf.arrays.isEmpty()) {
        kept -= Numbers.bytes(shelf.poll());
      }
    }
  }

  /** Takes back what was lent. Nobody reads or writes it any more. */
  synchronized void giveBack(Object array) {
    if (bytes == 0) {
      return;
    }
    if (lent + kept <= bytes) {
      shelves.computeIfAbsent(Shape.of(array), shape -> new Shelf()).arrays.push(array);
      kept += Numbers.bytes(array);
    }
    lent -= Numbers.bytes(array);
  }
}
