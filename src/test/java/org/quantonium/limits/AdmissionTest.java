package org.quantonium.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantonium.engine.Cost;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;
import org.quantonium.storage.Settings;

class AdmissionTest {
  /** Of 800 bytes the jobs have 700, short runs 75 and quick ones 25. */
  private final Admission admission =
      admission(
          Map.of("quantonium.memory.budget.bytes", "800", "quantonium.immediate.places", "1"));

  private static Admission admission(Map<String, String> settings) {
    Admission admission = new Admission(new AdmissionSettings(Settings.catalogueWith(settings)));
    admission.open();
    return admission;
  }

  @ParameterizedTest
  @ValueSource(longs = {701, Long.MAX_VALUE})
  void refuses_for_ever_what_no_job_may_hold(long bytes) {
    Problem problem =
        catchThrowableOfType(Problem.class, () -> admission.refuseForEver(cost(bytes), 1));

    assertThat(problem.type()).isEqualTo(ProblemType.LIMIT_EXCEEDED);
    assertThat(problem.members()).containsEntry("limit", 700L).containsEntry("value", bytes);
    assertThat(problem.headers()).isEmpty();
  }

  @Test
  void refuses_for_ever_what_is_expected_to_last_twice_the_longest_run() {
    Problem problem =
        catchThrowableOfType(Problem.class, () -> admission.refuseForEver(cost(1), 1200.1));

    assertThat(problem.type()).isEqualTo(ProblemType.LIMIT_EXCEEDED);
    assertThat(problem.members()).containsEntry("limit", 1200.0).containsEntry("value", 1200.1);
  }

  @Test
  void admits_what_is_as_large_as_may_be() {
    assertThatCode(() -> admission.refuseForEver(cost(700), 1200)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({"75, 0.25, true", "76, 0.25, false", "75, 0.2501, false", "1, 0, true"})
  void runs_at_once_what_is_short_and_small(long bytes, double seconds, boolean immediate) {
    assertThat(admission.isImmediate(cost(bytes), seconds)).isEqualTo(immediate);
  }

  @ParameterizedTest
  @CsvSource({"25, 0.01, true", "26, 0.01, false", "25, 0.0101, false"})
  void what_is_quick_does_not_wait_for_what_is_not(long bytes, double seconds, boolean quick) {
    Lane lane = admission.lane(cost(75), 0.25);
    lane.enter(waiting("long"), Duration.ofSeconds(1));

    ThrowingCallable enter =
        () -> admission.lane(cost(bytes), seconds).enter(waiting("short"), Duration.ZERO);
    if (quick) {
      assertThatCode(enter).doesNotThrowAnyException();
    } else {
      assertThatThrownBy(enter).isInstanceOf(Problem.class);
    }
  }

  @Test
  void a_budget_of_nothing_is_half_of_the_heap() {
    long half = Runtime.getRuntime().maxMemory() / 2;

    assertThat(admission(Map.of()).jobMemory().bytes()).isEqualTo(half - half / 8);
  }

  @ParameterizedTest
  @CsvSource({
    "quantonium.immediate.seconds, -0.1",
    "quantonium.immediate.seconds, 10.1",
    "quantonium.immediate.seconds, NaN",
    "quantonium.immediate.places, -1",
    "quantonium.quick.places, -1",
    "quantonium.jobs.places, -1",
    "quantonium.circuits.budget.bytes, 63999999",
    "quantonium.jobs.waiting, -1",
    "quantonium.jobs.client.running, 0",
    "quantonium.jobs.tenant.running, 0",
    "quantonium.jobs.seconds, 0",
    "quantonium.simulation.wait.seconds, -1",
    "quantonium.jobs.deadline.seconds, 0",
    "quantonium.jobs.deadline.seconds, 31536001",
    "quantonium.simulation.keep.days, -1",
    "quantonium.simulation.keep.days, 0",
    "quantonium.simulation.keep.days, 36501",
    "org.quantonium.simulation.Runner/run/Timeout/value, 0",
    "org.quantonium.simulation.Runner/run/Timeout/value, 3600001",
  })
  void settings_out_of_range_are_refused_by_name(String name, String value) {
    AdmissionSettings settings = new AdmissionSettings(Settings.catalogueWith(Map.of(name, value)));

    assertThatThrownBy(settings::check)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(name);
  }

  @Test
  void a_refusal_says_setting_value_and_range() {
    AdmissionSettings settings =
        new AdmissionSettings(
            Settings.catalogueWith(Map.of("quantonium.simulation.keep.days", "-1")));

    assertThatThrownBy(settings::check)
        .hasMessage("quantonium.simulation.keep.days is -1 and must be from 1 to 36500");
  }

  @Test
  void the_bounds_themselves_are_in_range() {
    for (Map<String, String> bounds :
        List.of(
            Map.of(
                "quantonium.jobs.deadline.seconds", "1",
                "quantonium.simulation.keep.days", "1",
                "org.quantonium.simulation.Runner/run/Timeout/value", "1"),
            Map.of(
                "quantonium.jobs.deadline.seconds", "31536000",
                "quantonium.simulation.keep.days", "36500",
                "org.quantonium.simulation.Runner/run/Timeout/value", "3600000"))) {
      assertThatCode(new AdmissionSettings(Settings.catalogueWith(bounds))::check)
          .doesNotThrowAnyException();
    }
  }

  /** Of what lasts longer than a few milliseconds; one of each kind there must be. */
  @Test
  void by_default_no_more_run_than_there_are_processors() {
    int processors = Runtime.getRuntime().availableProcessors();
    AdmissionSettings settings = new AdmissionSettings(Settings.catalogueWith(Map.of()));

    assertThat(settings.jobPlaces() + settings.immediatePlaces())
        .isEqualTo(Math.max(2, processors));
    assertThat(settings.quickPlaces()).isEqualTo(processors);
  }

  @Test
  void jobs_leave_the_processors_to_what_runs_within_requests() {
    Map<String, String> many = Map.of("quantonium.immediate.places", "1000");

    assertThat(new AdmissionSettings(Settings.catalogueWith(many)).jobPlaces()).isEqualTo(1);
  }

  @Test
  void the_defaults_are_in_range() {
    assertThatCode(new AdmissionSettings(Settings.catalogueWith(Map.of()))::check)
        .doesNotThrowAnyException();
  }

  private static Waiting waiting(String id) {
    return new Waiting(id, id, id, 0.1, 1, 0);
  }

  private static Cost cost(long bytes) {
    return new Cost(bytes, 1, 1, 1, 1, true);
  }
}
