package org.quantonium.engine;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/**
 * Measures the {@link Speed} of this machine with small circuits on the calling thread.
 *
 * <p>Kernels are timed alone. Of a whole run the figures that are known already are taken off, and
 * the rest is the figure that is looked for. Each block is timed over and over, and the least time
 * counts: the first rounds warm the compiler, and other processes only ever add. Time: 0.7 s of one
 * core. Memory: some megabytes.
 */
public final class Calibration {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final long NANOS = 700_000_000;
  private static final int BLOCKS = 5;

  private static final int QUBITS = 12;
  private static final int LABEL_QUBITS = 10;
  private static final int OPERATIONS = 600;
  private static final int MEASUREMENTS = 6;
  private static final int SHOTS = 4096;
  private static final double[] ANGLES = {0.3, 0.7, 1.1};

  /** A block of work and the least time that it took. */
  private final class Probe {
    final Runnable block;
    double nanos = Double.MAX_VALUE;

    Probe(Runnable block) {
      this.block = block;
    }

    /** The median of some blocks, so that one that the clock cut short does not count. */
    void measure() {
      long[] times = new long[BLOCKS];
      for (int i = 0; i < BLOCKS; i++) {
        budget.poll();
        long start = now();
        block.run();
        times[i] = now() - start;
      }
      Arrays.sort(times);
      nanos = Math.min(nanos, (double) times[BLOCKS / 2]);
    }
  }

  /** A whole run. */
  private final class Run {
    final Probe probe;
    final Cost cost;

    Run(Circuit circuit, int shots, int maxProbabilities) {
      RunOptions options = RunOptions.of(shots, 1).withMaxProbabilities(maxProbabilities);
      probe = new Probe(() -> keep(run(circuit, reseeded(options)).probabilityMass()));
      cost = Cost.of(circuit, options);
    }

    double rest(Speed known) {
      return Math.max(0, probe.nanos - cost.work().nanos(known));
    }
  }

  private final Budget budget;
  private final StateVector state;
  private long seed;

  private Calibration(Budget budget) {
    this.budget = budget;
    this.state = new StateVector(QUBITS, budget);
  }

  /**
   * Measures.
   *
   * @throws BudgetExceeded as soon as the budget says so
   */
  public static Speed run(Budget budget) {
    return new Calibration(budget).measure();
  }

  private Speed measure() {
    Circuit small = superposed(1).build();
    Circuit large = superposed(LABEL_QUBITS).build();
    Circuit deep = deep();
    Outcome result = run(large, RunOptions.of(0, 1));
    Probe pairs = new Probe(() -> gates(Gate.H, Gate.CX, Gate.U3));
    Probe diagonals = new Probe(() -> gates(Gate.RZ, Gate.CP));
    Probe groups = new Probe(() -> gates(Gate.SWAP, Gate.RXX, Gate.RCCX));
    Probe passes = new Probe(this::passes);
    Probe plan = new Probe(() -> plan(deep));
    Probe text = new Probe(() -> write(result));
    Run nothing = new Run(small, 0, 0);
    Run steps = new Run(deep, 0, 0);
    Run shots = new Run(small, SHOTS, 0);
    Run labels = new Run(large, 0, Outcome.MAX_PROBABILITIES);
    Run histories = new Run(measured(), 0, 0);
    Probe[] probes = {
      pairs,
      diagonals,
      groups,
      passes,
      plan,
      text,
      nothing.probe,
      steps.probe,
      shots.probe,
      labels.probe,
      histories.probe
    };
    long start = now();
    do {
      for (Probe probe : probes) {
        probe.measure();
      }
    } while (now() - start < NANOS);
    double operation = plan.nanos / deep.size();
    double pair = pairs.nanos / products(Gate.H, Gate.CX, Gate.U3);
    double diagonal = diagonals.nanos / products(Gate.RZ, Gate.CP);
    double group = groups.nanos / products(Gate.SWAP, Gate.RXX, Gate.RCCX);
    double pass = passes.nanos / (6.0 * state.size());
    Speed known = new Speed(0, operation, 0, pair, diagonal, group, pass, 0, 0, 0, 0);
    double run = nothing.rest(known);
    known = new Speed(run, operation, 0, pair, diagonal, group, pass, 0, 0, 0, 0);
    double step = steps.rest(known) / steps.cost.work().steps();
    known = new Speed(run, operation, step, pair, diagonal, group, pass, 0, 0, 0, 0);
    return new Speed(
        run,
        operation,
        step,
        pair,
        diagonal,
        group,
        pass,
        histories.rest(known) / histories.cost.work().histories(),
        shots.rest(known) / SHOTS,
        labels.rest(known) / labels.cost.work().labels(),
        text.nanos / result.probabilities().size());
  }

