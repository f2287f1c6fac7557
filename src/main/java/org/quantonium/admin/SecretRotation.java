package org.quantonium.admin;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A new secret for a client.
 *
 * @param overlapSeconds how long the one that it has is good beside it, 0 to 30 days; null: as the
 *     settings say
 */
record SecretRotation(@JsonProperty("overlap_seconds") Long overlapSeconds) {}
