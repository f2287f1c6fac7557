package org.quantonium.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Follows the histories of one run, depth first, outcome 0 before outcome 1.
 *
 * <p>At a measurement in mid-circuit the shots of a history are divided by as many draws, and the
 * part with outcome 1 waits: with a copy of the state while {@link Cost#WAITING_BYTES} allow, else
 * without, to be run again from the start along its outcomes.
 */
final class Execution {
  private static final int STREAM_SPLIT = 2;
  private static final int STREAM_SAMPLE = 3;
  private static final int DRAWS_PER_POLL = 1 << 16;

  private final Plan plan;
  private final Optional<Opening> opening;
  private final Cost cost;
  private final Loan loan;
  private final Budget budget;
  private final Tally tally;
  private final Amplitudes amplitudes;
  private final Precision precision;

  /** Does the gates of states that are large enough for it. */
  private final Optional<Evolution> evolution;

  private final Deque<History> waiting = new ArrayDeque<>();
  private int waitingStates;

  private History now;

  /** Outcomes to take again, and how many of them were taken. */
  private byte[] script = new byte[0];

  private int scripted;

  /**
   * Prepares.
   *
   * @param loan holds states and buffers until it is closed
   */
  Execution(
      Planned planned,
      Loan loan,
      Budget budget,
      Tally tally,
      Amplitudes amplitudes,
      Kernels<?> kernels,
      Helpers helpers) {
    this.plan = planned.plan;
    this.cost = planned.cost();
    this.opening = planned.opening;
    this.loan = loan;
    this.budget = budget;
    this.tally = tally;
    this.amplitudes = amplitudes;
    this.precision = kernels.precision();
    this.evolution =
        plan.active < Evolution.LEAST_QUBITS
            ? Optional.empty()
            : Optional.of(new Evolution(kernels, helpers, loan, budget));
  }

  void run(long shots, long seed) {
    waiting.push(new History(shots, seed));
    while (!waiting.isEmpty()) {
      now = waiting.pop();
      scripted = 0;
      boolean zero = now.state == null;
      evolution.ifPresent(e -> e.begin(zero));
      if (zero) {
        now.state = StateVector.zero(precision, plan.active, loan, budget);
        now.bits.clear();
        script = History.Path.toArray(now.path);
        open();
      } else {
        waitingStates--;
        script = new byte[0];
      }
      follow();
      evolution.ifPresent(e -> e.finish(now.state));
      amplitudes.read(now.state, budget);
      tally.add(now, Xoshiro256.derive(now.key, STREAM_SAMPLE), budget);
      now.state.release();
      budget.worked((long) Pricing.atEnd(plan));
    }
  }

  /** Does the gates that were planned before, of a state 0...0. */
  private void open() {
    if (opening.isPresent() && evolution.isPresent()) {
      Opening planned = opening.get();
      evolution.get().run(planned.passes(), planned.updates(), now.state);
      // No bit is set yet: a measurement among them is of a qubit that is 0, or left to the end.
      now.operation = planned.operations();
    }
  }

  private void follow() {
    int part = now.part;
    for (int i = now.operation; i < plan.operations.size(); i++) {
      budget.poll();
      Operation operation = plan.circuit.operation(i, budget);
      if (operation instanceof Operation.Conditional conditional) {
        if (part > 0 || holds(conditional)) {
          body(conditional.body(), i, part);
        }
        part = 0;
      } else if (operation instanceof Operation.Apply apply) {
        apply(apply);
      } else if (plan.fate(i) == Plan.Fate.PROJECT) {
        project(operation, i + 1, 0);
      } else if (plan.fate(i) == Plan.Fate.ZERO || plan.fate(i) == Plan.Fate.DEFER) {
        // A deferred bit is set at the end where the outcome is 1, and must be 0 until then.
        record(operation, now, 0);
      }
    }
  }

  private void body(List<Operation> body, int index, int from) {
    for (int part = from; part < body.size(); part++) {
      Operation operation = body.get(part);
      if (operation instanceof Operation.Apply apply) {
        apply(apply);
      } else if (part + 1 < body.size()) {
        project(operation, index, part + 1);
      } else {
        project(operation, index + 1, 0);
      }
    }
  }

  private boolean holds(Operation.Conditional conditional) {
    Register register = conditional.register();
    for (int i = 0; i < register.size(); i++) {
      if (now.bits.get(register.offset() + i) != conditional.value().testBit(i)) {
        return false;
      }
    }
    return true;
  }

  private void apply(Operation.Apply apply) {
    int[] qubits = apply.sharedQubits();
    int[] slots = new int[qubits.length];
    for (int i = 0; i < slots.length; i++) {
      slots[i] = plan.slot[qubits[i]];
    }
    if (evolution.isPresent()) {
      evolution.get().apply(now.state, apply, slots);
      return;
    }
    now.state.apply(apply.matrix(), slots, apply.controls(), budget);
    budget.worked((long) Pricing.updates(apply, now.state.size()));
  }

  /** Measures or resets; the history goes on at that operation and part. */
  private void project(Operation operation, int nextOperation, int nextPart) {
    int slot = plan.slot[Plan.qubitOf(operation)];
    if (slot < 0) {
      record(operation, now, 0);
      return;
    }
    evolution.ifPresent(e -> e.finish(now.state));
    double zero = now.state.weight(slot, 0, budget);
    double one = now.state.weight(slot, 1, budget);
    double probability = one / (zero + one);
    int outcome;
    if (probability < precision.never) {
      outcome = 0;
    } else if (zero / (zero + one) < precision.never) {
      outcome = 1;
    } else if (scripted < script.length) {
      outcome = script[scripted++];
    } else {
      long ones = draw(now.shots, probability);
      long zeros = now.shots - ones;
      if ((cost.exact() || ones > 0) && (cost.exact() || zeros > 0)) {
        History other = now.fork();
        other.take(1, probability, ones);
        if (waitingStates + 1 < cost.liveStates()) {
          other.state = now.state.copy(budget);
          other.operation = nextOperation;
          other.part = nextPart;
          settle(operation, other, slot, 1, one);
          budget.worked((long) Pricing.forked(other.state.size()));
          waitingStates++;
        }
        waiting.push(other);
        now.take(0, 1 - probability, zeros);
        outcome = 0;
      } else {
        outcome = ones > 0 ? 1 : 0;
        now.take(outcome, outcome == 1 ? probability : 1 - probability, now.shots);
      }
    }
    settle(operation, now, slot, outcome, outcome == 1 ? one : zero);
    budget.worked((long) Pricing.updates(operation, now.state.size()));
  }

  private void settle(Operation operation, History history, int slot, int outcome, double weight) {
    history.state.collapse(slot, outcome, weight, budget);
    if (operation instanceof Operation.Reset && outcome == 1) {
      history.state.lower(slot, budget);
    }
    record(operation, history, outcome);
  }

  private static void record(Operation operation, History history, int outcome) {
    if (operation instanceof Operation.Measure measure) {
      history.bits.set(measure.bit(), outcome == 1);
    }
  }

  /** How many of the shots see an outcome of that probability. */
  private long draw(long shots, double probability) {
    Xoshiro256 random = new Xoshiro256(Xoshiro256.derive(now.key, STREAM_SPLIT));
    long hits = 0;
    for (long i = 0; i < shots; i++) {
      if (i % DRAWS_PER_POLL == 0) {
        budget.poll();
      }
      if (random.nextDouble() < probability) {
        hits++;
      }
    }
    return hits;
  }
}
