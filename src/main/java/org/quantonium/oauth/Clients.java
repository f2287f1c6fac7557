package org.quantonium.oauth;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.quantonium.identity.Scopes;
import org.quantonium.keys.KeyRing;
import org.quantonium.ledger.Ledger;
import org.quantonium.ledger.NodeEvent;
import org.quantonium.secrets.SecretBytes;

/** The registry of clients. */
@ApplicationScoped
public class Clients {
  /** The client that the first start makes. */
  public static final String BOOTSTRAP = "bootstrap";

  /** The tenant that the bootstrap administrator belongs to. */
  private static final String BOOTSTRAP_TENANT = "operator";

  private static final int SECRET_BYTES = 32;
  private static final byte[] NO_MAC = new byte[32];
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
   * <p>An unknown client costs the same row, the same MAC and the same comparisons as a wrong
   * secret, and looks the same to the caller.
   */
  @Transactional
  Optional<Client> authenticate(ClientCredentials credentials) {
    Client client = nearest(credentials.clientId());
    boolean known = client.secretKid != null && keys.hasClientSecretKey(client.secretKid);
    String kid = known ? client.secretKid : keys.clientSecretKeyId();
    byte[] expected = known ? client.secretMac : NO_MAC;
    byte[] actual = keys.clientSecretMac(kid, credentials.clientId(), credentials.secret());
    boolean right = MessageDigest.isEqual(expected, actual);
    boolean named = isNamed(client, credentials.clientId());
    return known && right && named && client.enabled && client.jwks == null
        ? Optional.of(client)
        : Optional.empty();
  }

  /**
   * The client of this id, or in its place the one before it: a row that is not there would be
   * answered sooner than one that is.
   */
  private Client nearest(String clientId) {
    return database
        .createQuery(
            "select c from Client c where c.clientId <= :id order by c.clientId desc", Client.class)
        .setParameter("id", clientId)
        .setMaxResults(1)
        .getResultList()
        .stream()
        .findFirst()
        .orElse(NOBODY);
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
   */
  @Transactional
  public NewClient register(String tenant, String name, Set<String> scopes) {
    return save(new Client(), "c-" + UUID.randomUUID(), tenant, name, scopes);
  }

  /** A client that may authenticate, and does so by keys. */
  @Transactional
  Optional<Client> withKeys(String clientId) {
    return Optional.ofNullable(database.find(Client.class, clientId))
        .filter(client -> client.enabled && client.jwks != null);
  }

  /**
   * Has a client authenticate by these keys, and no more by a secret.
   *
   * @throws java.util.NoSuchElementException if there is no such client
   */
  @Transactional
  public ClientView setKeys(String clientId, ClientKeys keys) {
    Client client = Optional.ofNullable(database.find(Client.class, clientId)).orElseThrow();
    client.setKeys(keys);
    return client.view();
  }

  @Transactional
  public Optional<ClientView> find(String clientId) {
    return Optional.ofNullable(database.find(Client.class, clientId)).map(Client::view);
  }

  /**
   * Makes the bootstrap administrator, or gives it a new secret; empty if it is there and no new
   * secret is asked for. Either is recorded in the same transaction.
   */
  @Transactional
  public Optional<NewClient> bootstrap(boolean newSecret) {
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
            Scopes.ALL));
  }

  private NewClient save(
      Client client, String clientId, String tenant, String name, Set<String> scopes) {
    // The text form is what the client sends, so the MAC is over its bytes.
    SecretBytes secret =
        SecretBytes.copyOf(
            Base64.getUrlEncoder()
                .withoutPadding()
                .encode(SecretBytes.random(SECRET_BYTES).expose()));
    String kid = keys.clientSecretKeyId();
    byte[] mac = keys.clientSecretMac(kid, clientId, secret);
    client.set(clientId, tenant, name, scopes, kid, mac, clock.millis());
    database.persist(client);
    return new NewClient(client.view(), secret);
  }
}
