package org.quantonium.qasm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code gate} and {@code opaque} declarations, and finds the gates that a name means. */
final class DefinitionParser {
  private final Lexer lexer;
  private final ExpressionParser expressions;
  private final QasmLimits limits;
  private final Gates gates;

  DefinitionParser(Lexer lexer, ExpressionParser expressions, QasmLimits limits, Gates gates) {
    this.lexer = lexer;
    this.expressions = expressions;
    this.limits = limits;
    this.gates = gates;
  }

  /** Reads from the keyword to the end of the declaration. */
  void declaration() {
    final boolean opaque = lexer.isWord("opaque");
    lexer.next();
    final int at = lexer.start();
    if (lexer.token() != Token.IDENTIFIER) {
      throw lexer.unexpected("the name of the gate");
    }
    final String name = lexer.word();
    gates.checkFree(name, at, lexer);
    lexer.next();
    Map<String, Integer> parameters = new HashMap<>();
    if (lexer.accept(Token.OPEN)) {
      if (lexer.token() != Token.CLOSE) {
        names(parameters, "a parameter", Integer.MAX_VALUE);
      }
      lexer.expect(Token.CLOSE, " after the parameters");
    }
    Map<String, Integer> qubits = new HashMap<>();
    names(qubits, "a qubit", limits.maxQubits());
    if (opaque) {
      lexer.expect(Token.SEMICOLON, " after the declaration");
      gates.declare(name, new Callee.Opaque(parameters.size(), qubits.size()));
      return;
    }
    lexer.expect(Token.OPEN_BODY, " before the body of the gate");
    List<Callee.Call> body = new ArrayList<>();
    while (!lexer.accept(Token.CLOSE_BODY)) {
      statement(body, parameters, qubits);
    }
    Callee.Defined defined = Callee.Defined.of(parameters.size(), qubits.size(), body);
    if (defined.depth() > limits.maxDepth()) {
      throw lexer.fault(
          at,
          "found gate definitions nested deeper than %d levels; call gates more directly"
              .formatted(limits.maxDepth()));
    }
    gates.declare(name, defined);
  }

  private void names(Map<String, Integer> names, String what, int max) {
    do {
      if (lexer.token() != Token.IDENTIFIER) {
        throw lexer.unexpected("the name of " + what);
      }
      if (names.putIfAbsent(lexer.word(), names.size()) != null) {
        throw lexer.fault(
            lexer.start(), "found " + lexer.found() + " twice; give each a name of its own");
      }
      if (names.size() > max) {
        throw lexer.fault(lexer.start(), "found a gate on more than " + max + " qubits");
      }
      lexer.next();
    } while (lexer.accept(Token.COMMA));
  }

  private void statement(
      List<Callee.Call> body, Map<String, Integer> parameters, Map<String, Integer> qubits) {
    if (lexer.token() != Token.IDENTIFIER) {
      throw lexer.unexpected("a gate, a barrier, or '}' to end the body");
    }
    if (lexer.isWord("barrier")) {
      lexer.next();
      operands(qubits, 0);
      return;
    }
    final int at = lexer.start();
    final String name = lexer.word();
    Callee callee = gates.find(name, "a gate, a barrier, or '}' to end the body", lexer);
    lexer.next();
    List<Expression> angles = new ArrayList<>();
    if (lexer.accept(Token.OPEN) && !lexer.accept(Token.CLOSE)) {
      do {
        angles.add(expressions.expression(parameters));
      } while (lexer.accept(Token.COMMA));
      lexer.expect(Token.CLOSE, " after the angles");
    }
    Gates.checkParameters(name, callee, angles.size(), at, lexer);
    int[] operands = operands(qubits, callee.qubits());
    Gates.checkQubits(name, callee, operands.length, at, lexer);
    body.add(new Callee.Call(callee, angles, operands));
  }

  /**
   * Reads qubits to the end of the statement; only the first {@code max} are kept and must differ.
   */
  private int[] operands(Map<String, Integer> qubits, int max) {
    int[] places = new int[max];
    int count = 0;
    do {
      if (lexer.token() != Token.IDENTIFIER) {
        throw lexer.unexpected("a qubit of the gate");
      }
      Integer place = qubits.get(lexer.word());
      if (place == null) {
        throw lexer.unexpected("one of the qubits that the gate names before its body");
      }
      if (count < max) {
        for (int i = 0; i < count; i++) {
          if (places[i] == place) {
            throw lexer.fault(
                lexer.start(), "found " + lexer.found() + " twice; a gate's qubits must differ");
          }
        }
        places[count] = place;
      }
      count++;
      lexer.next();
    } while (lexer.accept(Token.COMMA));
    lexer.expect(Token.SEMICOLON, " to end the statement");
    return Arrays.copyOf(places, count);
  }
}
