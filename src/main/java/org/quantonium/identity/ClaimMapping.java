package org.quantonium.identity;

import java.util.Set;

/** Where an issuer's tokens say who calls and what it may do. */
sealed interface ClaimMapping permits OwnClaims, ForeignClaims {

  /** What they say, in the words of this service. */
  record Claimed(String subject, String clientId, String tenant, Set<String> scopes) {}

  /**
   * Reads it.
   *
   * @throws InvalidToken if it is not there, or not of its type
   */
  Claimed read(TokenClaims claims) throws InvalidToken;

  /** Whether it could name a client so; whether there is one, its issuer knows. */
  boolean couldName(String clientId);
}
