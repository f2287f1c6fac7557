package org.quantonium.engine;

/** An amplitude. */
public record Complex(double re, double im) {
  static final Complex ZERO = new Complex(0, 0);
}
