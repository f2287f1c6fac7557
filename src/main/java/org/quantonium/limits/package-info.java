/**
 * What one call may cost, and how often it may be made: static limits, admission of memory before
 * it is allocated, and limits by rate, shared by all nodes through Redis or kept in this one.
 *
 * <p>Prices come from {@code engine.Cost}; refusals are problems (RFC 9457) that name the limit and
 * the value. Answers tell of rates as draft-ietf-httpapi-ratelimit-headers-11 says.
 *
 * <p>{@code AdmissionTest} and {@code GcraTest} stand on each side of every limit; {@code
 * SharedBucketsProperties} loses Redis and finds it again at random; {@code container.RateLimitsIT}
 * shows it on both servers.
 */
package org.quantonium.limits;
