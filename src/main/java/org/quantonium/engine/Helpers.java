package org.quantonium.engine;

import java.util.concurrent.Executor;

/**
 * Threads that may help a run with its large states. The thread that runs works too, and waits for
 * none that has not begun: an executor that is busy, or that rejects a task, only slows the run.
 *
 * <p>Results are the same bit by bit with any number of helpers.
 *
 * @param executor is given a task for each helper and pass over the state; runs it on another
 *     thread
 * @param most helpers at a time, 0 or more
 */
public record Helpers(Executor executor, int most) {
  /** The calling thread alone. */
  public static final Helpers NONE = new Helpers(task -> {}, 0);

  public Helpers {
    if (most < 0) {
      throw new IllegalArgumentException("the number of helpers must be 0 or more, not " + most);
    }
  }
}
