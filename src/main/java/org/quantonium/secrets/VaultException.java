package org.quantonium.secrets;

/**
 * Vault did not give what was asked of it.
 *
 * <p>It says what mends it, and nothing that Vault answered or was sent: both may hold secrets. For
 * the same reason it has no cause, since HTTP client and JSON parser quote what they do not like.
 */
final class VaultException extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int FORBIDDEN = 403;

  private final VaultCondition condition;
  private final int status;

  private VaultException(VaultCondition condition, int status, String message) {
    super(message);
    this.condition = condition;
    this.status = status;
  }

  /** It may mend itself: no answer, or one that says later. */
  static VaultException away(String message) {
    return new VaultException(VaultCondition.AWAY, 0, message);
  }

  /** Somebody has to mend it, there or in the settings. */
  static VaultException refused(String message) {
    return new VaultException(VaultCondition.REFUSED, 0, message);
  }

  /** Another answer than the one hoped for. */
  static VaultException answered(int status, String request) {
    String start = "Vault answers " + status + " to " + request + ": ";
    if (status / 100 == 3) {
      return away(
          start + "no redirect is followed; name in quantonium.vault.url who answers itself");
    }
    return switch (status) {
      case 400 ->
          new VaultException(VaultCondition.REFUSED, status, start + "it takes no such one");
      case FORBIDDEN ->
          new VaultException(
              VaultCondition.REFUSED,
              status,
              start + "the token or login is not valid, or its policy does not permit this");
      case 404 ->
          new VaultException(
              VaultCondition.REFUSED,
              status,
              start + "nothing is there, or it was deleted; correct the setting, or put it there");
      case 405 ->
          new VaultException(VaultCondition.REFUSED, status, start + "another engine is there");
      case 503 -> away(start + "it is sealed, or in maintenance: unseal it");
      default -> away(start + "it cannot serve now");
    };
  }

  VaultCondition condition() {
    return condition;
  }

  boolean isForbidden() {
    return status == FORBIDDEN;
  }
}
