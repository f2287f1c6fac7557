package org.quantonium.keys;

/**
 * A CDI event, fired in the transaction that makes the key.
 *
 * @param purpose a name of {@link StoredKey.Purpose}
 */
public record KeyCreated(String kid, String purpose, String algorithm) {}
