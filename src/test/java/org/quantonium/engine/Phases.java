package org.quantonium.engine;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Everything that a run may be at when it is stopped, each as large as one may become. */
final class Phases {
  private static final int QUBITS = 22;
  private static final int OPERATIONS = 1_000_000;

  /** Something that a budget may stop. */
  interface Step {
    void run(Budget budget);
  }

  /** Makes what a phase needs beforehand. */
  interface Preparation {
    Step prepare();
  }

  record Phase(String name, Preparation preparation) {
    Step prepare() {
      return preparation.prepare();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private Phases() {}

  static Stream<Phase> all() {
    return Stream.of(
        new Phase("dense gates", () -> kernel(Gate.RY)),
        new Phase("controlled gates", () -> kernel(Gate.CCX)),
        new Phase("diagonal gates", () -> kernel(Gate.RZ)),
        new Phase("controlled diagonal gates", () -> kernel(Gate.CP)),
        new Phase("gates on two targets", () -> kernel(Gate.RXX)),
        new Phase("gates on four targets", () -> kernel(Gate.RC3X)),
        new Phase("large gates of a run", () -> whole(coupled(QUBITS, 20_000), few())),
        new Phase("the same in single precision", () -> whole(coupled(QUBITS, 20_000), single())),
        new Phase("many gates of a run", () -> whole(coupled(12, OPERATIONS), few())),
        new Phase("many small gates", () -> whole(longOnFew(3), RunOptions.of(100, 1))),
        new Phase("histories of large states", () -> whole(measured(QUBITS, 8), few())),
        new Phase("histories of small states", () -> whole(measured(10, 9), few())),
        new Phase("histories that run again", () -> whole(measured(18, 60), few())),
        new Phase("shots of many outcomes", () -> whole(hadamards(18), most())),
        new Phase("shots of one outcome", () -> whole(hadamards(1), most())),
        new Phase("shots divided at a measurement", () -> whole(measured(1, 9), most())),
        new Phase("order of the shots", () -> whole(hadamards(2), most().withMemory())),
        new Phase(
            "allocation",
            () -> budget -> StateVector.zero(Precision.DOUBLE, 25, Loan.ofNew(), budget)),
        new Phase("copy", Phases::copy),
        new Phase("projection", Phases::projection),
        new Phase("distribution of some qubits", () -> distribution(QUBITS / 2)),
        new Phase("wide bit strings", Phases::wide),
        new Phase("marginals", Phases::marginals),
        new Phase("marginals of many registers", Phases::marginalResults),
        new Phase("all amplitudes", () -> whole(hadamards(16), few().withStateVector())),
        new Phase("amplitudes of basis states", Phases::basisStates),
        new Phase("plan", () -> plan(longCircuit())),
        new Phase("plan of one condition", () -> plan(longCondition())),
        new Phase("price", () -> price(longCircuit())),
        new Phase("price of one condition", () -> price(longCondition())),
        new Phase("digest", () -> digest(longCircuit())),
        new Phase("digest of one condition", () -> digest(longCondition())),
        new Phase("preparation of a run", () -> whole(longMeasurements(), few())));
  }

  private static CircuitBuilder qubits(int n) {
    CircuitBuilder builder = Circuit.builder();
    builder.quantumRegister("q", n);
    return builder;
  }

  private static RunOptions few() {
    return RunOptions.of(1000, 1);
  }

  private static RunOptions single() {
    return few().withPrecision(Precision.SINGLE);
  }

  /** As many shots as the service lets a client ask for. */
  private static RunOptions most() {
    return RunOptions.of(100_000, 1);
  }

  private static Step whole(Circuit circuit, RunOptions options) {
    return budget -> StateVectorSimulator.run(circuit, options, budget);
  }

  private static Circuit gates(Gate gate, int times) {
    CircuitBuilder builder = qubits(QUBITS);
    double[] angles = new double[gate.parameters()];
    Arrays.fill(angles, 0.3);
    for (int i = 0; i < times; i++) {
      int first = i;
      builder.apply(
          gate, angles, IntStream.range(0, gate.qubits()).map(k -> (first + k) % QUBITS).toArray());
    }
    return builder.build();
  }

  /** The kernel of a gate alone: it is a run's longest step, and nothing else polls meanwhile. */
  private static Step kernel(Gate gate) {
    Operation.Apply apply = (Operation.Apply) gates(gate, 1).operation(0, Budget.unlimited());
    StateVector state = superposed();
    return budget -> {
      for (int i = 0; i < 300; i++) {
        state.apply(apply.matrix(), apply.sharedQubits(), apply.controls(), budget);
      }
    };
  }

  private static Circuit hadamards(int n) {
    CircuitBuilder builder = qubits(n);
    for (int i = 0; i < n; i++) {
      builder.apply(Gate.H, i);
    }
    return builder.build();
  }

  private static Circuit longOnFew(int n) {
    CircuitBuilder builder = qubits(n);
    for (int i = 0; i < OPERATIONS; i++) {
      builder.apply(Gate.H, i % n);
    }
    return builder.build();
  }

  /** Gates that no neighbour takes up. */
  private static Circuit coupled(int n, int operations) {
    CircuitBuilder builder = qubits(n);
    for (int i = 0; i < operations; i += 2) {
      builder.apply(Gate.H, i % n).apply(Gate.CZ, i % n, (i + n / 2) % n);
    }
    return builder.build();
  }

  private static Circuit measured(int n, int measurements) {
    CircuitBuilder builder = qubits(n);
    builder.classicalRegister("c", measurements);
    for (int i = 0; i < n; i++) {
      builder.apply(Gate.H, i);
    }
    for (int i = 0; i < measurements; i++) {
      builder.measure(i % n, i).apply(Gate.H, i % n);
    }
    return builder.build();
  }

  private static StateVector superposed() {
    StateVector state = StateVectors.zero(QUBITS);
    for (int i = 0; i < QUBITS; i++) {
      state.apply(GateMatrices.h(), new int[] {i}, 0, Budget.unlimited());
    }
    return state;
  }

  private static Step copy() {
    StateVector state = superposed();
    return state::copy;
  }

  private static Step projection() {
    StateVector state = superposed();
    return budget -> {
      double weight = state.weight(3, 0, budget);
      state.collapse(3, 0, weight, budget);
      state.lower(3, budget);
    };
  }

  private static Step distribution(int measured) {
    StateVector state = superposed();
    int[] some = IntStream.range(0, measured).map(i -> 2 * i).toArray();
    return budget -> Distribution.of(state, some, budget);
  }

  /** A history's end, of so many registers that its bit strings are the longest. */
  private static Step tally(int n, int registers, int size) {
    CircuitBuilder builder = qubits(n);
    for (int i = 0; i < registers; i++) {
      builder.classicalRegister("c" + i, size);
    }
    for (int i = 0; i < n; i++) {
      builder.apply(Gate.H, i);
    }
    for (int i = 0; i < registers * size; i++) {
      builder.measure(i % n, i);
    }
    Circuit circuit = builder.build();
    Plan plan = new Plan(circuit, Budget.unlimited());
    History history = new History(100_000, 1);
    history.state = StateVectors.zero(n);
    for (int i = 0; i < n; i++) {
      history.state.apply(GateMatrices.h(), new int[] {i}, 0, Budget.unlimited());
    }
    history.bits = new BitSet();
    return budget -> {
      Tally tally = new Tally(plan, Outcome.MAX_PROBABILITIES, Precision.DOUBLE, budget);
      tally.add(history, 1, budget);
      tally.marginals(budget);
    };
  }

  private static Step wide() {
    return tally(17, 1, 1024);
  }

  private static Step marginals() {
    return tally(20, 20, 1);
  }

  private static Step marginalResults() {
    return tally(16, 64, 16);
  }

  private static Step basisStates() {
    List<String> states = new ArrayList<>();
    for (int i = 0; i < RunOptions.MAX_BASIS_STATES; i++) {
      String bits = "0".repeat(150) + Integer.toBinaryString(i);
      states.add(bits.substring(bits.length() - 150));
    }
    Circuit circuit = qubits(150).apply(Gate.H, 0).build();
    return whole(circuit, few().withAmplitudes(states));
  }

  private static Step plan(Circuit circuit) {
    return budget -> new Plan(circuit, budget);
  }

  private static Step digest(Circuit circuit) {
    return budget -> CircuitDigest.of(circuit, budget);
  }

  private static Step price(Circuit circuit) {
    return budget -> Planned.of(circuit, few(), budget);
  }

  private static Circuit longCircuit() {
    CircuitBuilder builder = qubits(20);
    for (int i = 0; i < OPERATIONS; i++) {
      builder.apply(Gate.U3, new double[] {i, 0.1, 0.2}, i % 20);
    }
    return builder.build();
  }

  /** All operations in one body, as a gate that is defined and then applied under a condition. */
  private static Circuit longCondition() {
    CircuitBuilder builder = qubits(20);
    builder.classicalRegister("c", 1);
    builder.conditional(
        0,
        BigInteger.ONE,
        () -> {
          for (int i = 0; i < OPERATIONS; i++) {
            builder.apply(Gate.U3, new double[] {i, 0.1, 0.2}, i % 20);
          }
        });
    return builder.build();
  }

  private static Circuit longMeasurements() {
    CircuitBuilder builder = qubits(2);
    builder.classicalRegister("c", 1000);
    builder.apply(Gate.H, 0).apply(Gate.CX, 0, 1);
    for (int i = 0; i < OPERATIONS; i++) {
      builder.measure(i % 2, i % 1000);
    }
    return builder.build();
  }
}
