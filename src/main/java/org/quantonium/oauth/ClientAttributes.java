package org.quantonium.oauth;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What an administrator may set of a client, after its registration too.
 *
 * @param end in whole seconds; empty: never
 * @param boundTokens whether it gets tokens alone that are bound to a key
 */
public record ClientAttributes(
    String name, Set<String> scopes, Optional<Instant> end, boolean boundTokens) {
  public ClientAttributes {
    scopes = Set.copyOf(scopes);
  }
}
