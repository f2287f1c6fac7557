package org.quantonium.qasm;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.quantonium.engine.Gate;

/**
 * The gates that a program may call: its own, else those of qelib1.inc whether it is included or
 * not, since exporters leave the line out.
 */
final class Gates {
  private static final Set<String> RESERVED =
      Set.of(
          "OPENQASM",
          "include",
          "qreg",
          "creg",
          "gate",
          "opaque",
          "measure",
          "reset",
          "barrier",
          "if",
          "U",
          "CX",
          "pi");

  private static final Map<String, Callee> LIBRARY = new HashMap<>();

  static {
    for (Gate gate : Gate.values()) {
      if (gate.inQelib1()) {
        LIBRARY.put(gate.symbol(), new Callee.BuiltIn(gate));
      }
    }
    LIBRARY.put("U", new Callee.BuiltIn(Gate.U));
    LIBRARY.put("CX", new Callee.BuiltIn(Gate.CX));
  }

  private final Map<String, Callee> own = new HashMap<>();

  static boolean reserved(String name) {
    return RESERVED.contains(name);
  }

  /**
   * The gate that the current token names.
   *
   * @param expected what may stand here, for a message
   */
  Callee find(String name, String expected, Lexer lexer) {
    Callee callee = own.get(name);
    if (callee == null) {
      callee = LIBRARY.get(name);
    }
    if (callee != null) {
      return callee;
    }
    if (reserved(name)) {
      throw lexer.unexpected(expected);
    }
    String lower = name.toLowerCase(Locale.ROOT);
    if (LIBRARY.containsKey(lower)) {
      throw lexer.fault(
          lexer.start(), "found %s, which is no gate; write '%s'".formatted(lexer.found(), lower));
    }
    throw lexer.unexpected(
        expected + "; gates that are not in qelib1.inc are defined with 'gate' before their use");
  }

  /** Refuses a name that cannot be declared. */
  void checkFree(String name, int at, Lexer lexer) {
    if (reserved(name)) {
      throw lexer.fault(at, "found " + lexer.found() + ", a word of the language, as a name");
    }
    if (own.containsKey(name)) {
      throw lexer.fault(
          at, "found a second definition of gate " + lexer.found() + "; rename or remove one");
    }
  }

  void declare(String name, Callee callee) {
    own.put(name, callee);
  }

  static void checkParameters(String name, Callee callee, int found, int at, Lexer lexer) {
    if (callee.parameters() != found) {
      throw lexer.fault(
          at,
          "found %s for gate %s, expected %s"
              .formatted(
                  count(found, "angle"), Lexer.safe(name), count(callee.parameters(), "angle")));
    }
  }

  static void checkQubits(String name, Callee callee, int found, int at, Lexer lexer) {
    if (callee.qubits() != found) {
      throw lexer.fault(
          at,
          "found %s for gate %s, expected %s"
              .formatted(count(found, "qubit"), Lexer.safe(name), count(callee.qubits(), "qubit")));
    }
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
