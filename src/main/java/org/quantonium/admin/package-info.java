/**
 * Operator resources: clients and their limits, keys, revoked tokens.
 *
 * <p>Follows the API table of {@code docs/API.md}.
 *
 * <p>{@code container.ClientsIT}, {@code container.KeysIT} and {@code container.TokenRevocationIT}
 * show them on both servers.
 */
package org.quantonium.admin;
