/**
 * The arithmetic of the ledger's tree, the files that prove it, and the program that verifies them,
 * in pure Java.
 *
 * <p>Follows RFC 9162, section 2.1, and the C2SP formats tlog-tiles, tlog-checkpoint, signed-note
 * and tlog-proof.
 *
 * <p>{@code PublishedVectorsTest} and {@code ProofsTest} compare it with published vectors, and
 * with the RFC's recursive definitions for every size up to 300; {@code src/interop} has Go's
 * checksum database code verify what it writes.
 */
package org.quantonium.merkle;
