package org.quantonium.secrets;

/** Where in Vault a secret is. */
sealed interface VaultPlace permits KvPlace, WrappedKey {

  /** The secret; one request, and the login if there is none yet. */
  SecretBytes read(VaultSession session) throws VaultException;
}
