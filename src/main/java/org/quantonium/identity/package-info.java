/**
 * Who is calling: the token is read, verified and turned into a {@link Caller}, identically on
 * every server.
 *
 * <p>The rules are those of RFC 7515 (JWS), RFC 7519 (JWT) and RFC 9068 (JWT access tokens) and RFC
 * 9449 (DPoP), each narrowed to one accepted form wherever the specification leaves a choice;
 * MicroProfile JWT lends its vocabulary.
 *
 * <p>{@code TokenVerifierTest} proves it with every row of {@code
 * org.quantonium.attack.ForgedTokens}, and {@code DpopVerifierTest} with those of {@code
 * ForgedProofs}, which the container tests send to each server.
 */
package org.quantonium.identity;
