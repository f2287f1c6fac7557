package org.quantonium.ledger;

/**
 * Names the entry that an act left behind.
 *
 * @param entry id of the entry (UUIDv7)
 * @param leafHash base64 of SHA-256(00 || entry bytes)
 */
public record Receipt(String entry, String leafHash) {}
