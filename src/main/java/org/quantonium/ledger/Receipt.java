package org.quantonium.ledger;

/**
 * Names the entry that an act left behind, and promises that it will be in the tree.
 *
 * @param entry id of the entry (UUIDv7)
 * @param leafHash base64 of SHA-256(00 || entry bytes)
 * @param promise a signed note, see {@link org.quantonium.merkle.Promise}
 */
public record Receipt(String entry, String leafHash, String promise) {}