  private Outcome run(Circuit circuit, RunOptions options) {
    return StateVectorSimulator.run(circuit, options, budget);
  }

  /** Draws that were sorted before are sorted faster: each run has its own. */
  private RunOptions reseeded(RunOptions options) {
    return RunOptions.of(options.shots(), seed++).withMaxProbabilities(options.maxProbabilities());
  }

  private void gates(Gate... gates) {
    for (Gate gate : gates) {
      Matrix matrix = gate.matrix(Arrays.copyOf(ANGLES, gate.parameters()));
      int[] operands = new int[gate.qubits()];
      for (int i = 0; i < operands.length; i++) {
        operands[i] = 3 * i + 1;
      }
      state.apply(matrix, operands, gate.controls(), budget);
    }
  }

  private double products(Gate... gates) {
    double sum = 0;
    for (Gate gate : gates) {
      int targets = gate.qubits() - gate.controls();
      sum += Math.scalb((double) state.size(), targets - 1 - gate.controls());
    }
    return sum;
  }

  /** Six visits of each amplitude. */
  private void passes() {
    state.weight(3, 0, budget);
    state.weight(3, 1, budget);
    state.collapse(3, 0, 1, budget);
    state.copy(budget);
    Distribution some = Distribution.of(state, new int[] {1, 5}, budget);
    Distribution all = Distribution.of(state, new int[QUBITS], budget);
    double sum = some.at(0);
    for (int i = 0; i < all.size(); i++) {
      sum += all.at(i);
    }
    keep(sum);
  }

  private void plan(Circuit circuit) {
    Plan plan = new Plan(circuit, budget);
    keep(Cost.of(plan, RunOptions.of(0, 1), budget).work().pairs());
    keep(circuit.digest(budget).length());
  }

  private static void write(Outcome outcome) {
    StringBuilder text = new StringBuilder();
    outcome.probabilities().forEach((bits, p) -> text.append(bits).append(p));
    keep(text.length());
  }

  /** Nanoseconds of CPU time: a node starts while the server is busy with it. */
  private static long now() {
    return THREADS.isCurrentThreadCpuTimeSupported()
        ? THREADS.getCurrentThreadCpuTime()
        : System.nanoTime();
  }

  /** Uses a value, so that no compiler leaves out what made it. */
  private static void keep(double value) {
    if (Double.isNaN(value)) {
      throw new IllegalStateException("a calibration circuit gave no number");
    }
  }

  private static CircuitBuilder superposed(int qubits) {
    CircuitBuilder builder = Circuit.builder();
    builder.quantumRegister("q", qubits);
    for (int i = 0; i < qubits; i++) {
      builder.apply(Gate.RY, new double[] {1 + 0.1 * i}, i);
    }
    return builder;
  }

  private static Circuit measured() {
    CircuitBuilder builder = superposed(1);
    builder.classicalRegister("c", MEASUREMENTS);
    for (int i = 0; i < MEASUREMENTS; i++) {
      builder.measure(0, i).apply(Gate.H, 0);
    }
    return builder.build();
  }

  private static Circuit deep() {
    CircuitBuilder builder = superposed(3);
    for (int i = 0; i < OPERATIONS; i += 4) {
      builder.apply(Gate.CX, i % 3, (i + 1) % 3).apply(Gate.U3, ANGLES, (i + 2) % 3);
      builder.apply(Gate.H, i % 3).apply(Gate.CP, new double[] {0.1 * i}, 0, 2);
    }
    return builder.build();
  }
}
