package org.quantonium.engine;

/**
 * Dense complex matrices for the reference simulator: slow, and right at a glance.
 *
 * <p>Bit i of a row or column index belongs to qubit i, so that a Kronecker product has the highest
 * qubit's factor first.
 */
final class Dense {
  static final Dense ID = of(1, 0, 0, 0, 0, 0, 1, 0);
  static final Dense X = of(0, 0, 1, 0, 1, 0, 0, 0);
  static final Dense Y = of(0, 0, 0, -1, 0, 1, 0, 0);
  static final Dense Z = of(1, 0, 0, 0, 0, 0, -1, 0);
  static final Dense ONE = of(0, 0, 0, 0, 0, 0, 1, 0);

  final int size;
  final double[][] re;
  final double[][] im;

  Dense(int size) {
    this.size = size;
    this.re = new double[size][size];
    this.im = new double[size][size];
  }

  /** A 2 x 2 matrix from alternating real and imaginary parts, row after row. */
  static Dense of(double... parts) {
    Dense m = new Dense(2);
    for (int i = 0; i < 4; i++) {
      m.re[i / 2][i % 2] = parts[2 * i];
      m.im[i / 2][i % 2] = parts[2 * i + 1];
    }
    return m;
  }

  static Dense identity(int size) {
    Dense m = new Dense(size);
    for (int i = 0; i < size; i++) {
      m.re[i][i] = 1;
    }
    return m;
  }

  Dense kron(Dense other) {
    Dense m = new Dense(size * other.size);
    for (int i = 0; i < m.size; i++) {
      for (int j = 0; j < m.size; j++) {
        double a = re[i / other.size][j / other.size];
        double b = im[i / other.size][j / other.size];
        double c = other.re[i % other.size][j % other.size];
        double d = other.im[i % other.size][j % other.size];
        m.re[i][j] = a * c - b * d;
        m.im[i][j] = a * d + b * c;
      }
    }
    return m;
  }

  Dense times(Dense other) {
    Dense m = new Dense(size);
    for (int i = 0; i < size; i++) {
      for (int k = 0; k < size; k++) {
        double a = re[i][k];
        double b = im[i][k];
        if (a != 0 || b != 0) {
          for (int j = 0; j < size; j++) {
            m.re[i][j] += a * other.re[k][j] - b * other.im[k][j];
            m.im[i][j] += a * other.im[k][j] + b * other.re[k][j];
          }
        }
      }
    }
    return m;
  }

  Dense plus(Dense other) {
    Dense m = new Dense(size);
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        m.re[i][j] = re[i][j] + other.re[i][j];
        m.im[i][j] = im[i][j] + other.im[i][j];
      }
    }
    return m;
  }

  Dense scaled(double a, double b) {
    Dense m = new Dense(size);
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        m.re[i][j] = a * re[i][j] - b * im[i][j];
        m.im[i][j] = a * im[i][j] + b * re[i][j];
      }
    }
    return m;
  }

  Dense adjoint() {
    Dense m = new Dense(size);
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        m.re[i][j] = re[j][i];
        m.im[i][j] = -im[j][i];
      }
    }
    return m;
  }

  /** The largest modulus of a difference between entries. */
  double distance(Dense other) {
    double worst = 0;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        worst = Math.max(worst, Math.hypot(re[i][j] - other.re[i][j], im[i][j] - other.im[i][j]));
      }
    }
    return worst;
  }
}
