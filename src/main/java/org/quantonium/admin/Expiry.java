package org.quantonium.admin;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.quantonium.problem.Problem;

/** When a client is to end: in UTC and in whole seconds, as tokens tell their times. */
final class Expiry {
  private Expiry() {}

  /**
   * Reads one.
   *
   * @param text such as 2026-12-31T00:00:00Z; null: never
   * @throws Problem INVALID_REQUEST if it is none, or has passed
   */
  static Optional<Instant> read(String text, Instant now) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      if (text.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ")) {
        Instant end = Instant.parse(text);
        if (end.isAfter(now)) {
          return Optional.of(end);
        }
        throw Problem.invalid(
            "/expires_at", "must lie in the future; to end a client now, disable it");
      }
    } catch (DateTimeParseException e) {
      throw Problem.invalid("/expires_at", "is no time that there is");
    }
    throw Problem.invalid(
        "/expires_at", "must be a time in UTC and whole seconds, such as 2026-12-31T00:00:00Z");
  }
}
