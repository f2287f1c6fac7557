package org.quantonium.admin;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/**
 * A limit to be given to a client.
 *
 * @param capacity units at once
 * @param refillPerSecond units that come back each second
 */
record LimitChange(
    @NotNull(message = "is required")
        @Min(value = 1, message = "must be 1 to 1000000000")
        @Max(value = 1_000_000_000, message = "must be 1 to 1000000000")
        Long capacity,
    @NotNull(message = "is required")
        @Min(value = 1, message = "must be 1 to 1000000")
        @Max(value = 1_000_000, message = "must be 1 to 1000000")
        Long refillPerSecond) {}
