package org.quantonium.engine;

import java.util.List;

/**
 * The gates of a circuit before anything looks at its state, planned for 0...0.
 *
 * @param passes those that {@link Evolution} would plan
 * @param operations how many operations of the circuit they are
 * @param updates what they cost, in the unit of {@link Cost#amplitudeUpdates}
 */
record Opening(List<Pass> passes, int operations, double updates) {
  Opening {
    passes = List.copyOf(passes);
  }
}
