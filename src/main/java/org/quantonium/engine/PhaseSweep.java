package org.quantonium.engine;

import java.util.Arrays;
import java.util.List;

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

  /** What a row's number couples to the row, one mask each, and for each row which are met. */
  private final int[] masks;

  private final int[] names;
  private final double[] tablesRe;
  private final double[] tablesIm;
  private final double[] outerRe;
  private final double[] outerIm;
  private final double[] innerRe;
  private final double[] innerIm;

  /** Those that hang on the block. */
  private final PhaseTerms.Term[] dynamic;

  private final boolean dynamicRows;
  private final boolean dynamicTables;

  PhaseSweep(Pass pass, List<PhaseTerms.Term> terms, boolean outer, double scale) {
    this.outer = outer;
    int rows = 1 << Math.max(0, pass.bits - ROW_BITS);
    rowRe = new double[rows];
    rowIm = new double[rows];
    Arrays.fill(rowRe, scale);
    masks =
        terms.stream()
            .filter(term -> !outer && term.crosses())
            .mapToInt(PhaseTerms.Term::high)
            .distinct()
            .toArray();
    names = new int[rows];
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < masks.length; i++) {
        names[row] |= (row & masks[i]) == masks[i] ? 1 << i : 0;
      }
    }
    tabled = terms.stream().anyMatch(term -> term.low() != 0);
    tablesRe = new double[tabled ? ROW << masks.length : 0];
    tablesIm = new double[tablesRe.length];
    Arrays.fill(tablesRe, 1);
    outerRe = ones(outer ? rows * OUTER : 0);
    outerIm = new double[outerRe.length];
    innerRe = ones(outer ? rows * INNER : 0);
    innerIm = new double[innerRe.length];
    for (PhaseTerms.Term term : terms) {
      if (term.outside() == 0) {
        if (outer && term.crosses()) {
          cross(term);
        } else {
          multiply(term, rowRe, rowIm, tablesRe, tablesIm);
        }
      }
    }
    dynamic =
        terms.stream()
            .filter(term -> term.outside() != 0 && (term.outside() & ~pass.outside) == 0)
            .toArray(PhaseTerms.Term[]::new);
    dynamicRows = Arrays.stream(dynamic).anyMatch(term -> term.low() == 0);
    dynamicTables = Arrays.stream(dynamic).anyMatch(term -> term.low() != 0);
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

  private void multiply(
      PhaseTerms.Term term, double[] rRe, double[] rIm, double[] tRe, double[] tIm) {
    if (term.low() == 0) {
      multiply(rRe, rIm, 0, rowRe.length, term.high(), term);
      return;
    }
    int bit = 0;
    while (term.high() != 0 && masks[bit] != term.high()) {
      bit++;
    }
    int met = term.high() == 0 ? 0 : 1 << bit;
    for (int table = 0; table < 1 << masks.length; table++) {
      if ((table & met) == met) {
        multiply(tRe, tIm, table * ROW, ROW, term.low(), term);
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
    double[] tRe = tablesRe;
    double[] tIm = tablesIm;
    if (dynamicRows) {
      rRe = block.rowRe;
      rIm = block.rowIm;
      System.arraycopy(rowRe, 0, rRe, 0, rowRe.length);
      System.arraycopy(rowIm, 0, rIm, 0, rowIm.length);
    }
    if (dynamicTables) {
      tRe = block.tablesRe;
      tIm = block.tablesIm;
      System.arraycopy(tablesRe, 0, tRe, 0, tablesRe.length);
      System.arraycopy(tablesIm, 0, tIm, 0, tablesIm.length);
    }
    for (PhaseTerms.Term term : dynamic) {
      if ((block.outside & term.outside()) == term.outside()) {
        multiply(term, rRe, rIm, tRe, tIm);
      }
    }
    if (outer) {
      block.multiplyOuter(rRe, rIm, tRe, tIm, outerRe, outerIm, innerRe, innerIm);
    } else if (tabled) {
      block.multiplyRows(rRe, rIm, names, tRe, tIm);
    } else {
      block.scaleRows(rRe, rIm);
    }
  }
}
