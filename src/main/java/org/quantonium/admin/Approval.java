package org.quantonium.admin;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.Optional;

/**
 * An act that waits for a second administrator, or what became of it.
 *
 * @param target path of what is acted on
 * @param request JSON of the {@link Order}; it holds no secret
 * @param proposedBy a client's id, as is {@code decidedBy}
 */
record Approval(
    String id,
    Operation operation,
    String target,
    @JsonRawValue String request,
    @JsonProperty("proposed_by") String proposedBy,
    @JsonProperty("created_at") Instant createdAt,
    @JsonProperty("expires_at") Instant expiresAt,
    State state,
    @JsonProperty("decided_by") Optional<String> decidedBy) {

  /** Where it is in its life; all but the first are its end. */
  enum State {
    PENDING,
    CONFIRMED,
    WITHDRAWN,
    /** Nobody confirmed in time; kept as PENDING. */
    EXPIRED
  }

  /** As it is at this time. */
  Approval at(Instant now) {
    return state == State.PENDING && !now.isBefore(expiresAt) ? with(State.EXPIRED) : this;
  }

  private Approval with(State other) {
    return new Approval(
        id, operation, target, request, proposedBy, createdAt, expiresAt, other, decidedBy);
  }

  @JsonIgnore
  String path() {
    return "/v1/admin/approvals/" + id;
  }
}
