/**
 * Another issuer whose tokens are good here, such as Keycloak: its settings, its published keys,
 * and how they are kept up to date.
 *
 * <p>Follows OpenID Connect Discovery 1.0 (section 4) and RFC 7517 (JWK), each narrowed to one
 * form; the tokens themselves are verified in {@code identity}, as ours are.
 *
 * <p>{@code PublishedKeyTest}, {@code IssuerKeysTest} and {@code ExternalIssuerTest} prove it,
 * {@code container.ExternalIssuerIT} with a stub on each server.
 */
package org.quantonium.issuer;
