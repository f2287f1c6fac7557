/**
 * Requests that may be sent again: the header Idempotency-Key on a POST that creates.
 *
 * <p>Follows draft-ietf-httpapi-idempotency-key-header. An answer is kept for a day, sealed, and
 * written in the transaction that created what it tells of, so that there is no moment at which the
 * one is there without the other.
 *
 * <p>{@code container.IdempotencyIT} shows it on both servers.
 */
package org.quantonium.idempotency;
