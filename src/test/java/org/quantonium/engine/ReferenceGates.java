package org.quantonium.engine;

/**
 * Every gate as a 2^n x 2^n matrix, from its definition by exponentials, projectors and Kronecker
 * products; shares nothing with the engine but the names.
 */
final class ReferenceGates {
  private static final double R = 1 / Math.sqrt(2);

  private ReferenceGates() {}

  /**
   * The unitary of a gate on n qubits.
   *
   * @param q its operands, controls first
   */
  static Dense unitary(String gate, double[] p, int[] q, int n) {
    return switch (gate) {
      case "swap" -> swap(q[0], q[1], n);
      case "cswap" -> controlled(swap(q[1], q[2], n), n, q[0]);
      case "rxx" -> rotation(Dense.X, p[0], q, n);
      case "rzz" -> rotation(Dense.Z, p[0], q, n);
      case "rccx" -> rccx(q, n);
      case "rc3x" -> rc3x(q, n);
      case "rc3xdg" -> rc3x(q, n).adjoint();
      default -> plain(gate, p, q, n);
    };
  }

  private static Dense plain(String gate, double[] p, int[] q, int n) {
    int controls = q.length - 1;
    String target =
        switch (gate) {
          case "c3x", "c4x", "ccx" -> "x";
          case "c3sqrtx" -> "sx";
          case "c3sqrtxdg" -> "sxdg";
          default -> controls == 1 ? gate.substring(1) : gate;
        };
    Dense u = place(one(target, p), q[controls], n);
    for (int i = 0; i < controls; i++) {
      u = controlled(u, n, q[i]);
    }
    return u;
  }

  private static Dense one(String gate, double[] p) {
    return switch (gate) {
      case "id", "u0" -> Dense.ID;
      case "x" -> Dense.X;
      case "y" -> Dense.Y;
      case "z" -> Dense.Z;
      case "h" -> Dense.X.plus(Dense.Z).scaled(R, 0);
      case "s" -> phase(Math.PI / 2);
      case "sdg" -> phase(-Math.PI / 2);
      case "t" -> phase(Math.PI / 4);
      case "tdg" -> phase(-Math.PI / 4);
      case "sx" -> exponential(Dense.X, Math.PI / 2).scaled(R, R);
      case "sxdg" -> exponential(Dense.X, -Math.PI / 2).scaled(R, -R);
      case "rx" -> exponential(Dense.X, p[0]);
      case "ry" -> exponential(Dense.Y, p[0]);
      case "rz" -> exponential(Dense.Z, p[0]);
      case "p", "u1" -> phase(p[0]);
      case "u2" -> euler(Math.PI / 2, p[0], p[1], 0);
      case "u", "u3" -> p.length == 4 ? euler(p[0], p[1], p[2], p[3]) : euler(p[0], p[1], p[2], 0);
      default -> throw new IllegalArgumentException(gate);
    };
  }

  /** exp(-i theta/2 A) for an A whose square is one. */
  private static Dense exponential(Dense a, double theta) {
    return Dense.identity(a.size)
        .scaled(Math.cos(theta / 2), 0)
        .plus(a.scaled(0, -Math.sin(theta / 2)));
  }

  private static Dense phase(double angle) {
    return Dense.of(1, 0, 0, 0, 0, 0, Math.cos(angle), Math.sin(angle));
  }

  /** exp(i (gamma + (phi + lambda) / 2)) Rz(phi) Ry(theta) Rz(lambda). */
  private static Dense euler(double theta, double phi, double lambda, double gamma) {
    double angle = gamma + (phi + lambda) / 2;
    return exponential(Dense.Z, phi)
        .times(exponential(Dense.Y, theta))
        .times(exponential(Dense.Z, lambda))
        .scaled(Math.cos(angle), Math.sin(angle));
  }

  private static Dense place(Dense gate, int qubit, int n) {
    Dense m = Dense.identity(1);
    for (int i = n - 1; i >= 0; i--) {
      m = m.kron(i == qubit ? gate : Dense.ID);
    }
    return m;
  }

  private static Dense pair(Dense gate, int a, int b, int n) {
    Dense m = Dense.identity(1);
    for (int i = n - 1; i >= 0; i--) {
      m = m.kron(i == a || i == b ? gate : Dense.ID);
    }
    return m;
  }

  /** 1 + |1><1| (U - 1); the projector commutes with a U that leaves the control alone. */
  static Dense controlled(Dense u, int n, int control) {
    Dense rest = u.plus(Dense.identity(u.size).scaled(-1, 0));
    return Dense.identity(u.size).plus(place(Dense.ONE, control, n).times(rest));
  }

  private static Dense swap(int a, int b, int n) {
    return Dense.identity(1 << n)
        .plus(pair(Dense.X, a, b, n))
        .plus(pair(Dense.Y, a, b, n))
        .plus(pair(Dense.Z, a, b, n))
        .scaled(0.5, 0);
  }

  private static Dense rotation(Dense pauli, double theta, int[] q, int n) {
    return exponential(pair(pauli, q[0], q[1], n), theta);
  }

  /** C(q0, q1) X(q2) times the controlled phases that Margolus' circuit leaves behind. */
  private static Dense rccx(int[] q, int n) {
    Dense toffoli = plain("ccx", new double[0], q, n);
    Dense whenBoth = controlled(place(phase(Math.PI / 2), q[1], n), n, q[0]);
    Dense sign = controlled(place(Dense.Z, q[2], n), n, q[0]);
    return toffoli.times(whenBoth).times(sign);
  }

  /** The circuit by which qelib1.inc defines it, line by line. */
  private static Dense rc3x(int[] q, int n) {
    Dense h = place(one("h", new double[0]), q[3], n);
    Dense t = place(phase(Math.PI / 4), q[3], n);
    Dense back = t.adjoint();
    Dense[] cx = new Dense[3];
    for (int i = 0; i < 3; i++) {
      cx[i] = controlled(place(Dense.X, q[3], n), n, q[i]);
    }
    Dense[] steps = {
      h, t, cx[2], back, h, cx[0], t, cx[1], back, cx[0], t, cx[1], back, h, t, cx[2], back, h
    };
    Dense m = Dense.identity(1 << n);
    for (Dense step : steps) {
      m = step.times(m);
    }
    return m;
  }
}
