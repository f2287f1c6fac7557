package org.quantonium.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TeamTest {
  private static final Circuit CIRCUIT = RandomCircuits.gates(14, 120, 1);
  private static final int SET = 9;

  private final ExecutorService threads = Executors.newFixedThreadPool(3);

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  private static StateVector run(Helpers helpers, Budget budget) {
    return run(Precision.DOUBLE, helpers, budget);
  }

  private static StateVector run(Precision precision, Helpers helpers, Budget budget) {
    StateVector state = StateVectors.zero(precision, CIRCUIT.qubits());
    Kernels<?> kernels = KernelChoice.of(precision);
    Evolution evolution = new Evolution(kernels, helpers, Loan.ofNew(), budget, SET);
    evolution.begin(true);
    for (Operation operation : CIRCUIT.operations()) {
      Operation.Apply apply = (Operation.Apply) operation;
      evolution.apply(state, apply, apply.qubits());
    }
    evolution.finish(state);
    return state;
  }

  @ParameterizedTest
  @EnumSource
  void helpers_change_no_bit(Precision precision) {
    StateVector alone = run(precision, Helpers.NONE, Budget.unlimited());
    for (int most = 1; most <= 3; most++) {
      StateVector helped = run(precision, new Helpers(threads, most), Budget.unlimited());
      assertThat(StateVectors.distance(helped, alone)).isZero();
    }
  }

  @Test
  void helpers_take_blocks() {
    List<Thread> seen = new ArrayList<>();
    Helpers helpers =
        new Helpers(
            task -> {
              // As if the calling thread came late: all is done when it begins.
              Thread helper = new Thread(task);
              helper.start();
              seen.add(helper);
              join(helper);
            },
            1);
    StateVector helped = run(helpers, Budget.unlimited());
    assertThat(seen).isNotEmpty();
    assertThat(StateVectors.distance(helped, run(Helpers.NONE, Budget.unlimited()))).isZero();
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void every_thread_keeps_the_pace_of_the_run() {
    Set<Thread> paced = ConcurrentHashMap.newKeySet();
    Budget budget = Budget.unlimited().pacedBy(() -> paced.add(Thread.currentThread()));
    Helpers helpers = new Helpers(task -> CompletableFuture.runAsync(task, threads).join(), 1);

    StateVector helped = run(helpers, budget);

    assertThat(paced).contains(Thread.currentThread()).hasSizeGreaterThan(1);
    assertThat(StateVectors.distance(helped, run(Helpers.NONE, Budget.unlimited()))).isZero();
  }

  @Test
  void a_busy_executor_only_slows() {
    Helpers none =
        new Helpers(
            task -> {
              throw new RejectedExecutionException("busy");
            },
            2);
    StateVector alone = run(Helpers.NONE, Budget.unlimited());
    assertThat(StateVectors.distance(run(none, Budget.unlimited()), alone)).isZero();
  }

  @Test
  void a_helper_that_comes_too_late_touches_nothing() {
    List<Runnable> late = new ArrayList<>();
    StateVector state = run(new Helpers(late::add, 2), Budget.unlimited());
    StateVector before = state.copy(Budget.unlimited());
    assertThat(late).isNotEmpty();
    late.forEach(Runnable::run);
    assertThat(StateVectors.distance(state, before)).isZero();
  }

  /** What it had taken is half done: a result without it would be wrong. */
  @Test
  void a_helper_that_fails_fails_its_run() {
    Budget failing = Budget.unlimited();
    Thread caller = Thread.currentThread();
    Kernels<?> kernels = failingBeside(caller);
    Helpers helpers =
        new Helpers(
            task -> {
              Thread helper = new Thread(task);
              helper.start();
              join(helper);
            },
            1);
    StateVector state = StateVectors.zero(CIRCUIT.qubits());
    Evolution evolution = new Evolution(kernels, helpers, Loan.ofNew(), failing, SET);
    evolution.begin(true);
    for (Operation operation : CIRCUIT.operations()) {
      Operation.Apply apply = (Operation.Apply) operation;
      evolution.apply(state, apply, apply.qubits());
    }
    assertThatThrownBy(() -> evolution.finish(state))
        .isInstanceOf(OutOfMemoryError.class)
        .hasMessage("no heap");
  }

  /** Plain kernels whose rotations fail on every other thread. */
  private static Kernels<?> failingBeside(Thread caller) {
    Kernels<?> plain = new DoublePlainKernels();
    return (Kernels<?>)
        Proxy.newProxyInstance(
            Kernels.class.getClassLoader(),
            new Class<?>[] {Kernels.class},
            (self, method, arguments) -> {
              if (method.getName().startsWith("rotate") && Thread.currentThread() != caller) {
                throw new OutOfMemoryError("no heap");
              }
              return method.invoke(plain, arguments);
            });
  }

  @Test
  void a_budget_stops_helpers_and_their_run() {
    Budget budget = Budget.unlimited();
    Helpers cancelling =
        new Helpers(
            task -> {
              budget.cancel();
              task.run();
            },
            1);
    assertThatThrownBy(() -> run(cancelling, budget))
        .isInstanceOf(BudgetExceeded.class)
        .extracting(e -> ((BudgetExceeded) e).reason())
        .isEqualTo(BudgetExceeded.Reason.CANCELLED);
  }
}
