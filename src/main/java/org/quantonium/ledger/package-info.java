/**
 * The record of every sensitive call: an entry is written in the transaction of the act, or before
 * its outcome is told, so that there is no result, token or refusal without its record.
 *
 * <p>Follows RFC 8785 (canonical entries), RFC 9162, 2.1 (the tree), RFC 9530 (digests of bodies)
 * and the C2SP formats of {@code merkle}: entries wait as pending rows, the sequencer gives them
 * indexes, the publisher signs the head once it continues what the node vouched for.
 *
 * <p>{@code TamperingTest} changes the tables by hand and sees each change found; {@code
 * KilledLedgerIT} kills the writer; {@code container.LedgerOnPostgresqlIT} shows that nothing is
 * done that cannot be recorded.
 */
package org.quantonium.ledger;
