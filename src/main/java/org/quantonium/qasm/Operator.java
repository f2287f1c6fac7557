package org.quantonium.qasm;

import java.util.function.DoubleBinaryOperator;

/** Operators and functions of an angle; functions go through {@link StrictMath}. */
enum Operator {
  ADD(true, (a, b) -> a + b),
  SUBTRACT(true, (a, b) -> a - b),
  MULTIPLY(true, (a, b) -> a * b),
  DIVIDE(true, (a, b) -> a / b),
  POWER(true, StrictMath::pow),
  NEGATE(false, (a, b) -> -a),
  SIN(false, (a, b) -> StrictMath.sin(a)),
  COS(false, (a, b) -> StrictMath.cos(a)),
  TAN(false, (a, b) -> StrictMath.tan(a)),
  EXP(false, (a, b) -> StrictMath.exp(a)),
  LN(false, (a, b) -> StrictMath.log(a)),
  SQRT(false, (a, b) -> StrictMath.sqrt(a)),
  ASIN(false, (a, b) -> StrictMath.asin(a)),
  ACOS(false, (a, b) -> StrictMath.acos(a)),
  ATAN(false, (a, b) -> StrictMath.atan(a));

  /** Step codes from here on are operators; those below are parameters. */
  static final int FIRST = 1 << 24;

  private static final Operator[] ALL = values();

  private final boolean binary;

  // A lambda without state.
  @SuppressWarnings("ImmutableEnumChecker")
  private final DoubleBinaryOperator function;

  Operator(boolean binary, DoubleBinaryOperator function) {
    this.binary = binary;
    this.function = function;
  }

  static Operator of(int code) {
    return ALL[code - FIRST];
  }

  @SuppressWarnings("EnumOrdinal")
  int code() {
    return FIRST + ordinal();
  }

  boolean binary() {
    return binary;
  }

  double apply(double a, double b) {
    return function.applyAsDouble(a, b);
  }

  /** The function of that name, or null. */
  static Operator function(String name) {
    return switch (name) {
      case "sin" -> SIN;
      case "cos" -> COS;
      case "tan" -> TAN;
      case "exp" -> EXP;
      case "ln" -> LN;
      case "sqrt" -> SQRT;
      case "asin" -> ASIN;
      case "acos" -> ACOS;
      case "atan" -> ATAN;
      default -> null;
    };
  }
}
