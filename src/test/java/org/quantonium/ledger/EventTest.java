package org.quantonium.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.quantonium.identity.Caller;
import org.quantonium.problem.Json;

class EventTest {
  private static final Caller CALLER =
      new Caller(
          "subject",
          "c-1",
          "acme",
          Set.of("run:simulation"),
          "jti",
          "kid",
          Instant.ofEpochSecond(1),
          Instant.ofEpochSecond(2));

  /** RFC 8785: no space, names in the order of their UTF-16 units, upper case before lower. */
  @Test
  void is_canonical_json() {
    Event event =
        event(
            Map.of("shots", 1024, "seed", "9007199254740993", "Zeta", "\u00e9/", "engine", "e/1"));

    assertThat(text(event))
        .isEqualTo(
            """
            {"Zeta":"\u00e9/","action":"SIMULATION_RUN","client":"c-1","engine":"e/1",\
            "id":"0190","outcome":"SUCCEEDED","resource":"/v1/simulations/1","schema":1,\
            "seed":"9007199254740993","shots":1024,"subject":"subject","tenant":"acme",\
            "time":1700000000000}""");
  }

  @Test
  void is_the_same_bytes_whatever_the_order_of_its_facts() {
    Map<String, Object> facts = new HashMap<>();
    for (int i = 0; i < 50; i++) {
      facts.put("fact" + i, i);
    }

    assertThat(text(event(facts))).isEqualTo(text(event(Map.copyOf(facts))));
  }

  @Test
  void names_its_caller_whatever_its_facts_say() {
    assertThat(text(event(Map.of("client", "somebody else", "subject", "nobody"))))
        .contains("\"client\":\"c-1\"", "\"subject\":\"subject\"")
        .doesNotContain("else", "nobody");
  }

  @Test
  void keeps_its_facts_when_the_callers_map_changes() {
    Map<String, Object> facts = new HashMap<>(Map.of("a", 1));
    Event event = event(facts);
    facts.put("b", 2);

    assertThat(event.facts()).containsOnlyKeys("a");
  }

  private static Event event(Map<String, Object> facts) {
    return new Event(CALLER, Event.Action.SIMULATION_RUN, "/v1/simulations/1", "SUCCEEDED", facts);
  }

  private static String text(Event event) {
    return new String(Json.write(event.members("0190", 1_700_000_000_000L)), UTF_8);
  }
}
