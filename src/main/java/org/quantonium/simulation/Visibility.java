package org.quantonium.simulation;

/** Who may read a result. */
enum Visibility {
  /** The client that ran it, alone. */
  CLIENT,
  /** Every client of its tenant. */
  TENANT
}
