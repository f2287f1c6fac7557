package org.quantonium.engine;

import java.util.Arrays;

/** Counts amplitudes of what passes have done. */
final class CountingKernels implements Kernels<double[]> {
  private final Kernels<double[]> kernels;
  long plain;
  long lanes;
  long phases;

  /** Calls that rotate three qubits, and those of them that take least. */
  int threes;

  int units;

  CountingKernels(Kernels<double[]> kernels) {
    this.kernels = kernels;
  }

  @Override
  public String name() {
    return kernels.name();
  }

  @Override
  public Precision precision() {
    return kernels.precision();
  }

  @Override
  public Class<double[]> type() {
    return kernels.type();
  }

  @Override
  public int laneQubits() {
    return kernels.laneQubits();
  }

  @Override
  public void rotateOne(
      double[] v, int from, int size, int[] p, double[] minus, double[] plus, int swapped) {
    plain += size / 2;
    kernels.rotateOne(v, from, size, p, minus, plus, swapped);
  }

  @Override
  public void rotateTwo(
      double[] v, int from, int size, int[] p, double[] minus, double[] plus, int swapped) {
    plain += size / 2;
    kernels.rotateTwo(v, from, size, p, minus, plus, swapped);
  }

  @Override
  public void rotateThree(
      double[] v, int from, int size, int[] p, double[] minus, double[] plus, int swapped) {
    plain += size / 2;
    threes++;
    units += swapped == 0 && Arrays.stream(minus).allMatch(entry -> entry == -1) ? 1 : 0;
    kernels.rotateThree(v, from, size, p, minus, plus, swapped);
  }

  @Override
  public void lanes(double[] v, int from, int size, double[] tangents, int swapped) {
    for (int i = 0; i < tangents.length; i++) {
      lanes += tangents[i] != 0 || (swapped >> i & 1) == 1 ? size / 2 : 0;
    }
    kernels.lanes(v, from, size, tangents, swapped);
  }

  @Override
  public void scaleRows(double[] v, int from, int size, Factors rows) {
    plain += size;
    kernels.scaleRows(v, from, size, rows);
  }

  @Override
  public void multiplyRows(
      double[] v, int from, int size, Factors rows, int[] names, int more, Factors tables) {
    phases += size;
    kernels.multiplyRows(v, from, size, rows, names, more, tables);
  }

  @Override
  public void multiplyOuter(
      double[] v, int from, int size, Factors rows, Factors common, Factors outer, Factors inner) {
    phases += size;
    kernels.multiplyOuter(v, from, size, rows, common, outer, inner);
  }
}
