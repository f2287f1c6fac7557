/**
 * What one call may cost: static limits, and admission of memory before it is allocated.
 *
 * <p>Prices come from {@code engine.Cost}; refusals are problems (RFC 9457) that name the limit and
 * the value.
 *
 * <p>{@code AdmissionTest} stands on each side of every limit.
 */
package org.quantonium.limits;
