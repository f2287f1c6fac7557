package org.quantonium.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects phases that commute, and makes as few sweeps of them as their couplings allow. */
final class PhaseTerms {
  /** A table has a row for each combination of at most so many conditions. */
  static final int CONDITIONS = 6;

  /** A factor for the amplitudes of a block where all of these positions and qubits are 1. */
  record Term(int inside, int outside, double re, double im) {
    int low() {
      return inside & (PhaseSweep.ROW - 1);
    }

    int high() {
      return inside >>> PhaseSweep.ROW_BITS;
    }

    boolean crosses() {
      return low() != 0 && high() != 0;
    }

    /** What must be met for a factor within a row: where in the block it is, and which block. */
    Condition condition() {
      return new Condition(high(), outside);
    }

    /** Acts within a row, and not in every one. */
    boolean selects() {
      return low() != 0 && (high() != 0 || outside != 0);
    }

    /** Fits an outer product: one qubit within a row, whatever the block. */
    boolean isSimple() {
      return outside == 0 && Integer.bitCount(low()) == 1;
    }

    Term times(Term other) {
      return new Term(
          inside, outside, re * other.re - im * other.im, re * other.im + im * other.re);
    }
  }

  /** Positions above a row, and qubits outside the set, that must all be 1. */
  record Condition(int high, int outside) {}

  private final Pass pass;
  private final Map<Integer, Term> terms = new HashMap<>();

  /** Whether one acts within rows, so that a sweep reads tables. */
  private boolean tabled;

  PhaseTerms(Pass pass) {
    this.pass = pass;
  }

  /** Adds a factor for the amplitudes where all qubits of the mask are 1. */
  void add(int mask, double re, double im) {
    int untouched = mask & ~pass.set & ~pass.outside;
    if (untouched == 0 && (re != 1 || im != 0)) {
      Term term = new Term(Pass.extract(mask & pass.set, pass.set), mask & ~pass.set, re, im);
      terms.merge(mask, term, Term::times);
      tabled |= term.low() != 0;
    }
  }

  /** Whether a factor more, for a qubit of the set, costs nothing. */
  boolean takesAlong(int qubit) {
    return qubit < PassPlanner.ROW ? tabled : !terms.isEmpty();
  }

  /**
   * Adds the sweeps to the pass.
   *
   * @param scale a factor for all amplitudes, which a sweep takes along if it costs nothing
   * @param all whether it must
   * @return what is left of it
   */
  double finish(double scale, boolean all) {
    List<Term> plain = new ArrayList<>();
    List<Term> crossing = new ArrayList<>();
    for (Term term : terms.values()) {
      (term.crosses() ? crossing : plain).add(term);
    }
    Set<Condition> conditions = new HashSet<>();
    terms.values().stream().filter(Term::selects).forEach(t -> conditions.add(t.condition()));
    boolean outer = conditions.size() > CONDITIONS;
    List<Term> first = new ArrayList<>(plain);
    List<Term> rest = new ArrayList<>();
    for (Term term : crossing) {
      (outer && !term.isSimple() ? rest : first).add(term);
    }
    boolean folds = all || tabled || scale < pass.precision.small;
    if (!first.isEmpty() || (folds && scale != 1)) {
      pass.phases(first, outer, folds ? scale : 1);
    }
    while (!rest.isEmpty()) {
      conditions.clear();
      List<Term> next = new ArrayList<>();
      List<Term> later = new ArrayList<>();
      for (Term term : rest) {
        if (conditions.size() < CONDITIONS) {
          conditions.add(term.condition());
        }
        (conditions.contains(term.condition()) ? next : later).add(term);
      }
      pass.phases(next, false, 1);
      rest = later;
    }
    return folds ? 1 : scale;
  }
}
