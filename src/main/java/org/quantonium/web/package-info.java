/**
 * The application itself: its start, the filters that every request passes, and its JSON.
 *
 * <p>Follows RFC 6750 (bearer tokens), RFC 9110 and RFC 9457 at the edge.
 *
 * <p>{@code attack.ForgedTokensIT}, {@code attack.AuthorisationIT} and {@code
 * container.StrictInputIT} attack it on both servers.
 */
package org.quantonium.web;
