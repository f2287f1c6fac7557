package org.quantonium.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import java.util.Set;
import org.quantonium.oauth.ClientKeys;
import org.quantonium.oauth.JwkSet;
import org.quantonium.problem.Problem;

/**
 * A client to be made.
 *
 * @param tenant whom it belongs to: 1 to 64 of {@code a-z 0-9 -}
 * @param name for people, 1 to 128 printable characters
 * @param scopes what it may do, at least one
 * @param expiresAt as {@link Expiry} reads it; null: never
 * @param boundTokens whether it gets tokens alone that are bound to a key (RFC 9449, 5.2); empty:
 *     no
 * @param jwks its public keys, if it is to authenticate by them; else it is given a secret
 * @param jwksUri what {@link #withCheckedKeys} refuses, with the reason
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
    @JsonProperty("expires_at") String expiresAt,
    @JsonProperty("dpop_bound_access_tokens") Optional<Boolean> boundTokens,
    Optional<JwkSet> jwks,
    @JsonProperty("jwks_uri") Optional<Object> jwksUri) {
  ClientRegistration {
    boundTokens = boundTokens == null ? Optional.empty() : boundTokens;
    jwks = jwks == null ? Optional.empty() : jwks;
    jwksUri = jwksUri == null ? Optional.empty() : jwksUri;
  }

  /**
   * The same, its keys in the one form that they have here.
   *
   * @throws Problem INVALID_REQUEST for keys that it cannot have, and for an address of keys
   */
  ClientRegistration withCheckedKeys() {
    if (jwksUri.isPresent()) {
      throw Problem.invalid(
          "/jwks_uri",
          "is not taken: this service fetches nothing from an address that somebody names; send the"
              + " keys themselves as jwks");
    }
    Optional<JwkSet> checked = jwks.map(set -> ClientKeys.of(set, "/jwks").set());
    return new ClientRegistration(tenant, name, scopes, expiresAt, boundTokens, checked, jwksUri);
  }
}
