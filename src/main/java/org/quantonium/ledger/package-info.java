/**
 * The record of every sensitive call: an entry is written in the caller's own transaction, so that
 * there is no result without its record.
 *
 * <p>Follows RFC 8785 (canonical entries) and RFC 9162, 2.1 (leaf hashes). So far entries are kept
 * as pending rows: they are durable, but not yet in a tree, signed or anchored.
 *
 * <p>{@code EventTest} shows the bytes of an entry; {@code container.SimulationIT} that a result
 * names its entry.
 */
package org.quantonium.ledger;
