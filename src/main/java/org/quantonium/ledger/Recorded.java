package org.quantonium.ledger;

/**
 * An entry that was written; it is durable once its transaction is.
 *
 * @param entryId UUIDv7
 * @param leafHash base64 of SHA-256(00 || entry bytes)
 * @param mac base64; shows later that a node wrote such an entry, see {@link Receipts}
 */
public record Recorded(String entryId, String leafHash, String mac) {}
