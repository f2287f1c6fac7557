package org.quantonium.admin;

import org.quantonium.oauth.ClientKeys;
import org.quantonium.oauth.JwkSet;

/**
 * What is asked for, whole, as it is kept until a second administrator has confirmed it: 8,192
 * characters of JSON at most.
 */
sealed interface Order {
  /** Path of what is acted on. */
  String target();

  private static String path(String clientId) {
    return "/v1/admin/clients/" + clientId;
  }

  /** A new client. */
  record Register(ClientRegistration client) implements Order {
    /**
     * Brings the keys into their one form.
     *
     * @throws org.quantonium.problem.Problem INVALID_REQUEST for keys that it cannot have
     */
    public Register {
      client = client.withCheckedKeys();
    }

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

  /**
   * Other public keys, or the first ones.
   *
   * @param jwks in the one form that they have here
   */
  record Keys(String clientId, JwkSet jwks) implements Order {
    /**
     * Brings the keys into their one form.
     *
     * @throws org.quantonium.problem.Problem INVALID_REQUEST for keys that it cannot have
     */
    public Keys {
      jwks = ClientKeys.of(jwks, "").set();
    }

    @Override
    public String target() {
      return path(clientId) + "/jwks";
    }
  }

  record Enable(String clientId) implements Order {
    @Override
    public String target() {
      return path(clientId);
    }
  }
}
