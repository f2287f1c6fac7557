package org.quantonium.admin;

/** What is asked for, whole, as it is kept until a second administrator has confirmed it. */
sealed interface Order {
  /** Path of what is acted on. */
  String target();

  private static String path(String clientId) {
    return "/v1/admin/clients/" + clientId;
  }

  record Register(ClientRegistration client) implements Order {
    @Override
    public String target() {
      return "/v1/admin/clients";
    }
  }

  record Change(String clientId, ClientChange change) implements Order {
    @Override
    public String target() {
      return path(clientId);
    }
  }

  /**
   * A new secret.
   *
   * @param overlapSeconds 0 or more
   */
  record Secret(String clientId, long overlapSeconds) implements Order {
    @Override
    public String target() {
      return path(clientId);
    }
  }

  record Enable(String clientId) implements Order {
    @Override
    public String target() {
      return path(clientId);
    }
  }
}
