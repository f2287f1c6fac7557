package org.quantonium.secrets;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.Config;

/**
 * The Vault that settings name: what was read of it at the start, and whether it would give that
 * again.
 *
 * <p>Secrets are read at the start, as all settings are, and the node then goes on with what it
 * holds. The login is kept and everything read again now and then, so that it is known beforehand
 * whether a restart would succeed, and with what.
 */
final class Vault {
  private static final Logger LOG = Logger.getLogger(Vault.class.getName());

  /** At the start, for a Vault that is changing its leader. */
  private static final int ATTEMPTS = 3;

  private static final long CHECK_SECONDS = 60;
  private static final int LONGEST_PAUSE_SECONDS = 30;

  /** One for all settings of an application: also for those that are read before its beans are. */
  private static Vault shared;

  private final VaultSettings settings;
  private final VaultSession session;
  private final LongSupplier nanos;
  private final long pauseMillis;
  private final Map<String, Held> held = new LinkedHashMap<>();

  private long dueAt;
  private long checkAt;
  private int failures;
  private boolean closed;

  private volatile VaultCondition condition = VaultCondition.UP;

  /** Settings whose secret in Vault is another than the one that this node holds. */
  private volatile SortedSet<String> changed = new TreeSet<>();

  /** Settings whose key is to be wrapped anew, by hand. */
  private volatile SortedSet<String> outdated = new TreeSet<>();

  /** What the node holds, and where it has it from. */
  private record Held(VaultPlace place, SecretBytes secret) {}

  Vault(VaultSettings settings, LongSupplier nanos, long pauseMillis) {
    this.settings = settings;
    this.session = new VaultSession(new VaultHttp(settings), settings.login(), nanos);
    this.nanos = nanos;
    this.pauseMillis = pauseMillis;
  }

  /**
   * The Vault of this configuration.
   *
   * @throws IllegalStateException if its settings are not all there
   */
  static synchronized Vault of(Config config) {
    VaultSettings settings = VaultSettings.from(config);
    if (shared == null || !shared.settings.equals(settings)) {
      shared = new Vault(settings, System::nanoTime, TimeUnit.SECONDS.toMillis(1));
    }
    return shared;
  }

  /** The one that was asked for a secret; empty if none comes from there. */
  static synchronized Optional<Vault> inUse() {
    return Optional.ofNullable(shared);
  }

  /**
   * Reads a secret for the start, and remembers it.
   *
   * @throws IllegalStateException if it is not to be had; it names the remedy
   */
  synchronized SecretBytes hold(String setting, VaultPlace place) {
    try {
      SecretBytes secret = patientlyRead(place);
      held.put(setting, new Held(place, secret));
      dueAt = nanos.getAsLong();
      checkAt = dueAt + TimeUnit.SECONDS.toNanos(CHECK_SECONDS);
      return secret;
    } catch (VaultException e) {
      throw new IllegalStateException(
          "The node does not start: "
              + setting
              + " cannot be had from Vault, which is "
              + e.condition()
              + ". "
              + e.getMessage(),
          e);
    }
  }

  private SecretBytes patientlyRead(VaultPlace place) throws VaultException {
    for (int attempt = 1; ; attempt++) {
      try {
        return place.read(session);
      } catch (VaultException e) {
        if (attempt == ATTEMPTS || e.condition() != VaultCondition.AWAY) {
          throw e;
        }
      }
      pause();
    }
  }

  private void pause() throws VaultException {
    try {
      TimeUnit.MILLISECONDS.sleep(pauseMillis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw VaultException.away("Vault was not waited for: the node stops");
    }
  }

  /**
   * Looks after the login and what was read; to be called about once a second.
   *
   * <p>Cost: none while there is nothing to do; otherwise some requests, each at most as long as
   * the time-out. A Vault that does not give what it should is asked again after 2, 4, 8, 16 and
   * then every 30 seconds.
   */
  synchronized void tend() {
    if (closed || nanos.getAsLong() - dueAt < 0) {
      return;
    }
    try {
      session.keep();
      if (nanos.getAsLong() - checkAt >= 0) {
        check();
        checkAt = nanos.getAsLong() + TimeUnit.SECONDS.toNanos(CHECK_SECONDS);
      }
      failures = 0;
      become(VaultCondition.UP, "");
    } catch (VaultException e) {
      failures = Math.min(failures + 1, 5);
      long pause = Math.min(LONGEST_PAUSE_SECONDS, 1L << failures);
      dueAt = nanos.getAsLong() + TimeUnit.SECONDS.toNanos(pause);
      become(e.condition(), e.getMessage());
    }
  }

  private void check() throws VaultException {
    SortedSet<String> other = new TreeSet<>();
    SortedSet<String> old = new TreeSet<>();
    for (Map.Entry<String, Held> entry : held.entrySet()) {
      String setting = entry.getKey();
      Held mine = entry.getValue();
      if (!mine.place().read(session).equals(mine.secret())) {
        other.add(setting);
      } else if (mine.place() instanceof WrappedKey wrapped) {
        wrapped
            .rewrap(session, mine.secret())
            .ifPresent(version -> tellOutdated(old, setting, wrapped, version));
      }
    }
    if (!changed.equals(other) && !other.isEmpty()) {
      LOG.warning(
          () -> "Vault has another secret now for " + other + ": a restart of the node takes it");
    }
    changed = other;
    outdated = old;
  }

  private void tellOutdated(
      SortedSet<String> old, String setting, WrappedKey wrapped, String version) {
    old.add(setting);
    if (!outdated.contains(setting)) {
      LOG.warning(
          () ->
              "What "
                  + setting
                  + ".wrapped holds is of an older version than "
                  + version
                  + " of "
                  + wrapped.mount()
                  + "/"
                  + wrapped.key()
                  + ", and this node cannot write it there: replace it with what vault write"
                  + " -field=ciphertext "
                  + wrapped.mount()
                  + "/rewrap/"
                  + wrapped.key()
                  + " ciphertext=... gives, before the older version is given up");
    }
  }

  private void become(VaultCondition now, String reason) {
    VaultCondition before = condition;
    condition = now;
    if (now == before) {
      return;
    }
    if (now == VaultCondition.UP) {
      LOG.info("Vault gives what it should again");
    } else {
      LOG.warning(
          () ->
              "Vault is "
                  + now
                  + ". The node goes on with the secrets that it holds; a restart would be refused. "
                  + reason);
    }
  }

  VaultCondition condition() {
    return condition;
  }

  SortedSet<String> changed() {
    return changed;
  }

  SortedSet<String> outdated() {
    return outdated;
  }

  /** Gives back the token that was made for this node. */
  synchronized void close() {
    closed = true;
    session.end();
  }
}
