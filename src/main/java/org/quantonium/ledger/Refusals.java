package org.quantonium.ledger;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.quantonium.identity.Caller;
import org.quantonium.problem.Problem;

/**
 * Records refusals so that a flood of them does not become a flood of entries: see {@link
 * RefusalWindows}.
 *
 * <p>When one of these methods returns, the refusal is durable, or counted in a window whose first
 * refusal is. A node that is killed loses the counts of its open windows, never a first refusal.
 */
@ApplicationScoped
public class Refusals {
  @Inject private Ledger ledger;
  @Inject private CurrentRequest request;

  @Inject
  @ConfigProperty(name = "quantonium.ledger.window.seconds")
  private int windowSeconds;

  private RefusalWindows windows;

  @PostConstruct
  void open() {
    if (windowSeconds < 1) {
      throw new IllegalStateException("quantonium.ledger.window.seconds must be 1 or more");
    }
    windows =
        new RefusalWindows(
            Clock.systemUTC(),
            Duration.ofSeconds(windowSeconds),
            (event, address) -> ledger.record(event, address),
            () -> ledger.isAway());
  }

  /**
   * The token endpoint refused the current request.
   *
   * @param error code of RFC 6749, 5.2
   * @throws Problem UNAVAILABLE if it could not be recorded
   */
  public void token(String error) {
    windows.add(Refusal.token(error, request.address()));
  }

  /**
   * The current request's token did not verify, or the proof that it is its sender's.
   *
   * @throws Problem UNAVAILABLE if it could not be recorded
   */
  public void authentication(String resource) {
    windows.add(Refusal.authentication(resource, request.address()));
  }

  /**
   * The current request's caller lacks a scope.
   *
   * @param scope what was needed
   * @throws Problem UNAVAILABLE if it could not be recorded
   */
  public void scope(Caller caller, String scope, String resource) {
    windows.add(Refusal.scope(caller, scope, resource, request.address()));
  }

  /**
   * The current request was more than a limit by rate allows.
   *
   * @param policy which limit
   * @param caller empty if nobody was verified
   * @throws Problem UNAVAILABLE if it could not be recorded
   */
  public void rate(String policy, Optional<Caller> caller, String resource) {
    windows.add(Refusal.rate(policy, caller, resource, request.address()));
  }

  /**
   * Writes the counts of windows that are over; to be called every second, and when the node stops.
   *
   * @param now {@link Instant#MAX} ends all windows
   */
  public void flush(Instant now) {
    try {
      windows.flush(now);
    } catch (Problem notNow) {
      // The ledger has logged why; the counts stay for the next second.
      return;
    }
  }
}
