/**
 * Hashes of sampled waveforms, {@code /v1/waveforms}: whoever has the samples and the hash can have
 * the service say later that they belong together.
 *
 * <p>Two schemes, which {@code docs/API.md} defines: {@code gwh-1}, the reference definition, which
 * has no key; and {@code gwh-2}, HMAC-SHA-256 under a key of the ring.
 *
 * <p>{@code Gwh1Test} holds the first to the reference's own figures, {@code Gwh2Test} the second
 * to an obvious implementation, {@code AlteredHashesTest} attacks both, and {@code
 * container.WaveformsIT} shows the resources on both servers.
 */
package org.quantonium.waveform;
