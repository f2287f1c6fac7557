/**
 * Operator resources: so far, the registration of clients.
 *
 * <p>Follows the API table of {@code docs/API.md}.
 *
 * <p>{@code container.ClientsIT} shows it on both servers.
 */
package org.quantonium.admin;
