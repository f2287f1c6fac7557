/**
 * Requests of this service to others, over HTTP (RFC 9110): direct, bounded in size and time, and
 * over TLS unless they stay on this machine.
 *
 * <p>{@code secrets.VaultTest}, {@code secrets.VaultTlsTest} and {@code issuer.ExternalIssuerTest}
 * prove it with servers that hang, redirect, flood and show another host's certificate.
 */
package org.quantonium.outbound;
