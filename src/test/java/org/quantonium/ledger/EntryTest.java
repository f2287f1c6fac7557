package org.quantonium.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quantonium.identity.Caller;
import org.quantonium.merkle.Hashes;
import org.quantonium.problem.Json;
import org.quantonium.problem.ProblemType;

class EntryTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Caller CALLER = Events.caller("alice", "c-1", "acme");
  private static final String ADDRESS = "192.0.2.1";
  private static final String DIGEST = "sha-256=:" + "a".repeat(43) + "=:";
  private static final Set<String> OF_EVERY_ENTRY =
      Set.of("action", "id", "node", "outcome", "resource", "schema", "time");

  static Stream<Event> events() {
    return Events.oneOfEach(CALLER).stream();
  }

  static Stream<Event> loudest() {
    return Events.oneOfEach(Events.loudest()).stream();
  }

  @Test
  void is_these_bytes() {
    Entry entry =
        entry(
            new SimulationEvent.Failed(CALLER, "0190", ProblemType.DEADLINE_EXCEEDED),
            Optional.of(ADDRESS),
            body());

    assertThat(new String(entry.bytes(), UTF_8))
        .isEqualTo(
            """
            {"action":"SIMULATION_FAILED","address":"%s","client":"c-1","id":"0191","node":"n1",\
            "outcome":"FAILED","problem":"urn:problem-type:quantonium:deadline-exceeded",\
            "requestDigest":"%s","resource":"/v1/simulations/0190","schema":1,"subject":"%s",\
            "tenant":"acme","time":1700000000000}"""
                .formatted(
                    entry.address().orElseThrow().text(),
                    DIGEST,
                    entry.subject().orElseThrow().text()));
  }

  @Test
  void has_the_leaf_hash_of_its_bytes() {
    Entry entry = entry(new NodeEvent.Stopped(), Optional.empty(), Optional.empty());

    assertThat(entry.leafHash()).isEqualTo(Hashes.leaf(entry.bytes()));
  }

  @Test
  void there_is_an_event_for_each_action() {
    assertThat(events().map(Event::action))
        .containsExactlyInAnyOrderElementsOf(EnumSet.allOf(Event.Action.class));
  }

  @ParameterizedTest
  @MethodSource("events")
  void has_the_members_of_every_entry_and_its_facts(Event event) {
    Map<String, Object> members = members(entry(event, Optional.empty(), Optional.empty()));

    assertThat(members)
        .containsKeys(OF_EVERY_ENTRY.toArray(String[]::new))
        .containsAllEntriesOf(read(event.facts()))
        .containsEntry("action", event.action().name())
        .containsEntry("outcome", event.outcome().name());
    assertThat(members)
        .hasSize(OF_EVERY_ENTRY.size() + event.facts().size() + (event.by().isPresent() ? 3 : 0));
  }

  @ParameterizedTest
  @MethodSource("events")
  void shows_subject_and_address_as_commitments_only(Event event) {
    Entry entry = entry(event, Optional.of(ADDRESS), Optional.empty());

    assertThat(new String(entry.bytes(), UTF_8)).doesNotContain("alice", ADDRESS);
    assertThat(entry.address().map(Commitment::value)).contains(ADDRESS);
    assertThat(members(entry)).containsEntry("address", entry.address().orElseThrow().text());
    assertThat(entry.subject().map(Commitment::value)).isEqualTo(event.by().map(Caller::subject));
    assertThat(Optional.ofNullable(members(entry).get("subject")))
        .isEqualTo(entry.subject().map(Commitment::text));
  }

  @Test
  void has_a_salt_for_subject_and_another_for_address() {
    Entry entry =
        entry(
            new AccessEvent.TokenIssued(CALLER, Optional.empty()),
            Optional.of("alice"),
            Optional.empty());

    assertThat(members(entry).get("subject")).isNotEqualTo(members(entry).get("address"));
  }

  @Test
  void has_no_member_for_what_there_is_not() {
    Entry entry = entry(new NodeEvent.Stopped(), Optional.empty(), Optional.empty());

    assertThat(members(entry).keySet()).isEqualTo(OF_EVERY_ENTRY);
    assertThat(entry.subject()).isEmpty();
    assertThat(entry.address()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("loudest")
  void fits_whatever_a_caller_does(Event event) {
    Entry entry = entry(event, Optional.of("f".repeat(64)), body());

    assertThat(entry.bytes().length).isLessThan(Entry.MAX_BYTES);
  }

  @Test
  void has_at_most_4096_bytes() {
    int rest = entry(started(""), Optional.empty(), Optional.empty()).bytes().length;
    String longest = "v".repeat(4096 - rest);

    assertThat(entry(started(longest), Optional.empty(), Optional.empty()).bytes()).hasSize(4096);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> entry(started(longest + "v"), Optional.empty(), Optional.empty()))
        .withMessageContaining("4097");
  }

  @Test
  void cuts_a_path_that_is_too_long() {
    String path = "/" + "a".repeat(255);

    assertThat(resource(path)).isEqualTo(path);
    assertThat(resource(path + "b")).isEqualTo(path);
  }

  @Test
  void keeps_a_count_from_passing_for_nothing_or_for_backward_time() {
    assertThatIllegalArgumentException().isThrownBy(() -> new AccessEvent.Span(0, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new AccessEvent.Span(1, 2, 1));
  }

  @Test
  void lists_are_sorted_so_that_equal_events_have_equal_facts() {
    assertThat(
            new AdminEvent.ClientRegistered(CALLER, "c", "t", Set.of("b", "c", "a"), true)
                .facts()
                .get("scopes"))
        .isEqualTo(List.of("a", "b", "c"));
  }

  private static Object resource(String path) {
    Event event = new AccessEvent.AuthenticationFailed(path, new AccessEvent.Span(1, 0, 0));
    return members(entry(event, Optional.empty(), Optional.empty())).get("resource");
  }

  private static NodeEvent.Started started(String version) {
    return new NodeEvent.Started("", version, "");
  }

  private static Optional<String> body() {
    return Optional.of(DIGEST);
  }

  private static Entry entry(Event event, Optional<String> address, Optional<String> body) {
    return Entry.of(event, "0191", 1_700_000_000_000L, "n1", address, body, RANDOM);
  }

  private static Map<String, Object> members(Entry entry) {
    return read(entry.bytes());
  }

  private static Map<String, Object> read(Map<String, Object> facts) {
    return read(CanonicalJson.write(facts));
  }

  private static Map<String, Object> read(byte[] json) {
    Map<String, Object> members = new HashMap<>();
    ((Map<?, ?>) Json.read(json, Map.class))
        .forEach((name, value) -> members.put((String) name, value));
    return members;
  }
}
