package org.quantonium.oauth;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.quantonium.identity.Scopes;
import org.quantonium.keys.KeyRing;
import org.quantonium.ledger.Ledger;
import org.quantonium.ledger.NodeEvent;
import org.quantonium.secrets.SecretBytes;
import org.quantonium.storage.Sql;

/** The registry of clients. */
@ApplicationScoped
public class Clients {
  /** The client that the first start makes. */
  public static final String BOOTSTRAP = "bootstrap";

  /** The tenant that the bootstrap administrator belongs to. */
  private static final String BOOTSTRAP_TENANT = "operator";

  static final String NEAREST =
      "select * from client where client_id <= greatest(cast(?1 as varchar(64)), ?2)"
          + " order by client_id desc fetch first row only";

  private static final int SECRET_BYTES = 32;
  private static final byte[] NO_MAC = new byte[32];

  /** Has no secret. */
  private static final Client NOBODY = Client.nobody();

  @PersistenceContext private EntityManager database;

  private final KeyRing keys;
  private final Ledger ledger;

  private final Clock clock = Clock.systemUTC();

  Clients() {
    this(null, null, null);
  }

  @Inject
  Clients(KeyRing keys, Ledger ledger) {
    this(keys, ledger, null);
  }

  /** Without a container, which would give the database. */
  Clients(KeyRing keys, Ledger ledger, EntityManager database) {
    this.keys = keys;
    this.ledger = ledger;
    this.database = database;
  }

  /**
   * The client that these credentials belong to.
   *
   * <p>An unknown client costs the same row, the same MACs and the same comparisons as a wrong
   * secret, one secret the same as two, and looks the same to the caller.
   */
  @Transactional
  Optional<Client> authenticate(ClientCredentials credentials) {
    Client client = nearest(credentials.clientId());
    Instant now = clock.instant();
    String oldKid = client.hasOldSecret(now) ? client.oldSecretKid : null;
    boolean newest = matches(client.secretKid, client.secretMac, credentials);
    boolean old = matches(oldKid, client.oldSecretMac, credentials);
    boolean named = isNamed(client, credentials.clientId());
    boolean right = (newest || old) && named;
    if (!right || client.jwks != null || !client.isActive(now)) {
      return Optional.empty();
    }
    noteUse(client);
    return Optional.of(client);
  }

  /** One MAC and one comparison, whether the key is there or not. */
  private boolean matches(String kid, byte[] expected, ClientCredentials credentials) {
    boolean known = kid != null && keys.hasClientSecretKey(kid);
    byte[] actual =
        keys.clientSecretMac(
            known ? kid : keys.clientSecretKeyId(), credentials.clientId(), credentials.secret());
    return MessageDigest.isEqual(known ? expected : NO_MAC, actual) && known;
  }

  /** A client that gets tokens, and authenticates by keys. */
  @Transactional
  Optional<Client> withKeys(String clientId) {
    return Optional.ofNullable(database.find(Client.class, clientId))
        .filter(client -> client.jwks != null && client.isActive(clock.instant()));
  }

  /**
   * Keeps when a client authenticated: written once a minute at most, whatever it asks for.
   *
   * @param client as it was read a moment ago
   */
  @Transactional
  void noteUse(Client client) {
    long minute = clock.instant().truncatedTo(ChronoUnit.MINUTES).toEpochMilli();
    if (client.usedAt == null || client.usedAt < minute) {
      new ClientTable(Sql.of(database)).use(client.clientId, minute);
    }
  }

  /**
   * The client of this id, or in its place the one before it, or the first administrator for an id
   * that comes before all: a row that is not there would be answered sooner than one that is. What
   * comes before what is the database's to say.
   */
  private Client nearest(String clientId) {
    List<?> rows =
        database
            .createNativeQuery(NEAREST, Client.class)
            .setParameter(1, clientId)
            .setParameter(2, BOOTSTRAP)
            .getResultList();
    return rows.isEmpty() ? NOBODY : (Client) rows.get(0);
  }

  private static boolean isNamed(Client client, String clientId) {
    return MessageDigest.isEqual(
        client.clientId.getBytes(StandardCharsets.UTF_8),
        clientId.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Registers a client under a fresh id and a fresh 256-bit secret.
   *
   * @param scopes a subset of {@link Scopes#ALL}, not empty
   * @param end in whole seconds; empty: never
   * @param bound whether it gets tokens alone that are bound to a key
   */
  @Transactional
  public NewClient register(
      String tenant, String name, Set<String> scopes, Optional<Instant> end, boolean bound) {
    return save(new Client(), "c-" + UUID.randomUUID(), tenant, name, scopes, end, bound);
  }

  @Transactional
  public Optional<ClientView> find(String clientId) {
    return Optional.ofNullable(database.find(Client.class, clientId))
        .map(client -> client.view(clock.instant()));
  }

  /**
   * Makes the bootstrap administrator, or gives it a new secret; empty if it is there and no new
   * secret is asked for. Either is recorded in the same transaction, while nobody else changes
   * clients, on whichever node.
   */
  @Transactional
  public Optional<NewClient> bootstrap(boolean newSecret) {
    new ClientTable(Sql.of(database)).lock();
    Client client = database.find(Client.class, BOOTSTRAP);
    if (client != null && !newSecret) {
      return Optional.empty();
    }
    ledger.append(new NodeEvent.BootstrapSecretMade(BOOTSTRAP, client != null));
    return Optional.of(
        save(
            client == null ? new Client() : client,
            BOOTSTRAP,
            BOOTSTRAP_TENANT,
            "Bootstrap administrator",
            Scopes.ALL,
            Optional.empty(),
            false));
  }

  private NewClient save(
      Client client,
      String clientId,
      String tenant,
      String name,
      Set<String> scopes,
      Optional<Instant> end,
      boolean bound) {
    SecretBytes secret = freshSecret();
    String kid = keys.clientSecretKeyId();
    byte[] mac = keys.clientSecretMac(kid, clientId, secret);
    client.set(clientId, tenant, name, scopes, kid, mac, clock.millis());
    client.endAt(end);
    client.bindTokens(bound);
    database.persist(client);
    // What is asked of the table next is asked by statements.
    database.flush();
    return new NewClient(client.view(clock.instant()), secret);
  }

  /** The text form is what the client sends, so the MAC is over its bytes. */
  static SecretBytes freshSecret() {
    return SecretBytes.copyOf(
        Base64.getUrlEncoder().withoutPadding().encode(SecretBytes.random(SECRET_BYTES).expose()));
  }
}
