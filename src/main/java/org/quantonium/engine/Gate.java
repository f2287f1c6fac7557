package org.quantonium.engine;

import static org.quantonium.engine.Gate.Angles.AS_CU;
import static org.quantonium.engine.Gate.Angles.AS_U2;
import static org.quantonium.engine.Gate.Angles.AS_U3;
import static org.quantonium.engine.Gate.Angles.NEGATED;
import static org.quantonium.engine.Gate.Angles.NONE;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every gate that the engine knows, one row each: the gates of the newest public qelib1.inc, and
 * the inverses that qelib1.inc lacks.
 *
 * <p>Matrices are the ideal ones, in the convention of OpenQASM 3 and of Qiskit's gate library:
 * {@code u3} has a real upper left entry, {@code rz} is diag(exp(-i phi/2), exp(i phi/2)). The
 * bodies in qelib1.inc give rz, sx, sxdg, ch, rxx, rzz and others up to a global phase; OpenQASM 2
 * cannot control a gate by a qubit, so that no measurement tells the two apart.
 *
 * <p>Angles are in radians and go through {@link StrictMath}, so that a matrix is the same on every
 * machine.
 */
public enum Gate {
  // name, parameters, controls, targets, in qelib1, inverse, its angles, matrix on the targets
  ID("id", 0, 0, 1, true, "id", NONE, p -> Matrix.identity(2)),
  U0("u0", 1, 0, 1, true, "u0", NEGATED, p -> Matrix.identity(2)),
  X("x", 0, 0, 1, true, "x", NONE, p -> GateMatrices.x()),
  Y("y", 0, 0, 1, true, "y", NONE, p -> GateMatrices.y()),
  Z("z", 0, 0, 1, true, "z", NONE, p -> GateMatrices.z()),
  H("h", 0, 0, 1, true, "h", NONE, p -> GateMatrices.h()),
  S("s", 0, 0, 1, true, "sdg", NONE, p -> GateMatrices.s(1)),
  SDG("sdg", 0, 0, 1, true, "s", NONE, p -> GateMatrices.s(-1)),
  T("t", 0, 0, 1, true, "tdg", NONE, p -> GateMatrices.t(1)),
  TDG("tdg", 0, 0, 1, true, "t", NONE, p -> GateMatrices.t(-1)),
  SX("sx", 0, 0, 1, true, "sxdg", NONE, p -> GateMatrices.sx(1)),
  SXDG("sxdg", 0, 0, 1, true, "sx", NONE, p -> GateMatrices.sx(-1)),
  RX("rx", 1, 0, 1, true, "rx", NEGATED, p -> GateMatrices.rx(p[0])),
  RY("ry", 1, 0, 1, true, "ry", NEGATED, p -> GateMatrices.ry(p[0])),
  RZ("rz", 1, 0, 1, true, "rz", NEGATED, p -> GateMatrices.rz(p[0])),
  P("p", 1, 0, 1, true, "p", NEGATED, p -> Matrix.phases(0, p[0])),
  U1("u1", 1, 0, 1, true, "u1", NEGATED, p -> Matrix.phases(0, p[0])),
  U2("u2", 2, 0, 1, true, "u2", AS_U2, p -> GateMatrices.u(Math.PI / 2, p[0], p[1], 0)),
  U3("u3", 3, 0, 1, true, "u3", AS_U3, p -> GateMatrices.u(p[0], p[1], p[2], 0)),
  U("u", 3, 0, 1, true, "u", AS_U3, p -> GateMatrices.u(p[0], p[1], p[2], 0)),
  CX("cx", 0, 1, 1, true, "cx", NONE, p -> GateMatrices.x()),
  CY("cy", 0, 1, 1, true, "cy", NONE, p -> GateMatrices.y()),
  CZ("cz", 0, 1, 1, true, "cz", NONE, p -> GateMatrices.z()),
  CH("ch", 0, 1, 1, true, "ch", NONE, p -> GateMatrices.h()),
  CSX("csx", 0, 1, 1, true, "csxdg", NONE, p -> GateMatrices.sx(1)),
  CSXDG("csxdg", 0, 1, 1, false, "csx", NONE, p -> GateMatrices.sx(-1)),
  CRX("crx", 1, 1, 1, true, "crx", NEGATED, p -> GateMatrices.rx(p[0])),
  CRY("cry", 1, 1, 1, true, "cry", NEGATED, p -> GateMatrices.ry(p[0])),
  CRZ("crz", 1, 1, 1, true, "crz", NEGATED, p -> GateMatrices.rz(p[0])),
  CP("cp", 1, 1, 1, true, "cp", NEGATED, p -> Matrix.phases(0, p[0])),
  CU1("cu1", 1, 1, 1, true, "cu1", NEGATED, p -> Matrix.phases(0, p[0])),
  CU3("cu3", 3, 1, 1, true, "cu3", AS_U3, p -> GateMatrices.u(p[0], p[1], p[2], 0)),
  CU("cu", 4, 1, 1, true, "cu", AS_CU, p -> GateMatrices.u(p[0], p[1], p[2], p[3])),
  SWAP("swap", 0, 0, 2, true, "swap", NONE, p -> GateMatrices.swap()),
  RXX("rxx", 1, 0, 2, true, "rxx", NEGATED, p -> GateMatrices.rxx(p[0])),
  RZZ("rzz", 1, 0, 2, true, "rzz", NEGATED, p -> GateMatrices.rzz(p[0])),
  CCX("ccx", 0, 2, 1, true, "ccx", NONE, p -> GateMatrices.x()),
  CSWAP("cswap", 0, 1, 2, true, "cswap", NONE, p -> GateMatrices.swap()),
  RCCX("rccx", 0, 0, 3, true, "rccx", NONE, p -> GateMatrices.RCCX_FORM),
  RC3X("rc3x", 0, 0, 4, true, "rc3xdg", NONE, p -> GateMatrices.RC3X_FORM),
  RC3XDG("rc3xdg", 0, 0, 4, false, "rc3x", NONE, p -> GateMatrices.RC3XDG_FORM),
  C3X("c3x", 0, 3, 1, true, "c3x", NONE, p -> GateMatrices.x()),
  C3SQRTX("c3sqrtx", 0, 3, 1, true, "c3sqrtxdg", NONE, p -> GateMatrices.sx(1)),
  C3SQRTXDG("c3sqrtxdg", 0, 3, 1, false, "c3sqrtx", NONE, p -> GateMatrices.sx(-1)),
  C4X("c4x", 0, 4, 1, true, "c4x", NONE, p -> GateMatrices.x());

