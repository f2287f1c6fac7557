/**
 * Who is calling: the bearer token is read, verified and turned into a {@link Caller}, identically
 * on every server.
 *
 * <p>The rules are those of RFC 7515 (JWS), RFC 7519 (JWT) and RFC 9068 (JWT access tokens), each
 * narrowed to one accepted form wherever the specification leaves a choice; MicroProfile JWT lends
 * its vocabulary.
 *
 * <p>{@code TokenVerifierTest} proves it with every row of {@code
 * org.quantonium.attack.ForgedTokens}, which the container tests send to each server.
 */
package org.quantonium.identity;
