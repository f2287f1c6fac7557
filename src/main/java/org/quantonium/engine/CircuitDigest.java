package org.quantonium.engine;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Computes {@link Circuit#digest}. Cost: linear in the operations; memory: one buffer. */
final class CircuitDigest {
  private final MessageDigest digest;

  /** By the index of its bit 0 the place of a register among the classical ones. */
  private final int[] places;

  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 13);

  private CircuitDigest(Circuit circuit) {
    places = new int[circuit.bits()];
    List<Register> registers = circuit.classicalRegisters();
    for (int i = 0; i < registers.size(); i++) {
      places[registers.get(i).offset()] = i;
    }
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  static String of(Circuit circuit, Budget budget) {
    CircuitDigest digest = new CircuitDigest(circuit);
    digest.registers(circuit.quantumRegisters());
    digest.registers(circuit.classicalRegisters());
    for (int i = 0; i < circuit.operations().size(); i++) {
      Plan.pollAt(i, budget);
      digest.operation(circuit.operation(i, budget), budget);
    }
    digest.flush();
    return HexFormat.of().formatHex(digest.digest.digest());
  }

  private void registers(List<Register> registers) {
    number(registers.size());
    for (Register register : registers) {
      number(register.size());
      text(register.name());
    }
  }

  private void operation(Operation operation, Budget budget) {
    if (operation instanceof Operation.Apply apply) {
      number(0);
      text(apply.gate().symbol());
      int[] qubits = apply.sharedQubits();
      number(qubits.length);
      for (int qubit : qubits) {
        number(qubit);
      }
      for (double angle : apply.parameters()) {
        room(8);
        buffer.putLong(Double.doubleToLongBits(angle));
      }
    } else if (operation instanceof Operation.Measure measure) {
      number(1);
      number(measure.qubit());
      number(measure.bit());
    } else if (operation instanceof Operation.Reset reset) {
      number(2);
      number(reset.qubit());
    } else if (operation instanceof Operation.Conditional conditional) {
      number(3);
      number(places[conditional.register().offset()]);
      for (int i = 0; i < Circuit.wordsFor(conditional.register().size()); i++) {
        number(conditional.value().shiftRight(32 * i).intValue());
      }
      number(conditional.body().size());
      for (int i = 0; i < conditional.body().size(); i++) {
        Plan.pollAt(i, budget);
        operation(conditional.body().get(i), budget);
      }
    }
  }

  private void text(String text) {
    number(text.length());
    for (int i = 0; i < text.length(); i++) {
      room(2);
      buffer.putChar(text.charAt(i));
    }
  }

  private void number(int value) {
    room(4);
    buffer.putInt(value);
  }

  private void room(int bytes) {
    if (buffer.remaining() < bytes) {
      flush();
    }
  }

  private void flush() {
    buffer.flip();
    digest.update(buffer);
    buffer.clear();
  }
}
