package org.quantonium.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.quantonium.identity.AssertionVerifier.Assertion;
import org.quantonium.identity.DpopProof;
import org.quantonium.storage.UniqueViolation;

/**
 * The assertions and the proofs of possession that were taken, on whichever node, until they are
 * refused for their age: a row each, under a key that there is once.
 */
@ApplicationScoped
public class SpentAssertions {
  /** Beyond its end, for nodes whose clocks are apart. */
  private static final Duration KEPT = Duration.ofMinutes(1);

  /**
   * The same of a proof, whose age is that of the request's head: the longest body may take nine
   * minutes more.
   */
  private static final Duration KEPT_PROOF = KEPT.plusMinutes(10);

  private static final Logger LOG = Logger.getLogger(SpentAssertions.class.getName());

  private final SpentAssertionTable table;

  private final Clock clock = Clock.systemUTC();

  SpentAssertions() {
    this(null);
  }

  @Inject
  SpentAssertions(SpentAssertionTable table) {
    this.table = table;
  }

  /**
   * Takes an assertion; false if it was taken before. Costs one row, which is durable when this
   * returns.
   *
   * @throws RuntimeException if the database is away: it is then not taken
   */
  boolean add(Assertion assertion) {
    return take(digest(assertion), assertion.expiresAt().plus(KEPT));
  }

  /** Takes a proof, as {@link #add(Assertion)} does; whose it is, its key says. */
  boolean add(DpopProof proof) {
    return take(digest(proof), proof.expiresAt().plus(KEPT_PROOF));
  }

  private boolean take(String digest, Instant until) {
    try {
      table.insert(digest, until.toEpochMilli());
      return true;
    } catch (RuntimeException e) {
      if (UniqueViolation.isBehind(e)) {
        return false;
      }
      throw e;
    }
  }

  /** Forgets those that are too old to be accepted; to be called every minute or so. */
  public void sweep() {
    try {
      table.dropExpired(clock.millis());
    } catch (RuntimeException e) {
      LOG.log(Level.FINE, "Spent assertions are swept later", e);
    }
  }

  static String digest(Assertion assertion) {
    return digest(assertion.clientId() + "\n" + assertion.id());
  }

  static String digest(DpopProof proof) {
    return digest("dpop\n" + proof.thumbprint() + "\n" + proof.id());
  }

  /** No id has a line feed, all are visible ASCII: two or three lines, and never the same. */
  private static String digest(String text) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
