package org.quantonium.qasm;

import java.util.Arrays;
import java.util.Map;

/**
 * Reads an angle. A power binds tighter than a sign before it and goes right to left; a sign binds
 * tighter than times and divide.
 *
 * <p>Steps on constants are done while reading, so that an angle without parameters ends as one
 * constant. Recursion is bounded by {@link QasmLimits#maxDepth}.
 */
final class ExpressionParser {
  private static final int SIGN_BINDS = 5;

  private final Lexer lexer;
  private final int maxDepth;
  private Map<String, Integer> parameters = Map.of();

  private int[] code = new int[16];
  private double[] constants = new double[16];
  private int length;
  private int height;
  private int highest;
  private int depth;

  ExpressionParser(Lexer lexer, int maxDepth) {
    this.lexer = lexer;
    this.maxDepth = maxDepth;
  }

  /** Reads an angle without parameters. */
  double constant() {
    start(Map.of());
    parse(0);
    return constants[0];
  }

  /**
   * Reads an angle inside a gate definition.
   *
   * @param names its parameters and their places
   */
  Expression expression(Map<String, Integer> names) {
    start(names);
    parse(0);
    return new Expression(
        Arrays.copyOf(code, length), Arrays.copyOf(constants, length), Math.max(1, highest));
  }

  private void start(Map<String, Integer> names) {
    parameters = names;
    length = 0;
    height = 0;
    highest = 0;
    depth = 0;
  }

  private void parse(int binds) {
    operand();
    while (true) {
      Operator operator = binary(lexer.token());
      int left = left(operator);
      if (operator == null || left < binds) {
        return;
      }
      final int at = lexer.start();
      lexer.next();
      if (operator == Operator.POWER) {
        enter(at);
        parse(left);
        depth--;
      } else {
        parse(left + 1);
      }
      emit(operator, at);
    }
  }

  private static Operator binary(Token token) {
    return switch (token) {
      case PLUS -> Operator.ADD;
      case MINUS -> Operator.SUBTRACT;
      case TIMES -> Operator.MULTIPLY;
      case DIVIDE -> Operator.DIVIDE;
      case POWER -> Operator.POWER;
      default -> null;
    };
  }

  private static int left(Operator operator) {
    if (operator == null) {
      return -1;
    }
    return switch (operator) {
      case ADD, SUBTRACT -> 1;
      case MULTIPLY, DIVIDE -> 3;
      default -> 7;
    };
  }

  private void operand() {
    int at = lexer.start();
    switch (lexer.token()) {
      case INTEGER, REAL -> {
        double value = lexer.number();
        if (Double.isInfinite(value)) {
          throw lexer.fault(at, "found a number that is too large; a double holds up to 1.7e308");
        }
        push(Expression.CONSTANT, value);
        lexer.next();
      }
      case OPEN -> {
        enter(at);
        lexer.next();
        parse(0);
        lexer.expect(Token.CLOSE, " to close the parenthesis");
        depth--;
      }
      case MINUS, PLUS -> {
        enter(at);
        boolean negative = lexer.token() == Token.MINUS;
        lexer.next();
        parse(SIGN_BINDS);
        depth--;
        if (negative) {
          emit(Operator.NEGATE, at);
        }
      }
      case IDENTIFIER -> name(at);
      default -> throw lexer.unexpected("an angle");
    }
  }

  private void name(int at) {
    String name = lexer.word();
    Integer parameter = parameters.get(name);
    if (parameter != null) {
      push(parameter, 0);
      lexer.next();
      return;
    }
    if (name.equals("pi")) {
      push(Expression.CONSTANT, Math.PI);
      lexer.next();
      return;
    }
    Operator function = Operator.function(name);
    if (function == null) {
      throw lexer.unexpected(
          "a number, pi, "
              + (parameters.isEmpty() ? "" : "a parameter of the gate, ")
              + "or one of sin, cos, tan, exp, ln, sqrt");
    }
    enter(at);
    lexer.next();
    lexer.expect(Token.OPEN, " after the name of a function");
    parse(0);
    lexer.expect(Token.CLOSE, " to close the function");
    depth--;
    emit(function, at);
  }

  private void enter(int at) {
    if (++depth > maxDepth) {
      throw lexer.fault(
          at, "found an angle nested deeper than " + maxDepth + " levels; write it flatter");
    }
  }

  private void push(int step, double value) {
    if (length == code.length) {
      code = Arrays.copyOf(code, 2 * length);
      constants = Arrays.copyOf(constants, 2 * length);
    }
    code[length] = step;
    constants[length++] = value;
    highest = Math.max(highest, ++height);
  }

  private void emit(Operator operator, int at) {
    int operands = operator.binary() ? 2 : 1;
    int first = length - operands;
    if (code[length - 1] != Expression.CONSTANT || code[first] != Expression.CONSTANT) {
      push(operator.code(), 0);
      height -= operands;
      return;
    }
    double value = operator.apply(constants[first], constants[length - 1]);
    if (!Double.isFinite(value)) {
      throw lexer.fault(
          at, "found an angle that is not a finite number; it divides by zero or leaves the range");
    }
    constants[first] = value;
    length = first + 1;
    height -= operands - 1;
  }
}
