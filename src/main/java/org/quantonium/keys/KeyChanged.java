package org.quantonium.keys;

/**
 * A CDI event, fired in the transaction that moves the key.
 *
 * @param purpose a name of {@link StoredKey.Purpose}
 * @param from a name of {@link KeyState}
 * @param to the same
 */
public record KeyChanged(String kid, String purpose, String from, String to) {}
