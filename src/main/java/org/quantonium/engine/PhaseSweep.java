package org.quantonium.engine;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * One sweep that multiplies every amplitude of a block by a phase.
 *
 * <p>The factors are kept as a number for each row of 128 amplitudes and factors within the row:
 * those of one table, of one table for each combination of what the row's number couples to it, or,
 * where these are too many, the outer product of 8 and 16 factors for each row. A whole table would
 * fill the cache that the block needs. PhaseSweep that couple a block to qubits outside are
 * multiplied into a copy for the block.
 */
final class PhaseSweep implements Pass.Step {
  static final int ROW_BITS = PassPlanner.ROW;
  static final int ROW = 1 << ROW_BITS;
  static final int INNER_BITS = 4;
  static final int INNER = 1 << INNER_BITS;
  static final int OUTER = ROW / INNER;

  private final boolean outer;
  private final boolean tabled;
  private final Factors rows;

  /** Bit i of a table row's number says that condition i is met. */
  private final List<PhaseTerms.Condition> conditions;

  /** True if a condition asks for both a row and a block. */
  private final boolean mixed;

  /** For each row the conditions that it meets whatever the block. */
  private final int[] names;

  private final Factors tables;
  private final Factors outers;
  private final Factors inners;

  /** Those that hang on the block and multiply whole rows. */
  private final PhaseTerms.Term[] blockRows;

  /** Those that hang on the block and are no condition of the table. */
  private final PhaseTerms.Term[] blockTables;

  PhaseSweep(Pass pass, List<PhaseTerms.Term> terms, boolean outer, double scale) {
    this.outer = outer;
    int count = 1 << Math.max(0, pass.bits - ROW_BITS);
    rows = new Factors(count, pass.precision);
    Arrays.fill(rows.re, scale);
    conditions =
        terms.stream()
            .filter(term -> !outer && term.selects())
            .map(PhaseTerms.Term::condition)
            .distinct()
            .toList();
    mixed = conditions.stream().anyMatch(c -> c.high() != 0 && c.outside() != 0);
    names = new int[count];
    name(names, 0, false);
    tabled = terms.stream().anyMatch(term -> term.low() != 0);
    tables = new Factors(tabled ? ROW << conditions.size() : 0, pass.precision);
    outers = new Factors(outer ? count * OUTER : 0, pass.precision);
    inners = new Factors(outer ? count * INNER : 0, pass.precision);
    for (PhaseTerms.Term term : terms) {
      if (term.outside() != 0) {
        continue;
      }
      if (term.low() == 0) {
        rows.multiply(0, count, term.high(), term);
      } else if (!term.crosses()) {
        tables.multiply(0, ROW, term.low(), term);
      } else if (outer) {
        cross(term);
      }
    }
    for (int i = 0; i < conditions.size(); i++) {
      fill(i, terms);
    }
    for (Factors factors : List.of(rows, tables, outers, inners)) {
      factors.round(factors.length());
    }
    blockRows = select(terms, term -> term.outside() != 0 && term.low() == 0);
    blockTables = select(terms, term -> outer && term.outside() != 0 && term.low() != 0);
  }

  private static PhaseTerms.Term[] select(
      List<PhaseTerms.Term> terms, Predicate<PhaseTerms.Term> which) {
    return terms.stream().filter(which).toArray(PhaseTerms.Term[]::new);
  }

  /** Fills the rows of the table whose highest condition is that one. */
  private void fill(int condition, List<PhaseTerms.Term> terms) {
    int half = ROW << condition;
    System.arraycopy(tables.re, 0, tables.re, half, half);
    System.arraycopy(tables.im, 0, tables.im, half, half);
    for (PhaseTerms.Term term : terms) {
      if (term.selects() && term.condition().equals(conditions.get(condition))) {
        for (int row = 0; row < 1 << condition; row++) {
          tables.multiply(half + row * ROW, ROW, term.low(), term);
        }
      }
    }
  }

  /** Adds to each row's name the conditions that it meets in a block, if they ask for a block. */
  private void name(int[] to, int block, boolean ofBlock) {
    for (int i = 0; i < conditions.size(); i++) {
      PhaseTerms.Condition c = conditions.get(i);
      if ((c.outside() != 0) != ofBlock || (block & c.outside()) != c.outside()) {
        continue;
      }
      for (int row = 0; row < to.length; row++) {
        to[row] |= (row & c.high()) == c.high() ? 1 << i : 0;
      }
    }
  }

  private void cross(PhaseTerms.Term term) {
    int low = term.low();
    boolean isInner = low < INNER;
    int width = isInner ? INNER : OUTER;
    int within = isInner ? low : low >>> INNER_BITS;
    Factors factors = isInner ? inners : outers;
    for (int row = 0; row < rows.length(); row++) {
      if ((row & term.high()) == term.high()) {
        factors.multiply(row * width, width, within, term);
      }
    }
  }

  @Override
  public void apply(Block<?> block) {
    Factors own = rows;
    if (blockRows.length > 0) {
      own = block.rows;
      own.copy(rows, rows.length());
      for (PhaseTerms.Term term : blockRows) {
        if ((block.outside & term.outside()) == term.outside()) {
          own.multiply(0, rows.length(), term.high(), term);
        }
      }
      own.round(rows.length());
    }
    if (outer) {
      applyOuter(block, own);
    } else if (!tabled) {
      block.scaleRows(own);
    } else if (mixed) {
      System.arraycopy(names, 0, block.names, 0, names.length);
      name(block.names, block.outside, true);
      block.multiplyRows(own, block.names, 0, tables);
    } else {
      int more = 0;
      for (int i = 0; i < conditions.size(); i++) {
        int outside = conditions.get(i).outside();
        more |= outside != 0 && (block.outside & outside) == outside ? 1 << i : 0;
      }
      block.multiplyRows(own, names, more, tables);
    }
  }

  private void applyOuter(Block<?> block, Factors own) {
    Factors common = tables;
    if (blockTables.length > 0) {
      common = block.table;
      common.copy(tables, ROW);
      for (PhaseTerms.Term term : blockTables) {
        if ((block.outside & term.outside()) == term.outside()) {
          common.multiply(0, ROW, term.low(), term);
        }
      }
      common.round(ROW);
    }
    block.multiplyOuter(own, common, outers, inners);
  }
}
