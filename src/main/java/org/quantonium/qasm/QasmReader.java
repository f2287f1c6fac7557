package org.quantonium.qasm;

import org.quantonium.engine.Circuit;

/**
 * Reads OpenQASM 2.0.
 *
 * <p>Beyond the letter of the language, because exporters write so: the header and the include may
 * be missing, names may begin with a capital letter or an underscore, numbers may leave out a digit
 * before or after the point, a program may define a gate of qelib1.inc anew. The condition of an
 * {@code if} is read once for the whole statement, also where it stands for many.
 */
public final class QasmReader {
  private QasmReader() {}

  /**
   * Reads a program into a circuit; barriers leave no trace.
   *
   * <p>Cost: linear in the text and in the operations that it expands to. What a statement expands
   * to is checked against the limits before it is expanded.
   *
   * @throws QasmTooLong if it takes more operations or steps than the limits allow; as soon as that
   *     is known, and before they are expanded
   * @throws QasmException if the program is not valid, or exceeds another limit
   */
  public static Circuit read(String source, QasmLimits limits) {
    if (source.length() > limits.maxCharacters()) {
      throw new QasmException(
          1,
          1,
          "found %d characters, but a program holds at most %d"
              .formatted(source.length(), limits.maxCharacters()));
    }
    return new Parser(source, limits).program();
  }
}
