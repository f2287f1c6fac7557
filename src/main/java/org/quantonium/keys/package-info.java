/**
 * The key ring: signing keys and the client-secret key, sealed at rest.
 *
 * <p>Follows RFC 7638 (kid), RFC 7517 (JWK) and NIST SP 800-38D (AES-256-GCM envelopes); the
 * key-encryption key stays outside the database.
 *
 * <p>{@code EnvelopeTest} and {@code KeyEncryptionKeyTest} attack each of these; {@code
 * container.RestartIT} takes the ring through a kill and the loss of its key.
 */
package org.quantonium.keys;
