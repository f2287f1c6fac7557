package org.quantonium.oauth;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.quantonium.identity.Caller;
import org.quantonium.identity.TokenPolicy;
import org.quantonium.keys.KeyRing;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;
import org.quantonium.secrets.SecretBytes;
import org.quantonium.storage.Sql;

/**
 * What becomes of clients after their registration, in the transaction that there is and after
 * {@link #lock}. Whatever takes something away revokes the client's tokens, and leaves an
 * administrator.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class ClientChanges {
  @Inject private KeyRing keys;
  @Inject private RevocationList revocations;
  @Inject private TokenPolicy tokens;

  @PersistenceContext private EntityManager database;

  private final Clock clock = Clock.systemUTC();

  /**
   * Lets no other transaction change clients until this one ends.
   *
   * @param caller on whose behalf; nobody's token is worth more here than its client is now, though
   *     this node may not have heard yet that it was revoked
   * @return since when some acts need two administrators; empty: there never were two
   * @throws Problem FORBIDDEN if its client was disabled, or lost a scope that the token has
   */
  public Optional<Instant> lock(Caller caller) {
    Optional<Instant> since = table().lock();
    if (!backs(caller.clientId(), caller.scopes())) {
      throw new Problem(
          ProblemType.FORBIDDEN,
          "Your client has not what your token says any more; ask for another token.");
    }
    return since;
  }

  /**
   * The client as it is.
   *
   * @throws Problem NOT_FOUND
   */
  public ClientView get(String clientId) {
    return find(clientId).view(clock.instant());
  }

  /** At most so many clients whose ids follow on this one, in the order of their ids. */
  public List<ClientView> page(String after, int limit) {
    Instant now = clock.instant();
    return database
        .createQuery(
            "select c from Client c where c.clientId > :after order by c.clientId", Client.class)
        .setParameter("after", after)
        .setMaxResults(limit)
        .getResultList()
        .stream()
        .map(client -> client.view(now))
        .toList();
  }

  /**
   * Sets what may be set.
   *
   * @param version that the caller has seen
   * @param gains whether it gains anything by it
   * @throws Problem CONFLICT if it was changed since, or no administrator would be left
   */
  public ClientView change(String clientId, long version, ClientAttributes to, boolean gains) {
    Instant now = clock.instant();
    ClientView before = get(clientId);
    if (!table().change(clientId, version, to)) {
      throw overtaken();
    }
    if (takesTokensAway(before, to, now)) {
      revocations.addAllOf(clientId);
    }
    table().requireLastingAdministrator();
    if (gains) {
      gained(clientId, now);
    }
    return again(clientId);
  }

  /** Whether it has tokens, perhaps, that it would not get any more. */
  private boolean takesTokensAway(ClientView before, ClientAttributes to, Instant now) {
    Instant lastExpiry = now.plus(tokens.maxLifetime()).plus(tokens.clockSkew());
    return to.end().filter(end -> end.isBefore(lastExpiry)).isPresent()
        || !to.scopes().containsAll(before.scopes())
        || (to.boundTokens() && !before.boundTokens());
  }

  /** What to say to who has seen another version. */
  public static Problem overtaken() {
    return new Problem(
        ProblemType.CONFLICT, "The client was changed since; read it again and send its version.");
  }

  /**
   * Lets the client have no token; those that it has are refused on every node within 5 seconds.
   *
   * @throws Problem CONFLICT if no administrator would be left
   */
  public ClientView disable(String clientId) {
    table().setEnabled(clientId, false);
    revocations.addAllOf(clientId);
    table().requireLastingAdministrator();
    return again(clientId);
  }

  public ClientView enable(String clientId) {
    table().setEnabled(clientId, true);
    gained(clientId, clock.instant());
    return again(clientId);
  }

  /**
   * Another secret, beside the one that the client has; not for one that has keys.
   *
   * @param overlap how long that one is good; zero: it ends now, and one before it too
   */
  public NewClient giveSecret(String clientId, Duration overlap) {
    Instant now = Instant.ofEpochMilli(clock.millis());
    SecretBytes secret = Clients.freshSecret();
    String kid = keys.clientSecretKeyId();
    table()
        .giveSecret(
            clientId, kid, keys.clientSecretMac(kid, clientId, secret), now, now.plus(overlap));
    table().trustFrom(clientId, now);
    return new NewClient(again(clientId), secret);
  }

  /** Has the client authenticate by these keys from now on, and no more by a secret. */
  public ClientView setKeys(String clientId, ClientKeys to) {
    table().setKeys(clientId, to.json());
    table().trustFrom(clientId, clock.instant());
    return again(clientId);
  }

  /** A client was registered: two administrators may be there for the first time. */
  public void registered() {
    table().noteSecondAdministrator(clock.instant());
  }

  private void gained(String clientId, Instant now) {
    table().trustFrom(clientId, now);
    table().noteSecondAdministrator(now);
  }

  /** Whether somebody else has this scope, and is neither disabled nor expired. */
  public boolean hasOtherHolder(String scope, String clientId) {
    return table().hasOtherHolder(scope, clientId, clock.instant());
  }

  /**
   * Whether the client has had all that it has since before that time. One that is not registered
   * here is another issuer's affair.
   */
  public boolean isTrustedSince(String clientId, Instant time) {
    Client client = database.find(Client.class, clientId);
    return client == null || client.trustedSince < time.toEpochMilli();
  }

  /**
   * Whether the client is neither disabled nor expired, and has these scopes. One that is not
   * registered here is another issuer's affair.
   */
  public boolean backs(String clientId, Set<String> scopes) {
    Client client = database.find(Client.class, clientId);
    return client == null || client.backs(scopes, clock.instant());
  }

  private Client find(String clientId) {
    return Optional.ofNullable(database.find(Client.class, clientId))
        .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "No client has this id."));
  }

  /** Statements changed the row behind the entity's back. */
  private ClientView again(String clientId) {
    Client client = find(clientId);
    database.refresh(client);
    return client.view(clock.instant());
  }

  private ClientTable table() {
    return new ClientTable(Sql.of(database));
  }
}
