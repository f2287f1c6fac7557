/**
 * The arithmetic of the ledger's tree, in pure Java.
 *
 * <p>Follows RFC 9162, section 2.1. So far it has the two hashes.
 *
 * <p>{@code HashesTest} compares them with published roots.
 */
package org.quantonium.merkle;
