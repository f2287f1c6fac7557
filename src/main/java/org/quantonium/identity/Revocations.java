package org.quantonium.identity;

/**
 * What verification needs to know of tokens that are refused before they expire. An interface
 * because whoever knows it reads a database, which lies above this package.
 */
@FunctionalInterface
public interface Revocations {

  /**
   * Whether somebody revoked this token, or all tokens of its client or subject, or all. Called for
   * each request that carries a token which is good otherwise, so it must not be slow.
   */
  boolean isRevoked(Caller caller);
}
