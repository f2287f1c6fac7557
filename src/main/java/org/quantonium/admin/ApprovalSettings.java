package org.quantonium.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.quantonium.problem.Problem;

/** When two administrators are needed, and for how long things of theirs last. */
@ApplicationScoped
public class ApprovalSettings {
  private static final long LONGEST_OVERLAP_SECONDS = Duration.ofDays(30).toSeconds();

  @Inject
  @ConfigProperty(name = "quantonium.approvals.minutes")
  private long minutes;

  @Inject
  @ConfigProperty(name = "quantonium.approvals.alone")
  private boolean alone;

  @Inject
  @ConfigProperty(name = "quantonium.clients.secret.overlap.hours")
  private long overlapHours;

  /**
   * At the start.
   *
   * @throws IllegalStateException if a setting is not of its range
   */
  public void check() {
    if (minutes < 1 || minutes > 60) {
      throw new IllegalStateException("quantonium.approvals.minutes must be 1 to 60");
    }
    if (overlapHours < 0 || overlapHours > 720) {
      throw new IllegalStateException("quantonium.clients.secret.overlap.hours must be 0 to 720");
    }
  }

  /** How long an act waits for its confirmation. */
  Duration patience() {
    return Duration.ofMinutes(minutes);
  }

  /** Whether the only administrator acts alone though there was another one once. */
  boolean isAloneEnough() {
    return alone;
  }

  /**
   * How long two secrets are good, in seconds.
   *
   * @param asked null: what all have
   * @throws Problem INVALID_REQUEST
   */
  long overlapSeconds(Long asked) {
    if (asked != null && (asked < 0 || asked > LONGEST_OVERLAP_SECONDS)) {
      throw Problem.invalid("/overlap_seconds", "must be 0 to " + LONGEST_OVERLAP_SECONDS);
    }
    return asked == null ? Duration.ofHours(overlapHours).toSeconds() : asked;
  }
}
