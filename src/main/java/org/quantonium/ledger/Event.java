package org.quantonium.ledger;

import java.util.Map;
import java.util.Optional;
import org.quantonium.identity.Caller;

/**
 * What happened, before it is given its id and its time: one record for each action, typed, so that
 * an entry of one action always has the same members.
 */
public sealed interface Event
    permits AccessEvent, AdminEvent, LedgerEvent, NodeEvent, SimulationEvent, WaveformEvent {

  /** What can happen; the names stand in entries and never change their meaning. */
  enum Action {
    TOKEN_ISSUED,
    TOKEN_REFUSED,
    TOKEN_REVOKED,
    TOKENS_REVOKED,
    AUTHENTICATION_FAILED,
    SCOPE_REFUSED,
    RATE_LIMITED,
    SIMULATION_SUBMITTED,
    SIMULATION_FINISHED,
    SIMULATION_FAILED,
    SIMULATION_CANCELLED,
    SIMULATION_ERASED,
    RESULT_DELIVERED,
    WAVEFORM_HASHED,
    WAVEFORM_VERIFIED,
    CLIENT_REGISTERED,
    CLIENT_KEYS_SET,
    CLIENT_CHANGED,
    CLIENT_SECRET_MADE,
    CLIENT_DISABLED,
    CLIENT_ENABLED,
    APPROVAL_PROPOSED,
    APPROVAL_CONFIRMED,
    APPROVAL_WITHDRAWN,
    APPROVAL_WAIVED,
    CLIENT_LIMIT_SET,
    CLIENT_LIMIT_REMOVED,
    BOOTSTRAP_SECRET_MADE,
    KEY_CREATED,
    KEY_CHANGED,
    KEY_REWRAPPED,
    KEY_ROTATED,
    KEY_REVOKED,
    NODE_STARTED,
    NODE_STOPPED,
    LEDGER_QUERIED,
    LEDGER_EXPORTED,
    LEDGER_BUNDLES_READ,
    LEDGER_CHECKPOINT_ACCEPTED
  }

  /** How it ended. */
  enum Outcome {
    SUCCEEDED,
    /** The caller may not, or asked for what there is not. */
    REFUSED,
    /** It was begun and did not come to its end. */
    FAILED,
    /** The caller stopped it. */
    CANCELLED
  }

  Action action();

  /** Who did it, as a verified token says; empty where nobody was verified or the node acted. */
  default Optional<Caller> by() {
    return Optional.empty();
  }

  /** Path of what was acted on, relative to the service; {@code /} is the service. */
  String resource();

  default Outcome outcome() {
    return Outcome.SUCCEEDED;
  }

  /**
   * The members that this action has beside those of every entry; values as {@link CanonicalJson}
   * takes them. No name is one of every entry's.
   */
  Map<String, Object> facts();
}
