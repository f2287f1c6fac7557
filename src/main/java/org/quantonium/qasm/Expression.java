package org.quantonium.qasm;

/**
 * An angle inside a gate definition, in postfix order so that its evaluation needs no recursion.
 *
 * <p>Cost of an evaluation: {@link #length} steps.
 */
final class Expression {
  static final int CONSTANT = -1;

  private final int[] code;
  private final double[] constants;
  private final int stack;

  /**
   * Takes steps as {@link ExpressionParser} makes them.
   *
   * @param code {@link #CONSTANT}, the index of a parameter, or an operator from {@link
   *     Operator#FIRST} on
   * @param constants for each step its value, where it is a constant
   * @param stack most values that are alive at a time
   */
  Expression(int[] code, double[] constants, int stack) {
    this.code = code;
    this.constants = constants;
    this.stack = stack;
  }

  int length() {
    return code.length;
  }

  /** The value for these parameters; not finite if any step is not. */
  double evaluate(double[] parameters) {
    if (code.length == 1) {
      return code[0] == CONSTANT ? constants[0] : parameters[code[0]];
    }
    double[] values = new double[stack];
    int top = -1;
    for (int i = 0; i < code.length; i++) {
      int step = code[i];
      if (step == CONSTANT) {
        values[++top] = constants[i];
      } else if (step < Operator.FIRST) {
        values[++top] = parameters[step];
      } else {
        Operator operator = Operator.of(step);
        if (operator.binary()) {
          top--;
        }
        values[top] = operator.apply(values[top], operator.binary() ? values[top + 1] : 0);
        if (!Double.isFinite(values[top])) {
          return Double.NaN;
        }
      }
    }
    return values[0];
  }
}
