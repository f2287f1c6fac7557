package org.quantonium.ledger;

/**
 * The tree as the database has it.
 *
 * @param origin the log's name; null before the first start
 * @param size entries in it
 * @param root 32 bytes
 */
@SuppressWarnings("ArrayRecordComponent") // a row on its way, never compared
record Head(String origin, long size, byte[] root) {}
