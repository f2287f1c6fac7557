package org.quantonium.secrets;

import jakarta.enterprise.context.ApplicationScoped;

/** Looks after the Vault in use, if secrets come from one. */
@ApplicationScoped
public class VaultUpkeep {

  /** Renews the login, and sees whether a restart would succeed; about once a second. */
  public void tend() {
    Vault.inUse().ifPresent(Vault::tend);
  }

  /** Gives back what was lent to this node: at its stop. */
  public void close() {
    Vault.inUse().ifPresent(Vault::close);
  }
}
