/**
 * Every refusal of the service, as a problem document, and the strict JSON that raises many of
 * them.
 *
 * <p>Follows RFC 9457 (problem details) for the documents and RFC 8259 with unique names for JSON.
 *
 * <p>{@code ProblemTypeTest} walks the table; {@code container.StrictInputIT} shows on both servers
 * that no input gets anything but a problem.
 */
package org.quantonium.problem;
