package org.quantonium.qasm;

import java.util.List;
import org.quantonium.engine.Gate;

/** What the name of a gate stands for. */
sealed interface Callee {
  /** Number of angles. */
  int parameters();

  /** Number of qubits. */
  int qubits();

  /** Gates that one call expands to; {@link Long#MAX_VALUE} if that many or more. */
  long operations();

  /** Steps that the expansion of one call takes; {@link Long#MAX_VALUE} if that many or more. */
  long steps();

  /** Levels of definitions below, 0 for a gate of the engine. */
  int depth();

  /** Whether all that the gate does is known. */
  boolean known();

  /** A gate of the engine. */
  record BuiltIn(Gate gate) implements Callee {
    @Override
    public int parameters() {
      return gate.parameters();
    }

    @Override
    public int qubits() {
      return gate.qubits();
    }

    @Override
    public long operations() {
      return 1;
    }

    @Override
    public long steps() {
      return 1;
    }

    @Override
    public int depth() {
      return 0;
    }

    @Override
    public boolean known() {
      return true;
    }
  }

  /** A gate that the program declares without saying what it does. */
  record Opaque(int parameters, int qubits) implements Callee {
    @Override
    public long operations() {
      return 0;
    }

    @Override
    public long steps() {
      return 0;
    }

    @Override
    public int depth() {
      return 0;
    }

    @Override
    public boolean known() {
      return false;
    }
  }

  /** A gate that the program defines by a body. */
  record Defined(
      int parameters,
      int qubits,
      List<Call> body,
      long operations,
      long steps,
      int depth,
      boolean known)
      implements Callee {
    static Defined of(int parameters, int qubits, List<Call> body) {
      long operations = 0;
      long steps = 1;
      int depth = 0;
      boolean known = true;
      for (Call call : body) {
        operations = sum(operations, call.callee.operations());
        steps = sum(steps, call.callee.steps());
        steps = sum(steps, call.operands.length);
        for (Expression angle : call.angles) {
          steps = sum(steps, angle.length());
        }
        depth = Math.max(depth, call.callee.depth());
        known &= call.callee.known();
      }
      return new Defined(
          parameters, qubits, List.copyOf(body), operations, steps, depth + 1, known);
    }

    private static long sum(long a, long b) {
      long sum = a + b;
      return sum < 0 ? Long.MAX_VALUE : sum;
    }
  }

  /** One line of a body; operands are places among the gate's own qubits. */
  final class Call {
    private final Callee callee;
    private final Expression[] angles;
    private final int[] operands;

    Call(Callee callee, List<Expression> angles, int[] operands) {
      this.callee = callee;
      this.angles = angles.toArray(new Expression[0]);
      this.operands = operands;
    }

    Callee callee() {
      return callee;
    }

    /** The angles of the call, given those of the gate around it. */
    double[] angles(double[] parameters) {
      double[] values = new double[angles.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = angles[i].evaluate(parameters);
      }
      return values;
    }

    /** The qubits of the call, given those of the gate around it. */
    int[] operands(int[] qubits) {
      int[] values = new int[operands.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = qubits[operands[i]];
      }
      return values;
    }
  }
}
