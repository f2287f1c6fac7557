package org.quantonium.ledger;

import java.util.Map;
import java.util.TreeMap;
import org.quantonium.identity.Caller;

/**
 * What happened, before it is given its id and its time.
 *
 * @param caller who did it
 * @param action one of the closed list
 * @param resource path of what was acted on, relative to the service
 * @param outcome {@code "SUCCEEDED"} or a refusal's name
 * @param facts further members of the entry: digests, seeds, versions; text or integers below 2^53
 */
public record Event(
    Caller caller, Action action, String resource, String outcome, Map<String, Object> facts) {

  /** What can happen. */
  public enum Action {
    SIMULATION_RUN,
    CLIENT_REGISTERED
  }

  public Event {
    facts = Map.copyOf(facts);
  }

  /** The entry's members, in RFC 8785's order of names (all ASCII). */
  Map<String, Object> members(String entryId, long timeMillis) {
    Map<String, Object> members = new TreeMap<>(facts);
    members.put("action", action.name());
    members.put("client", caller.clientId());
    members.put("id", entryId);
    members.put("outcome", outcome);
    members.put("resource", resource);
    members.put("schema", 1);
    members.put("subject", caller.subject());
    members.put("tenant", caller.tenant());
    members.put("time", timeMillis);
    return members;
  }
}
