package org.quantonium.simulation;

import java.time.Duration;
import java.time.Instant;
import org.quantonium.identity.Caller;

/** A client that follows a job on a stream. */
final class Follower {
  /** A connection shows that it is closed when something is written to it, twice. */
  private static final long PULSE_NANOS = Duration.ofMillis(25).toNanos();

  private static final long CALM_PULSE_NANOS = Duration.ofSeconds(1).toNanos();
  private static final byte[] EXPIRED = ServerSentEvent.comment(" the token has expired");
  private static final byte[] REVOKED = ServerSentEvent.comment(" the token was revoked");
  private static final byte[] ERASED = ServerSentEvent.comment(" the simulation was erased");

  private final EventStream stream;
  private final String job;
  private final Caller caller;
  private final boolean owner;

  private volatile boolean running;
  private ServerSentEvent told;

  /**
   * @param owner whether the job is to be stopped when the client goes away
   */
  Follower(EventStream stream, String job, Caller caller, boolean owner) {
    this.stream = stream;
    this.job = job;
    this.caller = caller;
    this.owner = owner;
  }

  String job() {
    return job;
  }

  Caller caller() {
    return caller;
  }

  /** Writes what can be written; false once the stream is over. */
  boolean step(long nowNanos) {
    return stream.step(nowNanos, owner && running ? PULSE_NANOS : CALM_PULSE_NANOS);
  }

  /** Whether its client went away from a job that is to end with it. */
  boolean hasAbandoned() {
    return owner && stream.isBroken();
  }

  boolean owns() {
    return owner && !stream.isBroken();
  }

  /** Tells what is new of the job, as it was just seen. */
  void tell(WatchedJob seen) {
    running = seen.runs();
    if (!seen.event().equals(told)) {
      told = seen.event();
      stream.send(told.bytes());
    }
    if (seen.hasEnded()) {
      end();
    }
  }

  void endWhenExpired(Instant now) {
    if (!now.isBefore(caller.expiresAt())) {
      stream.end(EXPIRED);
    }
  }

  void endAsRevoked() {
    stream.end(REVOKED);
  }

  void endAsErased() {
    stream.end(ERASED);
  }

  void end() {
    stream.end(null);
  }
}
