/**
 * The built-in token issuer: clients, the token endpoint, revoked tokens, its metadata and its
 * keys' public halves.
 *
 * <p>Follows RFC 6749 (client credentials, {@code client_secret_basic}), RFC 9068 (access tokens),
 * RFC 7009 (revocation), RFC 7662 (introspection), RFC 8414 (metadata) and RFC 7517 (JWKS).
 *
 * <p>{@code container.TokenEndpointIT} and {@code container.TokenRevocationIT} show it on both
 * servers; {@code TokenFormTest} and {@code ClientCredentialsTest} attack its parsers.
 */
package org.quantonium.oauth;
