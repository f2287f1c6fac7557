package org.quantonium.simulation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.quantonium.engine.Circuit;
import org.quantonium.problem.Problem;

/** Reads the sources of requests: a small one takes less time than to ask for a place. */
@ApplicationScoped
class Sources {
  /** Characters; such a source takes some 2 MB while it is read. */
  private static final int SMALL = 1 << 16;

  @Inject private CircuitReader places;

  /**
   * Reads OpenQASM.
   *
   * @throws Problem INVALID_CIRCUIT with line and column; CAPACITY if it is large and many are
   *     being read
   */
  Circuit read(String source) {
    return source.length() <= SMALL ? CircuitReader.circuit(source) : places.read(source);
  }
}
