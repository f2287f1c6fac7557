package org.quantonium.oauth;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What an administrator sees of a client: never its secret.
 *
 * @param version counts its changes, from 1
 * @param expiresAt it gets no token from then on; in whole seconds
 * @param lastUsedAt when it last authenticated, to the minute
 * @param boundTokens whether it gets tokens alone that are bound to a key (RFC 9449)
 */
public record ClientView(
    @JsonProperty("client_id") String clientId,
    String tenant,
    String name,
    Set<String> scopes,
    boolean enabled,
    @JsonProperty("created_at") Instant createdAt,
    @JsonProperty("expires_at") Optional<Instant> expiresAt,
    @JsonProperty("last_used_at") Optional<Instant> lastUsedAt,
    long version,
    @JsonProperty("dpop_bound_access_tokens") boolean boundTokens,
    @JsonUnwrapped ClientMethod method) {
  public ClientView {
    scopes = Set.copyOf(scopes);
  }

  /** Whether it gets tokens. */
  public boolean isActive(Instant now) {
    return enabled && expiresAt.filter(end -> !now.isBefore(end)).isEmpty();
  }
}
