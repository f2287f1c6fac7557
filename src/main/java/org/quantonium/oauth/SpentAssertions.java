package org.quantonium.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.quantonium.identity.AssertionVerifier.Assertion;
import org.quantonium.storage.UniqueViolation;

/**
 * The assertions that were taken, on whichever node, until they are refused for their age: a row
 * each, under a key that there is once.
 */
@ApplicationScoped
public class SpentAssertions {
  /** Beyond its end, for nodes whose clocks are apart. */
  private static final Duration KEPT = Duration.ofMinutes(1);

  private static final Logger LOG = Logger.getLogger(SpentAssertions.class.getName());

  @Inject private SpentAssertionTable table;

  private final Clock clock = Clock.systemUTC();

  /**
   * Takes an assertion; false if it was taken before. Costs one row, which is durable when this
   * returns.
   *
   * @throws RuntimeException if the database is away: it is then not taken
   */
  boolean add(Assertion assertion) {
    try {
      table.insert(digest(assertion), assertion.expiresAt().plus(KEPT).toEpochMilli());
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

  /** No id has a line feed: both are visible ASCII. */
  static String digest(Assertion assertion) {
    try {
      byte[] text = (assertion.clientId() + "\n" + assertion.id()).getBytes(UTF_8);
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
