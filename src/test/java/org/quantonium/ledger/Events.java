package org.quantonium.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.quantonium.identity.Caller;
import org.quantonium.identity.Scopes;
import org.quantonium.problem.ProblemType;

/** One event of each action, with the longest texts that a caller can bring about. */
final class Events {
  private static final String DIGEST = "a".repeat(43) + "=";
  private static final String ID = "01a20c23-0707-7010-830b-bba6a60dfc95";
  private static final AccessEvent.Span SPAN =
      new AccessEvent.Span(CanonicalJson.MAX_INTEGER, 1, CanonicalJson.MAX_INTEGER);
  private static final WaveformEvent.Subject WAVEFORM =
      new WaveformEvent.Subject("gwh-2", Optional.of("k".repeat(64)), 65_536, DIGEST);

  private Events() {}

  /** Whose texts have 255 characters, each of which JSON escapes. */
  static Caller loudest() {
    return caller("\"".repeat(255), "\\".repeat(255), "\"".repeat(255));
  }

  static Caller caller(String subject, String clientId, String tenant) {
    return new Caller(
        subject,
        clientId,
        tenant,
        Scopes.ALL,
        "t".repeat(36),
        "k".repeat(64),
        Instant.ofEpochSecond(1),
        Instant.ofEpochSecond(2));
  }

  static List<Event> oneOfEach(Caller caller) {
    SimulationEvent.Input input =
        new SimulationEvent.Input(DIGEST, DIGEST, 100_000, CanonicalJson.MAX_INTEGER);
    return List.of(
        new AccessEvent.TokenIssued(caller, Optional.of("k".repeat(43))),
        new AccessEvent.TokenRefused(
            Set.of(
                "invalid_request",
                "invalid_client",
                "unsupported_grant_type",
                "invalid_scope",
                "unauthorized_client"),
            SPAN),
        new AccessEvent.TokenRevoked(caller),
        new AdminEvent.TokensRevoked(
            caller,
            CanonicalJson.MAX_INTEGER,
            "CLIENT",
            Optional.of("\"".repeat(255)),
            CanonicalJson.MAX_INTEGER),
        new AccessEvent.AuthenticationFailed("/" + "\"".repeat(10_000), SPAN),
        new AccessEvent.ScopeRefused(
            Optional.of(caller), Scopes.ALL, "/" + "\u20ac".repeat(10_000), SPAN),
        new AccessEvent.RateLimited(
            Optional.of(caller),
            Set.of(
                "address",
                "token",
                "token-guess",
                "token-client",
                "principal",
                "simulation",
                "waveform"),
            "/",
            SPAN),
        new SimulationEvent.Submitted(caller, ID, input, 4096, true, 1024, true, "single"),
        new SimulationEvent.Finished(
            caller,
            ID,
            input,
            new SimulationEvent.Machine("engine/1", "statevector", "double", "statevector-plain"),
            new SimulationEvent.Plan(30, 100_000, 64, true),
            false,
            DIGEST),
        new SimulationEvent.Failed(caller, ID, ProblemType.DEADLINE_EXCEEDED),
        new SimulationEvent.Cancelled(caller, ID),
        new SimulationEvent.Erased(caller, ID),
        new SimulationEvent.Delivered(caller, ID, DIGEST),
        new WaveformEvent.Hashed(caller, WAVEFORM),
        new WaveformEvent.Verified(caller, WAVEFORM, false),
        new AdminEvent.ClientRegistered(caller, "c-" + ID, "t".repeat(64), Scopes.ALL, true),
        new ClientEvent.KeysSet(
            caller,
            "c-" + ID,
            Set.of("1".repeat(43), "2".repeat(43), "3".repeat(43), "4".repeat(43), "5".repeat(43))),
        new ClientEvent.Changed(
            caller, "c-" + ID, Scopes.ALL, Optional.of(CanonicalJson.MAX_INTEGER), true),
        new ClientEvent.SecretMade(
            caller, "c-" + ID, CanonicalJson.MAX_INTEGER, CanonicalJson.MAX_INTEGER),
        new ClientEvent.Disabled(caller, "c-" + ID),
        new ClientEvent.Enabled(caller, "c-" + ID),
        new ApprovalEvent.Proposed(caller, ID, "MAKE_CLIENT_SECRET", CanonicalJson.MAX_INTEGER),
        new ApprovalEvent.Confirmed(caller, ID, "MAKE_CLIENT_SECRET", "\"".repeat(255)),
        new ApprovalEvent.Withdrawn(caller, ID, "MAKE_CLIENT_SECRET"),
        new ApprovalEvent.Waived(caller, "MAKE_CLIENT_SECRET"),
        new AdminEvent.ClientLimitSet(caller, "c-" + ID, "simulation", 1_000_000_000, 1_000_000),
        new AdminEvent.ClientLimitRemoved(caller, "c-" + ID, "simulation"),
        new NodeEvent.BootstrapSecretMade("bootstrap", true),
        new NodeEvent.KeyRewrapped(
            "k".repeat(64), "CLIENT_SECRET_MAC", Optional.of("0".repeat(16)), "f".repeat(16)),
        new NodeEvent.KeyCreated("k".repeat(64), "CLIENT_SECRET_MAC", "HS256"),
        new NodeEvent.KeyChanged("k".repeat(64), "CLIENT_SECRET_MAC", "PRE_PUBLISHED", "ACTIVE"),
        new AdminEvent.KeyRotated(caller, "CLIENT_SECRET_MAC"),
        new AdminEvent.KeyRevoked(caller, "k".repeat(64)),
        new NodeEvent.Started(DIGEST, "1.2.3", "17.0.12+7"),
        new NodeEvent.Stopped(),
        new LedgerEvent.Queried(caller, "\0".repeat(10_000), 0, CanonicalJson.MAX_INTEGER),
        new LedgerEvent.Exported(caller, "jsonl", 0, CanonicalJson.MAX_INTEGER),
        new LedgerEvent.BundlesRead(
            caller, CanonicalJson.MAX_INTEGER, 0, CanonicalJson.MAX_INTEGER),
        new NodeEvent.CheckpointAccepted(
            new NodeEvent.Head(CanonicalJson.MAX_INTEGER, DIGEST),
            Optional.of(new NodeEvent.Head(0, DIGEST))));
  }
}
