package org.quantonium.merkle;

/**
 * A tile that has just become full.
 *
 * @param level 0 <= level <= 7
 * @param hashes 8,192 bytes
 * @param root the hash of its 256 hashes, 32 bytes: the next hash of the level above
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, compared by nobody
public record FullTile(int level, long index, byte[] hashes, byte[] root) {}
