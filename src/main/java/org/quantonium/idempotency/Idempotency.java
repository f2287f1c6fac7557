package org.quantonium.idempotency;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.quantonium.identity.Caller;
import org.quantonium.problem.Json;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;
import org.quantonium.storage.UniqueViolation;

/** Sees to it that a request under a key does its work once, on whichever node it comes. */
@ApplicationScoped
public class Idempotency {
  public static final String HEADER = "Idempotency-Key";

  /** A structured string (RFC 8941, 3.3.3) without escapes; or the same without its quotes. */
  private static final Pattern KEY = Pattern.compile("\"([!#-\\[\\]-~]{1,64})\"|([\\w.~:-]{1,64})");

  @Inject private IdempotencyTable table;

  private final Clock clock = Clock.systemUTC();

  /**
   * Claims a key for a request. The caller then creates and, in the same transaction, calls {@link
   * #answered}; at last it calls {@link #release}, whatever came of it.
   *
   * @param headers values of the header; none is no key
   * @param operation such as {@code POST /v1/simulations}
   * @param request what is asked for
   * @throws Problem MALFORMED_REQUEST if it is no key, CONFLICT if the first request under this key
   *     has not been answered, IDEMPOTENCY_KEY_REUSED if it asked for something else
   */
  public Claim claim(Caller caller, List<String> headers, String operation, Record request) {
    if (headers == null || headers.isEmpty()) {
      return Claim.withoutKey();
    }
    String key = key(headers);
    String fingerprint = fingerprint(operation, request);
    long now = clock.millis();
    table.forget(caller.clientId(), key, now);
    try {
      table.insert(caller.clientId(), key, fingerprint, now);
      return Claim.first(caller.clientId(), key, now);
    } catch (PersistenceException e) {
      if (!UniqueViolation.isBehind(e)) {
        throw e;
      }
      return again(caller, key, fingerprint);
    }
  }

  private Claim again(Caller caller, String key, String fingerprint) {
    Optional<IdempotencyTable.Kept> kept = table.find(caller.clientId(), key);
    if (kept.filter(first -> !first.fingerprint().equals(fingerprint)).isPresent()) {
      throw new Problem(
          ProblemType.IDEMPOTENCY_KEY_REUSED,
          "This Idempotency-Key came with another request; use a fresh one for each.");
    }
    return kept.flatMap(IdempotencyTable.Kept::answer)
        .map(Claim::again)
        .orElseThrow(
            () ->
                new Problem(
                        ProblemType.CONFLICT,
                        "The first request with this Idempotency-Key is not answered yet; try"
                            + " again.")
                    .retryAfterSeconds(1));
  }

  /**
   * Keeps the answer, in the transaction that creates what it tells of.
   *
   * @param answer what a later request under this key is to be told; sealed before it is kept
   * @throws jakarta.transaction.TransactionalException if there is no transaction
   */
  public void answered(Claim claim, String answer) {
    if (claim.isKept()) {
      table.answer(claim, answer);
    }
  }

  /** The same where the transaction is the connection's. */
  public void answered(Connection connection, Claim claim, String answer) throws SQLException {
    if (claim.isKept()) {
      table.answer(connection, claim, answer);
    }
  }

  /** Gives the key back if nothing was created under it. */
  public void release(Claim claim) {
    if (claim.isKept()) {
      table.release(claim);
    }
  }

  /** Forgets what is older than a day. */
  public void tend() {
    table.forgetOld(clock.millis());
  }

  private static String key(List<String> headers) {
    Matcher key = KEY.matcher(headers.get(0));
    if (headers.size() != 1 || !key.matches()) {
      throw new Problem(
          ProblemType.MALFORMED_REQUEST,
          "Send one Idempotency-Key: 1 to 64 visible ASCII characters in quotes, such as a UUID.");
    }
    return key.group(1) != null ? key.group(1) : key.group(2);
  }

  private static String fingerprint(String operation, Record request) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(operation.getBytes(UTF_8));
      digest.update((byte) 0);
      return new String(Base64.getEncoder().encode(digest.digest(Json.write(request))), US_ASCII);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
