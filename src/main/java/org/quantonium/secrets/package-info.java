/**
 * Secrets and where they come from: a setting itself, as the environment gives it, a file, or
 * HashiCorp Vault by its HTTP API (KV version 2 and Transit).
 *
 * <p>{@code SecretBytesTest}, {@code SecretSourceTest} and {@code SecretKeyTest} attack them, and
 * {@code VaultTest}, {@code VaultTlsTest}, {@code VaultUpkeepTest} and {@code WrappedKeyTest} what
 * comes from Vault, with a stub of it.
 */
package org.quantonium.secrets;
