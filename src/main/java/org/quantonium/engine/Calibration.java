package org.quantonium.engine;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Measures the {@link Speed} of this machine with small circuits on the calling thread.
 *
 * <p>Kernels are timed alone. Of a whole run the figures that are known already are taken off, and
 * the rest is the figure that is looked for. Each block is timed over and over, and the least time
 * counts: the first rounds warm the compiler, and other processes only ever add. Time: 0.7 s of one
 * core. Memory: some 20 MB.
 */
public final class Calibration {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final long NANOS = 700_000_000;
  private static final int BLOCKS = 5;

  /** As many bit strings as a result may have. */
  private static final int LABEL_QUBITS = 12;

  private static final int SHOTS = 4096;

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
      probe =
          new Probe(
              () -> {
                Workload.keep(run(circuit, reseeded(options)).probabilityMass());
                // A circuit knows its digest, but each request has a circuit of its own.
                Workload.keep(CircuitDigest.of(circuit, budget).length());
              });
      cost = Cost.of(circuit, options);
    }

    double rest(Speed known) {
      return Math.max(0, probe.nanos - cost.work().nanos(known));
    }
  }

  /** What passes in one precision take. */
  private final class SweepProbes {
    final BlockWorkload<?> work;
    final Probe copies;
    final Probe plain;
    final Probe lanes;
    final Probe phases;

    SweepProbes(BlockWorkload<?> work) {
      this.work = work;
      this.copies = new Probe(work::copies);
      this.plain = new Probe(work::plain);
      this.lanes = new Probe(work::lanes);
      this.phases = new Probe(work::phases);
    }

    List<Probe> all() {
      return List.of(copies, plain, lanes, phases);
    }

    Sweeps speed() {
      Sweeps done = work.done();
      return new Sweeps(
          copies.nanos / done.copies(),
          plain.nanos / done.plain(),
          lanes.nanos / done.lanes(),
          phases.nanos / done.phases());
    }
  }

  /** What is found by taking off a run what is known. */
  private record Rest(
      double run, double step, double history, double shot, double label, double entry) {}

  private final Budget budget;
  private final Workload workload;
  private long seed;

  private Calibration(Budget budget) {
    this.budget = budget;
    this.workload = new Workload(budget);
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
    Circuit small = Workload.superposed(1).build();
    Circuit large = Workload.superposed(LABEL_QUBITS).build();
    Circuit deep = Workload.deep();
    Outcome result = run(large, RunOptions.of(0, 1));
    Probe pairs = new Probe(() -> workload.gates(Gate.H, Gate.CX, Gate.U3));
    Probe diagonals = new Probe(() -> workload.gates(Gate.RZ, Gate.CP));
    Probe groups = new Probe(() -> workload.gates(Gate.SWAP, Gate.RXX, Gate.RCCX));
    SweepProbes doubles = new SweepProbes(new BlockWorkload<>(KernelChoice.BEST, budget));
    SweepProbes singles = new SweepProbes(new BlockWorkload<>(KernelChoice.SINGLE, budget));
    Probe passes = new Probe(workload::passes);
    Probe plan = new Probe(() -> workload.plan(deep));
    Probe text = new Probe(() -> Workload.write(result));
    Run nothing = new Run(small, 0, 0);
    Run steps = new Run(deep, 0, 0);
    Circuit layers = Workload.layers();
    Probe division = new Probe(() -> workload.divide(layers));
    Run shots = new Run(small, SHOTS, 0);
    Run labels = new Run(large, 0, Outcome.MAX_PROBABILITIES);
    Run histories = new Run(Workload.measured(), 0, 0);
    List<Probe> probes =
        new ArrayList<>(List.of(pairs, diagonals, groups, passes, plan, division, text));
    probes.addAll(doubles.all());
    probes.addAll(singles.all());
    for (Run run : List.of(nothing, steps, shots, labels, histories)) {
      probes.add(run.probe);
    }
    long start = now();
    do {
      for (Probe probe : probes) {
        probe.measure();
      }
    } while (now() - start < NANOS);
    double operation = plan.nanos / deep.size();
    double divided = Cost.of(layers, 0).work().planned();
    double planned = Math.max(0, division.nanos - operation * layers.size()) / divided;
    Function<Rest, Speed> speed =
        rest ->
            new Speed(
                rest.run,
                operation,
                planned,
                rest.step,
                pairs.nanos / workload.products(Gate.H, Gate.CX, Gate.U3),
                diagonals.nanos / workload.products(Gate.RZ, Gate.CP),
                groups.nanos / workload.products(Gate.SWAP, Gate.RXX, Gate.RCCX),
                doubles.speed(),
                singles.speed(),
                passes.nanos / workload.visits(),
                rest.history,
                rest.shot,
                rest.label,
                rest.entry);
    double run = nothing.rest(speed.apply(new Rest(0, 0, 0, 0, 0, 0)));
    Speed known = speed.apply(new Rest(run, 0, 0, 0, 0, 0));
    double step = steps.rest(known) / steps.cost.work().steps();
    known = speed.apply(new Rest(run, step, 0, 0, 0, 0));
    return speed.apply(
        new Rest(
            run,
            step,
            histories.rest(known) / histories.cost.work().histories(),
            shots.rest(known) / SHOTS,
            labels.rest(known) / labels.cost.work().labels(),
            text.nanos / result.probabilities().size()));
  }

  private Outcome run(Circuit circuit, RunOptions options) {
    return StateVectorSimulator.run(circuit, options, budget);
  }

  /** Draws that were sorted before are sorted faster: each run has its own. */
  private RunOptions reseeded(RunOptions options) {
    return RunOptions.of(options.shots(), seed++).withMaxProbabilities(options.maxProbabilities());
  }

  /** Nanoseconds of CPU time: a node starts while the server is busy with it. */
  private static long now() {
    return THREADS.isCurrentThreadCpuTimeSupported()
        ? THREADS.getCurrentThreadCpuTime()
        : System.nanoTime();
  }
}
