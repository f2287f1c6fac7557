package org.quantonium.ledger;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The Prefer header (RFC 7240): how long a caller would wait, and whether at all. */
public final class Prefer {
  /** RFC 7240, 2: seconds, maybe quoted, maybe with parameters, which mean nothing here. */
  private static final Pattern WAIT =
      Pattern.compile("(?i)\\s*wait\\s*=\\s*(\"?)0*([0-9]{1,9})\\1\\s*(;.*)?");

  private static final Pattern RESPOND_ASYNC = Pattern.compile("(?i)\\s*respond-async\\s*(;.*)?");

  private Prefer() {}

  /**
   * How long a header says to wait, at most as long as allowed; of several waits the first counts
   * (RFC 7240, 2). Empty if it does not say, or in no way that can be read.
   *
   * @param prefer value of the header, or null
   */
  public static Optional<Duration> wait(String prefer, Duration longest) {
    return preferences(prefer)
        .map(WAIT::matcher)
        .filter(Matcher::matches)
        .map(wait -> Duration.ofSeconds(Integer.parseInt(wait.group(2))))
        .map(wait -> wait.compareTo(longest) < 0 ? wait : longest)
        .findFirst();
  }

  /** Whether a header asks for an answer before the work is done. */
  public static boolean respondAsync(String prefer) {
    return preferences(prefer).anyMatch(RESPOND_ASYNC.asMatchPredicate());
  }

  private static Stream<String> preferences(String prefer) {
    return Stream.of((prefer == null ? "" : prefer).split(","));
  }
}
