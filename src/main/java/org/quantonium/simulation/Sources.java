package org.quantonium.simulation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.quantonium.problem.Problem;

/**
 * Reads the sources of requests: a small one takes less time than to ask for a place, if what it
 * expands to is small too.
 */
@ApplicationScoped
class Sources {
  /** Characters; such a source takes some 2 MB while it is read. */
  static final int SMALL = 1 << 16;

  private final CircuitReader places;

  Sources() {
    this(null);
  }

  @Inject
  Sources(CircuitReader places) {
    this.places = places;
  }

  /**
   * Reads OpenQASM.
   *
   * @return to be closed when its circuit is not needed any more
   * @throws Problem INVALID_CIRCUIT with line and column; CAPACITY if it is large and many are
   *     being read or held
   */
  HeldCircuit read(String source) {
    return source.length() <= SMALL
        ? places.small(source).orElseGet(() -> places.read(source))
        : places.read(source);
  }
}
