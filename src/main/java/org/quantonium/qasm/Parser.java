package org.quantonium.qasm;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.function.IntConsumer;
import org.quantonium.engine.Circuit;
import org.quantonium.engine.CircuitBuilder;

/** Reads the statements of a program and adds them to a circuit as it goes. */
final class Parser {
  private static final int VALUE_DIGITS = 400;

  private final QasmLimits limits;
  private final Lexer lexer;
  private final ExpressionParser expressions;
  private final Gates gates = new Gates();
  private final DefinitionParser definitions;
  private final Operands operands;
  private final CircuitBuilder builder = Circuit.builder();
  private long steps;
  private double[] angles = new double[8];

  Parser(String source, QasmLimits limits) {
    this.limits = limits;
    this.lexer = new Lexer(source);
    this.expressions = new ExpressionParser(lexer, limits.maxDepth());
    this.definitions = new DefinitionParser(lexer, expressions, limits, gates);
    this.operands = new Operands(lexer);
  }

  Circuit program() {
    if (lexer.isWord("OPENQASM")) {
      header();
    }
    while (lexer.token() != Token.END) {
      if (!lexer.accept(Token.SEMICOLON)) {
        statement();
      }
    }
    if (builder.qubits() == 0) {
      throw lexer.unexpected("at least one quantum register; declare it with 'qreg'");
    }
    return builder.build();
  }

  private void header() {
    lexer.next();
    boolean number = lexer.token() == Token.REAL || lexer.token() == Token.INTEGER;
    if (!number || lexer.number() != 2.0) {
      throw lexer.unexpected("2.0, the version of OpenQASM that is read here");
    }
    lexer.next();
    lexer.expect(Token.SEMICOLON, " after the version");
  }

  private void statement() {
    if (lexer.token() != Token.IDENTIFIER) {
      throw lexer.unexpected("a statement");
    }
    switch (lexer.word()) {
      case "OPENQASM" ->
          throw lexer.fault(
              lexer.start(), "found 'OPENQASM' after other statements; it stands first or nowhere");
      case "include" -> include();
      case "qreg" -> {
        lexer.next();
        operands.declare(true, limits.maxQubits(), builder, builder.qubits());
      }
      case "creg" -> {
        lexer.next();
        operands.declare(false, limits.maxClassicalBits(), builder, builder.bits());
      }
      case "gate", "opaque" -> definitions.declaration();
      case "barrier" -> barrier();
      case "if" -> conditional();
      default -> operation();
    }
  }

  private void include() {
    lexer.next();
    if (lexer.token() != Token.STRING || !lexer.quoted().equals("qelib1.inc")) {
      throw lexer.unexpected("\"qelib1.inc\"; put other definitions into the program itself");
    }
    lexer.next();
    lexer.expect(Token.SEMICOLON, " after the file name");
  }

  private void barrier() {
    lexer.next();
    do {
      operands.clear();
      operands.read(true);
    } while (lexer.accept(Token.COMMA));
    lexer.expect(Token.SEMICOLON, " to end the statement");
  }

  private void conditional() {
    lexer.next();
    lexer.expect(Token.OPEN, " after 'if'");
    Operands.Declared declared = operands.declared(false);
    lexer.expect(Token.EQUALS, " after the register; a condition compares a whole register");
    if (lexer.token() != Token.INTEGER) {
      throw lexer.unexpected("a whole number of 0 or more");
    }
    String digits = lexer.word();
    if (digits.length() > VALUE_DIGITS) {
      throw lexer.fault(lexer.start(), "found a number of more than " + VALUE_DIGITS + " digits");
    }
    lexer.next();
    lexer.expect(Token.CLOSE, " after the condition");
    if (lexer.token() != Token.IDENTIFIER
        || lexer.isWord("if")
        || (Gates.reserved(lexer.word()) && !operationFollows())) {
      throw lexer.unexpected("a gate, 'measure' or 'reset' under the condition");
    }
    builder.conditional(declared.index(), new BigInteger(digits), this::operation);
  }

