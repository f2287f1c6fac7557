package org.quantonium.oauth;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A registered client; its secret is held as a MAC only. */
@Entity
@Table(name = "client")
class Client {
  @Id
  @Column(name = "client_id")
  String clientId;

  @Column(name = "tenant")
  String tenant;

  @Column(name = "name")
  String name;

  /** Space-delimited, sorted. */
  @Column(name = "scopes")
  String scopes;

  @Column(name = "secret_kid")
  String secretKid;

  /** HMAC-SHA-256, 32 bytes. */
  @Column(name = "secret_mac")
  byte[] secretMac;

  @Column(name = "enabled")
  boolean enabled;

  /** Milliseconds since the epoch. */
  @Column(name = "created_at")
  long createdAt;

  /** A JWK Set; null for a client that has a secret. */
  @Column(name = "jwks")
  String jwks;

  protected Client() {}

  /** One that no id names and no secret fits; not kept. */
  static Client nobody() {
    Client nobody = new Client();
    nobody.clientId = "";
    return nobody;
  }

  /**
   * Sets everything anew but the time of creation, and enables the client.
   *
   * <p>Here and not where it is called: EclipseLink sees the change of a loaded entity only where
   * the entity's own methods make it.
   */
  void set(
      String newClientId,
      String newTenant,
      String newName,
      Set<String> newScopes,
      String newSecretKid,
      byte[] newSecretMac,
      long now) {
    clientId = newClientId;
    tenant = newTenant;
    name = newName;
    scopes = String.join(" ", new TreeSet<>(newScopes));
    secretKid = newSecretKid;
    secretMac = newSecretMac;
    jwks = null;
    enabled = true;
    createdAt = createdAt == 0 ? now : createdAt;
  }

  /** Has assertions verified by these keys from now on; a secret counts no more. */
  void setKeys(ClientKeys keys) {
    jwks = keys.json();
  }

  Set<String> scopeSet() {
    return new TreeSet<>(Set.of(scopes.split(" ")));
  }

  ClientView view() {
    return new ClientView(
        clientId, tenant, name, scopeSet(), enabled, Instant.ofEpochMilli(createdAt), method());
  }

  private ClientMethod method() {
    return new ClientMethod(
        jwks == null ? ClientMethod.SECRET : ClientMethod.KEYS,
        Optional.ofNullable(jwks).map(json -> ClientKeys.parse(json).set()));
  }
}
