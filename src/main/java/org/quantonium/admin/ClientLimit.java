package org.quantonium.admin;

/**
 * A limit that is in force for a client.
 *
 * @param own whether it was given to this client; else it is everybody's
 */
record ClientLimit(String policy, long capacity, long refillPerSecond, boolean own) {}
