package org.quantonium.simulation;

import org.quantonium.engine.Circuit;
import org.quantonium.limits.MemoryBudget;

/**
 * A circuit in the hands of a request, until it is closed.
 *
 * @param memory that it is counted with; none where it is small
 */
record HeldCircuit(Circuit circuit, MemoryBudget.Reservation memory) implements AutoCloseable {
  @Override
  public void close() {
    memory.close();
  }
}