  private boolean operationFollows() {
    return lexer.isWord("measure")
        || lexer.isWord("reset")
        || lexer.isWord("U")
        || lexer.isWord("CX");
  }

  private void operation() {
    if (lexer.isWord("measure")) {
      measure();
    } else if (lexer.isWord("reset")) {
      reset();
    } else {
      call();
    }
  }

  private void measure() {
    final int at = lexer.start();
    lexer.next();
    operands.clear();
    operands.read(true);
    lexer.expect(Token.ARROW, " between the qubit and the bit");
    operands.read(false);
    lexer.expect(Token.SEMICOLON, " to end the statement");
    if (operands.whole(0) != operands.whole(1)) {
      throw lexer.fault(
          at, "found a register on one side and an element on the other; measure like into like");
    }
    repeat(at, 1, 1, i -> builder.measure(operands.index(0, i), operands.index(1, i)));
  }

  private void reset() {
    final int at = lexer.start();
    lexer.next();
    operands.clear();
    operands.read(true);
    lexer.expect(Token.SEMICOLON, " to end the statement");
    repeat(at, 1, 1, i -> builder.reset(operands.index(0, i)));
  }

  private void call() {
    final int at = lexer.start();
    final String name = lexer.word();
    Callee callee = gates.find(name, "a statement or a gate", lexer);
    lexer.next();
    int given = 0;
    if (lexer.accept(Token.OPEN) && !lexer.accept(Token.CLOSE)) {
      do {
        if (given == angles.length) {
          angles = Arrays.copyOf(angles, 2 * given);
        }
        angles[given++] = expressions.constant();
      } while (lexer.accept(Token.COMMA));
      lexer.expect(Token.CLOSE, " after the angles");
    }
    Gates.checkParameters(name, callee, given, at, lexer);
    operands.clear();
    operands.list(true);
    lexer.expect(Token.SEMICOLON, " to end the statement");
    Gates.checkQubits(name, callee, operands.count(), at, lexer);
    operands.checkDifferent();
    if (!callee.known()) {
      throw lexer.fault(
          at,
          "found a call of %s, which is or holds an opaque gate; define that with 'gate'"
              .formatted(Lexer.safe(name)));
    }
    double[] values = Arrays.copyOf(angles, given);
    repeat(
        at,
        callee.operations(),
        callee.steps(),
        i -> {
          int[] targets = new int[operands.count()];
          for (int operand = 0; operand < targets.length; operand++) {
            targets[operand] = operands.index(operand, i);
          }
          expand(callee, values, targets, at);
        });
  }

  /** Does a statement for each element of its registers, having checked what all that will cost. */
  private void repeat(int at, long operationsEach, long stepsEach, IntConsumer once) {
    int repetitions = operands.repetitions();
    if (operationsEach > (limits.maxOperations() - builder.size()) / repetitions) {
      throw new QasmTooLong(
          lexer.fault(
              at,
              "found a statement that takes the program past %d operations after expansion"
                  .formatted(limits.maxOperations())));
    }
    if (stepsEach > (limits.maxSteps() - steps) / repetitions) {
      throw new QasmTooLong(
          lexer.fault(
              at, "found a statement whose gate definitions take too many steps to expand"));
    }
    steps += repetitions * stepsEach;
    for (int i = 0; i < repetitions; i++) {
      once.accept(i);
    }
  }

  private void expand(Callee callee, double[] values, int[] qubits, int at) {
    if (callee instanceof Callee.BuiltIn builtIn) {
      builder.apply(builtIn.gate(), values, qubits);
    } else if (callee instanceof Callee.Defined defined) {
      for (Callee.Call call : defined.body()) {
        double[] inner = call.angles(values);
        for (double angle : inner) {
          if (!Double.isFinite(angle)) {
            throw lexer.fault(
                at, "found a call with which an angle of the gate's body is not a finite number");
          }
        }
        expand(call.callee(), inner, call.operands(qubits), at);
      }
    }
  }
}