  private static final Gate[] ROWS = values();

  private static final Map<String, Gate> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Gate::symbol, g -> g));

  /** How the angles of a gate turn into those of its inverse. */
  enum Angles {
    NONE(p -> p),
    NEGATED(p -> new double[] {-p[0]}),
    AS_U2(p -> new double[] {-p[1] - Math.PI, -p[0] + Math.PI}),
    AS_U3(p -> new double[] {-p[0], -p[2], -p[1]}),
    AS_CU(p -> new double[] {-p[0], -p[2], -p[1], -p[3]});

    // A lambda without state.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Function<double[], double[]> inverse;

    Angles(Function<double[], double[]> inverse) {
      this.inverse = inverse;
    }
  }

  private final String symbol;
  private final int parameters;
  private final int controls;
  private final int targets;
  private final boolean inQelib1;
  private final String inverse;
  private final Angles angles;

  // A lambda without state.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Function<double[], Matrix> form;

  Gate(
      String symbol,
      int parameters,
      int controls,
      int targets,
      boolean inQelib1,
      String inverse,
      Angles angles,
      Function<double[], Matrix> form) {
    this.symbol = symbol;
    this.parameters = parameters;
    this.controls = controls;
    this.targets = targets;
    this.inQelib1 = inQelib1;
    this.inverse = inverse;
    this.angles = angles;
    this.form = form;
  }

  /** The row of that name, as OpenQASM writes it, in lower case. */
  public static Optional<Gate> named(String symbol) {
    return Optional.ofNullable(BY_NAME.get(symbol));
  }

  /** The name that OpenQASM gives to the gate, for instance {@code rccx}. */
  public String symbol() {
    return symbol;
  }

  /** Number of angles, 0 to 4. */
  public int parameters() {
    return parameters;
  }

  /** Number of operands, 1 to 5; controls come first. */
  public int qubits() {
    return controls + targets;
  }

  /** How many of the first operands are plain controls of the matrix. */
  public int controls() {
    return controls;
  }

  /** True for a gate of the newest public qelib1.inc, false for an inverse that it lacks. */
  public boolean inQelib1() {
    return inQelib1;
  }

  /** A small number for packing, the row's place in the table; never kept beyond the process. */
  @SuppressWarnings("EnumOrdinal")
  int code() {
    return ordinal();
  }

  static Gate of(int code) {
    return ROWS[code];
  }

  /** The gate that undoes this one when applied to {@link #inverseParameters}. */
  public Gate inverse() {
    return BY_NAME.get(inverse);
  }

  /**
   * The angles with which {@link #inverse} undoes this gate.
   *
   * @param values the angles of this gate, {@link #parameters} of them
   */
  public double[] inverseParameters(double... values) {
    return angles.inverse.apply(values.clone());
  }

  /** The unitary on the operands that are not controls, of size 2^(qubits - controls). */
  Matrix matrix(double... values) {
    return form.apply(values);
  }
}
