package org.quantonium.keys;

/**
 * The key-encryption keys of this node, by their names, and how much is left to do.
 *
 * @param id of the one that seals, 16 hexadecimal digits
 * @param next of the one that is to follow; null if there is none
 * @param previous of the one that was before; null if there is none
 * @param remaining how many keys of the ring are not sealed under the first
 */
public record KekView(String id, String next, String previous, long remaining) {}
