package org.quantonium.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;
import org.quantonium.redis.Redis;
import org.quantonium.storage.Settings;

/** Charging without Redis, and what is told of it. */
class RateLimitsTest {
  private final List<Object> recorded = new ArrayList<>();
  private final RateState state = new RateState();
  private final RateLimits limits = limits(1);

  private RateLimits limits(int nodes) {
    Map<String, String> values = new HashMap<>();
    values.put("quantonium.mode", "embedded");
    values.put("quantonium.nodes", Integer.toString(nodes));
    values.put("quantonium.redis.tls", "false");
    values.put("quantonium.redis.connections", "1");
    values.put("quantonium.redis.timeout.millis", "50");
    values.put("quantonium.limits.simulation.capacity", "1000");
    values.put("quantonium.limits.simulation.refill.per.second", "1");
    values.put("quantonium.limits.address.capacity", "2");
    values.put("quantonium.limits.address.refill.per.second", "1");
    Settings config = new Settings(values);
    RateSettings settings = new RateSettings(config);
    return new RateLimits(new Redis(config), settings, new ClientLimits(settings), state, events());
  }

  @SuppressWarnings("unchecked")
  private Event<RateLimited> events() {
    return (Event<RateLimited>)
        Proxy.newProxyInstance(
            RateLimitsTest.class.getClassLoader(),
            new Class<?>[] {Event.class},
            (proxy, method, arguments) -> {
              recorded.add(arguments[0]);
              return null;
            });
  }

  private Problem refusal(RatePolicy policy, String key, long cost) {
    return catchThrowableOfType(Problem.class, () -> limits.charge(policy, key, cost));
  }

  @Test
  void charges_a_simulation_by_its_predicted_milliseconds() {
    limits.charge(RatePolicy.SIMULATION, "c-1", 600);

    Problem problem = refusal(RatePolicy.SIMULATION, "c-1", 500);
    assertThat(problem.type()).isEqualTo(ProblemType.RATE_LIMITED);
    assertThat(problem.headers().get("Retry-After")).isIn("99", "100");
    assertThat(problem).hasMessageContaining("'simulation'").hasMessageContaining("100 s");
    limits.charge(RatePolicy.SIMULATION, "c-1", 400);
    limits.charge(RatePolicy.SIMULATION, "c-2", 600);
  }

  /** What may never run is refused by admission; here it takes all there is, once that is there. */
  @Test
  void a_cost_beyond_the_capacity_takes_the_whole_of_it() {
    limits.charge(RatePolicy.SIMULATION, "c-1", 5000);

    assertThat(refusal(RatePolicy.SIMULATION, "c-1", 1)).isNotNull();
    limits.charge(RatePolicy.SIMULATION, "c-2", 1);
    assertThat(refusal(RatePolicy.SIMULATION, "c-2", 5000).headers().get("Retry-After"))
        .isEqualTo("1");
  }

  @Test
  void one_request_may_take_at_once_what_each_node_has_a_share_of() {
    assertThat(limits.atOnce(RatePolicy.SIMULATION, "c-1")).isEqualTo(1000);
    assertThat(limits(2).atOnce(RatePolicy.SIMULATION, "c-1")).isEqualTo(500);
  }

  @Test
  void what_a_request_turns_out_to_be_worth_is_taken_too() {
    limits.charge(RatePolicy.SIMULATION, "c-1", 1);
    limits.chargeMore(RatePolicy.SIMULATION, "c-1", 999);

    Problem problem =
        catchThrowableOfType(
            Problem.class, () -> limits.chargeMore(RatePolicy.SIMULATION, "c-1", 500));
    assertThat(problem.type()).isEqualTo(ProblemType.RATE_LIMITED);
    assertThat(state.stateHeader().orElseThrow()).startsWith("\"simulation\";r=0;t=50");
  }

  @Test
  void a_refusal_is_told_in_headers_as_the_draft_has_them_and_to_whoever_records_it() {
    limits.charge(RatePolicy.ADDRESS, "192.0.2.1", 2);
    assertThat(recorded).isEmpty();
    assertThat(state.policyHeader()).contains("\"address\";q=2;w=2");
    assertThat(state.stateHeader()).contains("\"address\";r=0;t=2");

    refusal(RatePolicy.ADDRESS, "192.0.2.1", 1);
    assertThat(recorded).containsExactly(new RateLimited(RatePolicy.ADDRESS));
    assertThat(state.stateHeader()).contains("\"address\";r=0;t=1");
    limits.charge(RatePolicy.SIMULATION, "c-1", 100);
    assertThat(state.policyHeader())
        .contains("\"address\";q=2;w=2, \"simulation\";q=1000;w=1000;qu=\"milliseconds\"");
  }

  @Test
  void a_look_says_nothing_unless_it_refuses() {
    limits.look(RatePolicy.ADDRESS, "192.0.2.1");
    assertThat(state.policyHeader()).isEmpty();

    limits.charge(RatePolicy.ADDRESS, "192.0.2.1", 2);
    Problem problem =
        catchThrowableOfType(Problem.class, () -> limits.look(RatePolicy.ADDRESS, "192.0.2.1"));
    assertThat(problem.type()).isEqualTo(ProblemType.RATE_LIMITED);
  }
}
