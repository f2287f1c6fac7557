package org.quantonium.admin;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * Which key is to be followed by the next.
 *
 * @param purpose of the key
 */
record KeyRotation(
    @NotNull(message = "is required")
        @Pattern(
            regexp = "TOKEN_SIGNING|CLIENT_SECRET_MAC|WAVEFORM_MAC|DATA",
            message = "must be TOKEN_SIGNING, CLIENT_SECRET_MAC, WAVEFORM_MAC or DATA")
        String purpose) {}
