package org.quantonium.oauth;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an administrator sees of a client: never its secret.
 *
 * @param version counts its changes, from 1
 * @param expiresAt it gets no token from then on; in whole seconds
 * @param lastUsedAt when it last authenticated, to the minute
 * @param secrets those that are good, newest first: one or two
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
    List<Secret> secrets) {

  /**
   * A secret, as it is told of.
   *
   * @param id counts the secrets of a client, from 1
   */
  public record Secret(
      long id,
      @JsonProperty("created_at") Instant createdAt,
      @JsonProperty("expires_at") Optional<Instant> expiresAt) {}

  public ClientView {
    scopes = Set.copyOf(scopes);
    secrets = List.copyOf(secrets);
  }

  /** Whether it gets tokens. */
  public boolean isActive(Instant now) {
    return enabled && expiresAt.filter(end -> !now.isBefore(end)).isEmpty();
  }
}
