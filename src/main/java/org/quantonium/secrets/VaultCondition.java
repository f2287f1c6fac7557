package org.quantonium.secrets;

/** How this node stands with Vault. */
enum VaultCondition {
  /** Nothing comes from there. */
  NONE,
  /** It gives what it gave at the start, or another secret in its place. */
  UP,
  /** It gives no answer: a restart would be refused until it does. */
  AWAY,
  /** It refuses the login, or a secret: a restart would be refused until somebody mends that. */
  REFUSED
}
