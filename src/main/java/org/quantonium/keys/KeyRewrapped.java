package org.quantonium.keys;

import java.util.Optional;

/**
 * A CDI event, fired in the transaction that seals the key anew.
 *
 * @param purpose a name of {@link StoredKey.Purpose}
 * @param from the key-encryption key of before, by its name; empty if the row did not say
 * @param to the one of now
 */
public record KeyRewrapped(String kid, String purpose, Optional<String> from, String to) {}
