package org.quantonium.qasm;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.quantonium.engine.CircuitBuilder;
import org.quantonium.engine.Register;

/** The registers of a program, and the operands of the statement that is being read. */
final class Operands {
  private static final int WHOLE = -1;

  /** A declared register; {@code index} is its place among those of its kind. */
  record Declared(Register register, boolean quantum, int index) {}

  private final Lexer lexer;
  private final Map<String, Declared> registers = new HashMap<>();
  private int quantumCount;
  private int classicalCount;

  private Register[] register = new Register[8];
  private int[] element = new int[8];
  private int[] at = new int[8];
  private int count;

  Operands(Lexer lexer) {
    this.lexer = lexer;
  }

  /** Reads a register's declaration, from the name on. */
  void declare(boolean quantum, int limit, CircuitBuilder builder, int used) {
    final int start = lexer.start();
    if (lexer.token() != Token.IDENTIFIER) {
      throw lexer.unexpected("the name of the register");
    }
    final String name = lexer.word();
    if (Gates.reserved(name)) {
      throw lexer.fault(start, "found " + lexer.found() + ", a word of the language, as a name");
    }
    if (registers.containsKey(name)) {
      throw lexer.fault(
          start, "found a second register " + lexer.found() + "; give each a name of its own");
    }
    lexer.next();
    lexer.expect(Token.OPEN_INDEX, " before the size of the register");
    if (lexer.token() != Token.INTEGER) {
      throw lexer.unexpected("the size of the register");
    }
    final int sizeAt = lexer.start();
    final int size = lexer.integer(limit, "the size of a register");
    if (size == 0) {
      throw lexer.fault(sizeAt, "found a register of size 0, expected 1 or more");
    }
    if (size > limit - used) {
      throw lexer.fault(
          sizeAt,
          "found %d %s in all, but at most %d may be declared"
              .formatted((long) used + size, quantum ? "qubits" : "classical bits", limit));
    }
    lexer.next();
    lexer.expect(Token.CLOSE_INDEX, " after the size of the register");
    lexer.expect(Token.SEMICOLON, " to end the declaration");
    registers.put(
        name,
        quantum
            ? new Declared(builder.quantumRegister(name, size), true, quantumCount++)
            : new Declared(builder.classicalRegister(name, size), false, classicalCount++));
  }

  /** Whether an operand is a whole register. */
  boolean whole(int operand) {
    return element[operand] == WHOLE;
  }

  void clear() {
    count = 0;
  }

  int count() {
    return count;
  }

  /** Reads the name of a register and refuses one of the other kind. */
  Declared declared(boolean quantum) {
    String what = quantum ? "quantum" : "classical";
    if (lexer.token() != Token.IDENTIFIER) {
      throw lexer.unexpected("a " + what + " register");
    }
    Declared declared = registers.get(lexer.word());
    if (declared == null) {
      throw lexer.unexpected(
          "a " + what + " register; declare it with '" + (quantum ? "qreg" : "creg") + "' before");
    }
    if (declared.quantum() != quantum) {
      throw lexer.fault(
          lexer.start(),
          "found the %s register %s, expected a %s one"
              .formatted(quantum ? "classical" : "quantum", lexer.found(), what));
    }
    lexer.next();
    return declared;
  }

  /** Reads one operand, a register or an element of one. */
  void read(boolean quantum) {
    final int start = lexer.start();
    Register found = declared(quantum).register();
    int index = WHOLE;
    if (lexer.accept(Token.OPEN_INDEX)) {
      if (lexer.token() != Token.INTEGER) {
        throw lexer.unexpected("a whole number as the index");
      }
      index = lexer.integer(found.size() - 1, "an index into this register");
      lexer.next();
      lexer.expect(Token.CLOSE_INDEX, " after the index");
    }
    if (count == register.length) {
      grow();
    }
    register[count] = found;
    element[count] = index;
    at[count++] = start;
  }

  private void grow() {
    register = Arrays.copyOf(register, 2 * count);
    element = Arrays.copyOf(element, 2 * count);
    at = Arrays.copyOf(at, 2 * count);
  }

  /** Reads operands separated by commas. */
  void list(boolean quantum) {
    do {
      read(quantum);
    } while (lexer.accept(Token.COMMA));
  }

  /**
   * How often the statement is to be done: the size of the registers in it, 1 if there are none.
   */
  int repetitions() {
    int size = 0;
    for (int i = 0; i < count; i++) {
      if (element[i] == WHOLE) {
        if (size != 0 && size != register[i].size()) {
          throw lexer.fault(
              at[i],
              "found registers of %d and %d elements in one statement, expected equal sizes"
                  .formatted(size, register[i].size()));
        }
        size = register[i].size();
      }
    }
    return Math.max(1, size);
  }

  /** Refuses operands that would name a qubit twice. */
  void checkDifferent() {
    for (int i = 1; i < count; i++) {
      for (int j = 0; j < i; j++) {
        if (register[i].offset() == register[j].offset()
            && (element[i] == WHOLE || element[j] == WHOLE || element[i] == element[j])) {
          throw lexer.fault(
              at[i], "found a qubit that the statement names before; a gate's qubits must differ");
        }
      }
    }
  }

  /** The index in the circuit of an operand in one repetition. */
  int index(int operand, int repetition) {
    return register[operand].offset() + (element[operand] == WHOLE ? repetition : element[operand]);
  }
}
