package org.quantonium.admin;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * Tokens to be revoked.
 *
 * @param kind what is named
 * @param value a token's {@code jti}, a client's id or a subject; left out for all
 * @param issuedUntil ISO 8601 in UTC, now if left out; not for a single token
 */
record RevocationOrder(
    @NotNull(message = "is required")
        @Pattern(
            regexp = "TOKEN|CLIENT|SUBJECT|ALL",
            message = "must be TOKEN, CLIENT, SUBJECT or ALL")
        String kind,
    String value,
    @Pattern(
            regexp = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?Z",
            message = "must be a time in UTC, such as 2026-11-29T01:00:00Z")
        String issuedUntil) {

  /** Without the value, which may be a person. */
  @Override
  public String toString() {
    return "RevocationOrder[" + kind + "]";
  }
}
