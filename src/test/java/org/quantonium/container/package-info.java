/**
 * Black-box tests of the built WAR over HTTP, the same on every server.
 *
 * <p>{@code OneDeployment} starts one server for all of them; {@code Server} says where it is.
 */
package org.quantonium.container;
