/**
 * Secrets and where they come from: a setting itself, as the environment gives it, or a file.
 *
 * <p>{@code SecretBytesTest} and {@code SecretSourceTest} attack them.
 */
package org.quantonium.secrets;
