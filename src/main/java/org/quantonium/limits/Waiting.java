package org.quantonium.limits;

/**
 * A simulation that waits for its turn.
 *
 * @param id its own, or of whatever stands for it
 * @param seconds predicted, of computing
 * @param bytes that it will hold while it runs
 * @param since when it came, in milliseconds since the epoch
 */
public record Waiting(
    String id, String tenant, String client, double seconds, long bytes, long since) {}
