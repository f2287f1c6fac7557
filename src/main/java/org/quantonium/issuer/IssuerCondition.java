package org.quantonium.issuer;

/** How a node stands with the other issuer. */
enum IssuerCondition {
  /** No setting names one. */
  NONE,
  UP,
  /** It did not give its keys when last asked, and may do so later. */
  AWAY,
  /** What it gave is not accepted: a setting, or the issuer, has to be mended. */
  REFUSED
}
