package org.quantonium.secrets;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A login to Vault that is kept: its token is renewed when two thirds of its lease are over, and
 * replaced by a new login where it cannot be.
 *
 * <p>Not safe for several threads at a time.
 */
final class VaultSession {
  private final VaultHttp http;
  private final VaultLogin login;
  private final LongSupplier nanos;

  private SecretBytes token;
  private boolean renewable;

  /** A lease of 0 does not end. */
  private long leaseNanos;

  /** The lease of a fresh login: one that is far shorter is at its very end. */
  private long fullLeaseNanos;

  private long leasedAt;

  /**
   * Logs in when first asked.
   *
   * @param nanos of a clock that only goes forward
   */
  VaultSession(VaultHttp http, VaultLogin login, LongSupplier nanos) {
    this.http = http;
    this.login = login;
    this.nanos = nanos;
  }

  /** What is read there. */
  VaultAnswer get(String path) throws VaultException {
    return send(t -> http.get(path, t));
  }

  /** What is answered to one text. */
  VaultAnswer post(String path, String name, SecretBytes text) throws VaultException {
    return send(t -> http.post(path, VaultBody.of(Map.of(name, text)), Optional.of(t)));
  }

  /** Renews the token if it is time, or logs in again; otherwise it asks nothing. */
  void keep() throws VaultException {
    if (token == null || spent(1, 1)) {
      logIn();
    } else if (spent(2, 3)) {
      renew();
    }
  }

  private void renew() throws VaultException {
    if (renewable) {
      try {
        VaultAnswer answer = http.post("auth/token/renew-self", empty(), Optional.of(token));
        lease(answer.number("auth", "lease_duration"), answer.isTrue("auth", "renewable"));
        if (leaseNanos >= fullLeaseNanos / 2) {
          return;
        }
        // It cannot be renewed far beyond this.
      } catch (VaultException e) {
        if (e.condition() == VaultCondition.AWAY) {
          throw e;
        }
      }
    }
    logIn();
  }

  private void logIn() throws VaultException {
    if (login instanceof VaultLogin.Credentials credentials) {
      VaultAnswer answer = http.post(credentials.path(), credentials.body(), Optional.empty());
      token =
          answer
              .text("auth", "client_token")
              .filter(t -> t.length() > 0)
              .orElseThrow(
                  () ->
                      VaultException.refused(
                          "Vault gives no token for " + credentials.path() + ": it wants more"));
      lease(answer.number("auth", "lease_duration"), answer.isTrue("auth", "renewable"));
    } else if (login instanceof VaultLogin.Token given) {
      SecretBytes read = given.token().read();
      VaultAnswer answer = http.get("auth/token/lookup-self", read);
      token = read;
      lease(answer.number("data", "ttl"), answer.isTrue("data", "renewable"));
    }
    fullLeaseNanos = leaseNanos;
  }

  private void lease(Optional<Long> seconds, boolean mayBeRenewed) {
    leaseNanos = TimeUnit.SECONDS.toNanos(seconds.orElse(0L));
    leasedAt = nanos.getAsLong();
    renewable = mayBeRenewed;
  }

  private boolean spent(long parts, long of) {
    return leaseNanos > 0 && nanos.getAsLong() - leasedAt >= leaseNanos / of * parts;
  }

  /** Where the token turns out to be dead before its time, there is one more login. */
  private VaultAnswer send(Request request) throws VaultException {
    boolean fresh = token == null || spent(1, 1);
    if (fresh) {
      logIn();
    }
    try {
      return request.with(token);
    } catch (VaultException e) {
      if (fresh || !e.isForbidden() || lives()) {
        throw e;
      }
    }
    logIn();
    return request.with(token);
  }

  private boolean lives() throws VaultException {
    try {
      http.get("auth/token/lookup-self", token);
      return true;
    } catch (VaultException e) {
      if (e.condition() == VaultCondition.AWAY) {
        throw e;
      }
      return false;
    }
  }

  /** Gives back the token that was made for this node, if Vault still listens. */
  void end() {
    if (token != null && login instanceof VaultLogin.Credentials) {
      try {
        http.post("auth/token/revoke-self", empty(), Optional.of(token));
      } catch (VaultException e) {
        // It ends with its lease.
      }
    }
    token = null;
  }

  private static byte[] empty() {
    return "{}".getBytes(US_ASCII);
  }

  /** What is asked with the token in force. */
  private interface Request {
    VaultAnswer with(SecretBytes token) throws VaultException;
  }
}
