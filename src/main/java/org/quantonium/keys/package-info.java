/**
 * The key ring: keys that sign, MAC and seal, themselves sealed at rest, and how they follow on
 * each other on several nodes at once.
 *
 * <p>Follows RFC 7638 (kid), RFC 7517 (JWK) and NIST SP 800-38D (AES-256-GCM envelopes); the
 * key-encryption key stays outside the database.
 *
 * <p>{@code EnvelopeTest} and {@code KeyEncryptionKeyTest} attack each of these; {@code
 * RewrappingTest} and {@code KekRotationIT} change the key-encryption key; {@code KeyStateTest},
 * {@code KeyLifeTest}, {@code KeyRingTest} and {@code KeyRotationIT} change keys; {@code
 * container.RestartIT} takes the ring through a kill and the loss of its key.
 */
package org.quantonium.keys;
