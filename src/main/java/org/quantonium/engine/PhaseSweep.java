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
  private final double[] rowRe;
  private final double[] rowIm;

  /** Bit i of a table row's number says that condition i is met. */
  private final List<PhaseTerms.Condition> conditions;

  /** True if a condition asks for both a row and a block. */
  private final boolean mixed;

  /** For each row the conditions that it meets whatever the block. */
  private final int[] names;

  private final double[] tablesRe;
  private final double[] tablesIm;
  private final double[] outerRe;
  private final double[] outerIm;
  private final double[] innerRe;
  private final double[] innerIm;

  /** Those that hang on the block and multiply whole rows. */
  private final PhaseTerms.Term[] blockRows;

  /** Those that hang on the block and are no condition of the table. */
  private final PhaseTerms.Term[] blockTables;

  PhaseSweep(Pass pass, List<PhaseTerms.Term> terms, boolean outer, double scale) {
    this.outer = outer;
    int rows = 1 << Math.max(0, pass.bits - ROW_BITS);
    rowRe = new double[rows];
    rowIm = new double[rows];
    Arrays.fill(rowRe, scale);
    conditions =
        terms.stream()
            .filter(term -> !outer && term.selects())
            .map(PhaseTerms.Term::condition)
            .distinct()
            .toList();
    mixed = conditions.stream().anyMatch(c -> c.high() != 0 && c.outside() != 0);
    names = new int[rows];
    name(names, 0, false);
    tabled = terms.stream().anyMatch(term -> term.low() != 0);
    tablesRe = ones(tabled ? ROW << conditions.size() : 0);
    tablesIm = new double[tablesRe.length];
    outerRe = ones(outer ? rows * OUTER : 0);
    outerIm = new double[outerRe.length];
    innerRe = ones(outer ? rows * INNER : 0);
    innerIm = new double[innerRe.length];
    for (PhaseTerms.Term term : terms) {
      if (term.outside() != 0) {
        continue;
      }
      if (term.low() == 0) {
        multiply(rowRe, rowIm, 0, rows, term.high(), term);
      } else if (!term.crosses()) {
        multiply(tablesRe, tablesIm, 0, ROW, term.low(), term);
      } else if (outer) {
        cross(term);
      }
    }
    for (int i = 0; i < conditions.size(); i++) {
      fill(i, terms);
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
    System.arraycopy(tablesRe, 0, tablesRe, half, half);
    System.arraycopy(tablesIm, 0, tablesIm, half, half);
    for (PhaseTerms.Term term : terms) {
      if (term.selects() && term.condition().equals(conditions.get(condition))) {
        for (int row = 0; row < 1 << condition; row++) {
          multiply(tablesRe, tablesIm, half + row * ROW, ROW, term.low(), term);
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

  private static double[] ones(int length) {
    double[] result = new double[length];
    Arrays.fill(result, 1);
    return result;
  }

  private void cross(PhaseTerms.Term term) {
    int low = term.low();
    boolean isInner = low < INNER;
    int width = isInner ? INNER : OUTER;
    int within = isInner ? low : low >>> INNER_BITS;
    double[] re = isInner ? innerRe : outerRe;
    double[] im = isInner ? innerIm : outerIm;
    for (int row = 0; row < rowRe.length; row++) {
      if ((row & term.high()) == term.high()) {
        multiply(re, im, row * width, width, within, term);
      }
    }
  }

  /** Multiplies the entries whose number has all bits of the mask. */
  private static void multiply(
      double[] re, double[] im, int from, int size, int mask, PhaseTerms.Term term) {
    double a = term.re();
    double b = term.im();
    int run = mask == 0 ? size : Integer.lowestOneBit(mask);
    // Numbers that have all bits of the mask come in runs as long as its lowest bit.
    for (int at = mask; at < size; at = (at + run) | mask) {
      for (int i = from + at; i < from + at + run; i++) {
        double x = re[i];
        double y = im[i];
        re[i] = a * x - b * y;
        im[i] = a * y + b * x;
      }
    }
  }

  @Override
  public void apply(Block block) {
    double[] rRe = rowRe;
    double[] rIm = rowIm;
    if (blockRows.length > 0) {
      rRe = block.rowRe;
      rIm = block.rowIm;
      System.arraycopy(rowRe, 0, rRe, 0, rowRe.length);
      System.arraycopy(rowIm, 0, rIm, 0, rowIm.length);
      for (PhaseTerms.Term term : blockRows) {
        if ((block.outside & term.outside()) == term.outside()) {
          multiply(rRe, rIm, 0, rowRe.length, term.high(), term);
        }
      }
    }
    if (outer) {
      applyOuter(block, rRe, rIm);
    } else if (!tabled) {
      block.scaleRows(rRe, rIm);
    } else if (mixed) {
      System.arraycopy(names, 0, block.names, 0, names.length);
      name(block.names, block.outside, true);
      block.multiplyRows(rRe, rIm, block.names, 0, tablesRe, tablesIm);
    } else {
      int more = 0;
      for (int i = 0; i < conditions.size(); i++) {
        int outside = conditions.get(i).outside();
        more |= outside != 0 && (block.outside & outside) == outside ? 1 << i : 0;
      }
      block.multiplyRows(rRe, rIm, names, more, tablesRe, tablesIm);
    }
  }

  private void applyOuter(Block block, double[] rRe, double[] rIm) {
    double[] tRe = tablesRe;
    double[] tIm = tablesIm;
    if (blockTables.length > 0) {
      tRe = block.tableRe;
      tIm = block.tableIm;
      System.arraycopy(tablesRe, 0, tRe, 0, ROW);
      System.arraycopy(tablesIm, 0, tIm, 0, ROW);
      for (PhaseTerms.Term term : blockTables) {
        if ((block.outside & term.outside()) == term.outside()) {
          multiply(tRe, tIm, 0, ROW, term.low(), term);
        }
      }
    }
    block.multiplyOuter(rRe, rIm, tRe, tIm, outerRe, outerIm, innerRe, innerIm);
  }
}
