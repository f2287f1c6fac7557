package org.quantonium.oauth;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.Set;

/** What an administrator sees of a client: never its secret. */
public record ClientView(
    @JsonProperty("client_id") String clientId,
    String tenant,
    String name,
    Set<String> scopes,
    boolean enabled,
    @JsonProperty("created_at") Instant createdAt,
    @JsonUnwrapped ClientMethod method) {}
