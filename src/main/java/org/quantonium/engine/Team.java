package org.quantonium.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;

/**
 * Does the blocks of a pass, one after the other on each thread that has joined.
 *
 * <p>Blocks share no amplitude, so that it does not matter who does which. A helper that has not
 * begun when the last block is taken never begins; the calling thread parks until those that have
 * are done, so that nobody writes to the state afterwards. Memory: a {@link Block} a thread.
 */
final class Team {
  private final Helpers helpers;
  private final int bits;
  private final Kernels<?> kernels;
  private final Loan loan;
  private final Budget budget;
  private final Deque<Block<?>> buffers = new ArrayDeque<>();

  /** Teams of states of at most that many bits a block. */
  Team(Helpers helpers, int bits, Kernels<?> kernels, Loan loan, Budget budget) {
    this.helpers = helpers;
    this.bits = bits;
    this.kernels = kernels;
    this.loan = loan;
    this.budget = budget;
  }

  /**
   * Does a pass.
   *
   * @param progress is told by the calling thread how many blocks were done since it was last told
   * @throws BudgetExceeded as soon as the budget says so, on whichever thread; what else a helper
   *     fails of is thrown here too, since a block of its is half done
   */
  void run(Pass pass, StateVector state, LongConsumer progress) {
    Shared work = new Shared(pass, state);
    try {
      for (int i = 1; i < pass.blocks() && i <= helpers.most(); i++) {
        helpers.executor().execute(work::help);
      }
    } catch (RejectedExecutionException e) {
      // Nobody has time: the calling thread does what is left.
    }
    try {
      work.lead(progress);
    } finally {
      work.end();
    }
    work.report(progress);
  }

  private synchronized Block<?> take() {
    Block<?> block = buffers.poll();
    return block == null ? new Block<>(bits, kernels, loan, budget) : block;
  }

  private synchronized void giveBack(Block<?> block) {
    buffers.push(block);
  }

  /** One pass; the monitor guards who helps. */
  private final class Shared {
    private final Pass pass;
    private final List<Pass.Step> steps;
    private final StateVector state;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger completed = new AtomicInteger();
    private int reported;
    private int helping;
    private boolean over;
    private Throwable stopped;

    Shared(Pass pass, StateVector state) {
      this.pass = pass;
      this.steps = pass.ready();
      this.state = state;
    }

    /** Takes blocks until there are none. */
    private void blocks(Runnable after) {
      Block<?> block = take();
      for (int i = next.getAndIncrement(); i < pass.blocks(); i = next.getAndIncrement()) {
        budget.poll();
        block.run(pass, steps, i, state);
        completed.incrementAndGet();
        after.run();
      }
      giveBack(block);
    }

    void lead(LongConsumer progress) {
      blocks(() -> report(progress));
    }

    void report(LongConsumer progress) {
      int now = completed.get();
      progress.accept(now - reported);
      reported = now;
    }

    void help() {
      if (!join()) {
        return;
      }
      try {
        blocks(() -> {});
      } catch (RuntimeException | Error e) {
        stop(e);
      } finally {
        leave();
      }
    }

    private synchronized boolean join() {
      helping += over ? 0 : 1;
      return !over;
    }

    private synchronized void leave() {
      helping--;
      notifyAll();
    }

    private synchronized void stop(Throwable reason) {
      stopped = reason;
      next.set(pass.blocks());
    }

    /** Lets nobody begin any more and waits for those that have. */
    synchronized void end() {
      over = true;
      next.set(pass.blocks());
      boolean interrupted = false;
      while (helping > 0) {
        try {
          wait();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      if (stopped instanceof Error error) {
        throw error;
      } else if (stopped instanceof RuntimeException exception) {
        throw exception;
      }
    }
  }
}
