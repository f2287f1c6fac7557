package org.quantonium.oauth;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A registered client; its secrets are held as MACs only. */
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

  @Column(name = "version")
  long version;

  /** Milliseconds since the epoch, in whole seconds; null: never. */
  @Column(name = "expires_at")
  Long expiresAt;

  @Column(name = "used_at")
  Long usedAt;

  @Column(name = "trusted_since")
  long trustedSince;

  @Column(name = "secret_number")
  long secretNumber;

  @Column(name = "secret_created_at")
  long secretCreatedAt;

  /** Null, as the other four are, where there is no secret but the newest. */
  @Column(name = "old_secret_number")
  Long oldSecretNumber;

  @Column(name = "old_secret_kid")
  String oldSecretKid;

  @Column(name = "old_secret_mac")
  byte[] oldSecretMac;

  @Column(name = "old_secret_created_at")
  Long oldSecretCreatedAt;

  @Column(name = "old_secret_expires_at")
  Long oldSecretExpiresAt;

  /** Whether it gets tokens that are bound to a key alone. */
  @Column(name = "bound_tokens")
  boolean boundTokens;

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
    version++;
    expiresAt = null;
    boundTokens = false;
    trustedSince = now;
    secretNumber++;
    secretCreatedAt = now;
    oldSecretNumber = null;
    oldSecretKid = null;
    oldSecretMac = null;
    oldSecretCreatedAt = null;
    oldSecretExpiresAt = null;
  }

  /** The same for one that is new: it can end by itself. */
  void endAt(Optional<Instant> end) {
    expiresAt = end.map(Instant::toEpochMilli).orElse(null);
  }

  /** The same for one that is new: it can get bound tokens alone. */
  void bindTokens(boolean bound) {
    boundTokens = bound;
  }

  /** Whether it gets tokens. */
  boolean isActive(Instant now) {
    return enabled && (expiresAt == null || now.toEpochMilli() < expiresAt);
  }

  /** Whether it may still have a token with these scopes. */
  boolean backs(Set<String> tokenScopes, Instant now) {
    return isActive(now) && scopeSet().containsAll(tokenScopes);
  }

  /**
   * When a token ends that would end then: none outlives its client.
   *
   * @param issued in whole seconds
   * @return empty if the client has ended by then
   */
  Optional<Instant> endOfToken(Instant issued, Instant wanted) {
    Instant end =
        expiresAt == null || wanted.toEpochMilli() <= expiresAt ? wanted : time(expiresAt);
    return Optional.of(end).filter(issued::isBefore);
  }

  /** Whether the secret before the newest one is good. */
  boolean hasOldSecret(Instant now) {
    return oldSecretExpiresAt != null && now.toEpochMilli() < oldSecretExpiresAt;
  }

  Set<String> scopeSet() {
    return new TreeSet<>(Set.of(scopes.split(" ")));
  }

  ClientView view(Instant now) {
    return new ClientView(
        clientId,
        tenant,
        name,
        scopeSet(),
        enabled,
        time(createdAt),
        Optional.ofNullable(expiresAt).map(Client::time),
        Optional.ofNullable(usedAt).map(Client::time),
        version,
        boundTokens,
        method(now));
  }

  private ClientMethod method(Instant now) {
    return jwks == null
        ? ClientMethod.bySecret(secrets(now))
        : ClientMethod.byKeys(ClientKeys.parse(jwks));
  }

  private List<ClientMethod.Secret> secrets(Instant now) {
    List<ClientMethod.Secret> secrets = new ArrayList<>();
    secrets.add(new ClientMethod.Secret(secretNumber, time(secretCreatedAt), Optional.empty()));
    if (hasOldSecret(now)) {
      secrets.add(
          new ClientMethod.Secret(
              oldSecretNumber, time(oldSecretCreatedAt), Optional.of(time(oldSecretExpiresAt))));
    }
    return secrets;
  }

  private static Instant time(long millis) {
    return Instant.ofEpochMilli(millis);
  }
}
