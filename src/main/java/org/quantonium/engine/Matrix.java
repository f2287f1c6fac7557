package org.quantonium.engine;

/**
 * A small dense square matrix of complex numbers, row-major, real and imaginary parts apart.
 *
 * <p>Bit i of a row or column index belongs to operand i of the gate, so operand 0 is the least
 * significant one.
 */
final class Matrix {
  final int size;
  final double[] re;
  final double[] im;

  private Matrix(int size) {
    this.size = size;
    this.re = new double[size * size];
    this.im = new double[size * size];
  }

  /** Builds a matrix from alternating real and imaginary parts, row after row. */
  static Matrix of(double... parts) {
    int size = (int) Math.sqrt(0.5 * parts.length);
    Matrix m = new Matrix(size);
    for (int i = 0; i < size * size; i++) {
      m.re[i] = parts[2 * i];
      m.im[i] = parts[2 * i + 1];
    }
    return m;
  }

  static Matrix identity(int size) {
    Matrix m = new Matrix(size);
    for (int i = 0; i < size; i++) {
      m.re[i * size + i] = 1;
    }
    return m;
  }

  /** The diagonal matrix whose entry i is {@code exp(i angles[i])}. */
  static Matrix phases(double... angles) {
    Matrix m = new Matrix(angles.length);
    for (int i = 0; i < angles.length; i++) {
      m.set(i, i, StrictMath.cos(angles[i]), StrictMath.sin(angles[i]));
    }
    return m;
  }

  Matrix set(int row, int column, double real, double imaginary) {
    re[row * size + column] = real;
    im[row * size + column] = imaginary;
    return this;
  }

  boolean isDiagonal() {
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < size; column++) {
        int at = row * size + column;
        if (row != column && (re[at] != 0 || im[at] != 0)) {
          return false;
        }
      }
    }
    return true;
  }

  /** True if each row has one entry at most that is not zero: it permutes basis states. */
  boolean isMonomial() {
    for (int row = 0; row < size; row++) {
      int entries = 0;
      for (int column = 0; column < size; column++) {
        int at = row * size + column;
        entries += re[at] != 0 || im[at] != 0 ? 1 : 0;
      }
      if (entries > 1) {
        return false;
      }
    }
    return true;
  }
}
