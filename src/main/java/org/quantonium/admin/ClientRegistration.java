package org.quantonium.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Set;

/**
 * A client to be made.
 *
 * @param tenant whom it belongs to: 1 to 64 of {@code a-z 0-9 -}
 * @param name for people, 1 to 128 printable characters
 * @param scopes what it may do, at least one
 * @param expiresAt as {@link Expiry} reads it; null: never
 */
record ClientRegistration(
    @NotNull(message = "is required")
        @Pattern(
            regexp = "[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?",
            message = "must be 1 to 64 of a-z, 0-9 and -, with no - at an end")
        String tenant,
    @NotNull(message = "is required")
        @Size(min = 1, max = 128, message = "must have 1 to 128 characters")
        @Pattern(regexp = "[^\\p{Cntrl}\\p{Cs}]*", message = "must be printable")
        String name,
    @NotEmpty(message = "must name at least one scope")
        @Size(max = 32, message = "must have at most 32 scopes")
        Set<@NotNull(message = "must not be null") String> scopes,
    @JsonProperty("expires_at") String expiresAt) {}
