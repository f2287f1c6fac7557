package org.quantonium.engine;

import java.util.function.BooleanSupplier;

/** Plain kernels whose phases fail where that is asked for. */
final class FailingKernels implements Kernels {
  private final Kernels plain = new PlainKernels();
  private final BooleanSupplier fails;
  private final Error failure;

  FailingKernels(BooleanSupplier fails, Error failure) {
    this.fails = fails;
    this.failure = failure;
  }

  private void fail() {
    if (fails.getAsBoolean()) {
      throw failure;
    }
  }

  @Override
  public String name() {
    return plain.name();
  }

  @Override
  public int laneQubits() {
    return plain.laneQubits();
  }

  @Override
  public void rotate(double[] v, int from, int size, int p, double t, int swapped) {
    fail();
    plain.rotate(v, from, size, p, t, swapped);
  }

  @Override
  public void rotate(
      double[] v, int from, int size, int p, int q, double t, double u, int swapped) {
    fail();
    plain.rotate(v, from, size, p, q, t, u, swapped);
  }

  @Override
  public void rotate(
      double[] v,
      int from,
      int size,
      int p,
      int q,
      int r,
      double t,
      double u,
      double w,
      int swapped) {
    fail();
    plain.rotate(v, from, size, p, q, r, t, u, w, swapped);
  }

  @Override
  public void lanes(double[] v, int from, int size, double[] tangents, int swapped) {
    plain.lanes(v, from, size, tangents, swapped);
  }

  @Override
  public void scaleRows(double[] v, int from, int size, double[] rowRe, double[] rowIm) {
    plain.scaleRows(v, from, size, rowRe, rowIm);
  }

  @Override
  public void multiplyRows(
      double[] v,
      int from,
      int size,
      double[] rowRe,
      double[] rowIm,
      int[] names,
      int more,
      double[] tablesRe,
      double[] tablesIm) {
    plain.multiplyRows(v, from, size, rowRe, rowIm, names, more, tablesRe, tablesIm);
  }

  @Override
  public void multiplyOuter(
      double[] v,
      int from,
      int size,
      double[] rowRe,
      double[] rowIm,
      double[] commonRe,
      double[] commonIm,
      double[] outerRe,
      double[] outerIm,
      double[] innerRe,
      double[] innerIm) {
    plain.multiplyOuter(
        v, from, size, rowRe, rowIm, commonRe, commonIm, outerRe, outerIm, innerRe, innerIm);
  }
}
