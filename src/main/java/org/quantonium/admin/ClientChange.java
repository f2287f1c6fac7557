package org.quantonium.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import java.util.Set;

/**
 * What a client is to be from now on.
 *
 * @param version that the administrator has seen
 * @param name as at its registration, as are the scopes
 * @param expiresAt as {@link Expiry} reads it; null: never
 * @param boundTokens whether it gets tokens alone that are bound to a key; empty: as it is, so that
 *     who does not know of it takes no protection away
 */
record ClientChange(
    @NotNull(message = "is required") Long version,
    @NotNull(message = "is required")
        @Size(min = 1, max = 128, message = "must have 1 to 128 characters")
        @Pattern(regexp = "[^\\p{Cntrl}\\p{Cs}]*", message = "must be printable")
        String name,
    @NotEmpty(message = "must name at least one scope")
        @Size(max = 32, message = "must have at most 32 scopes")
        Set<@NotNull(message = "must not be null") String> scopes,
    @JsonProperty("expires_at") String expiresAt,
    @JsonProperty("dpop_bound_access_tokens") Optional<Boolean> boundTokens) {
  ClientChange {
    boundTokens = boundTokens == null ? Optional.empty() : boundTokens;
  }
}
