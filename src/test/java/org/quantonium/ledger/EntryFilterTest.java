package org.quantonium.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantonium.problem.Problem;

class EntryFilterTest {
  private final EntryFilter filter = new EntryFilter();

  EntryFilterTest() {
    filter.from = "0";
    filter.limit = "100";
  }

  @Test
  void says_what_narrows_a_list_so_that_it_cannot_be_read_in_two_ways() {
    filter.client = "a&action=B, x=y";
    filter.outcome = "FAILED";

    assertThat(filter.recorded()).isEqualTo("client=a%26action%3DB%2C+x%3Dy&outcome=FAILED");
  }

  @Test
  void records_that_a_subject_was_asked_for_and_never_which() {
    filter.subject = "alice";

    assertThat(filter.recorded()).isEqualTo("subject=");
    assertThat(filter.page(7)).isEqualTo("/v1/ledger/entries?from=7&limit=100&subject=alice");
  }

  @Test
  void has_nothing_to_say_of_a_range() {
    assertThat(filter.recorded()).isEmpty();
    assertThat(filter.page(7)).isEqualTo("/v1/ledger/entries?from=7&limit=100");
  }

  @ParameterizedTest
  @EnumSource(Event.Action.class)
  void takes_every_action(Event.Action action) {
    filter.action = action.name();

    assertThatCode(filter::refuseUnknown).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "token_issued", "SIMULATION", "TOKEN_ISSUED "})
  void names_the_actions_where_one_is_unknown(String action) {
    filter.action = action;

    assertThatThrownBy(filter::refuseUnknown)
        .isInstanceOf(Problem.class)
        .hasMessageStartingWith("action must be one of TOKEN_ISSUED, ");
  }

  @ParameterizedTest
  @EnumSource(Event.Outcome.class)
  void takes_every_outcome(Event.Outcome outcome) {
    filter.outcome = outcome.name();

    assertThatCode(filter::refuseUnknown).doesNotThrowAnyException();
  }

  @Test
  void names_the_outcomes_where_one_is_unknown() {
    filter.outcome = "OK";

    assertThatThrownBy(filter::refuseUnknown)
        .hasMessage("outcome must be one of SUCCEEDED, REFUSED, FAILED, CANCELLED");
  }

  @Test
  void reads_a_time_to_the_millisecond() {
    filter.since = "2026-01-31T12:00:00.123Z";
    filter.until = "2026-01-31T14:00:00+01:00";

    assertThat(filter.sinceMillis())
        .isEqualTo(Instant.parse("2026-01-31T12:00:00.123Z").toEpochMilli());
    assertThat(filter.untilMillis())
        .isEqualTo(Instant.parse("2026-01-31T13:00:00Z").toEpochMilli());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "now", "2026-01-31", "2026-02-30T00:00:00Z", "+1000000000-01-01T00:00:00Z"})
  void shows_how_a_time_is_written(String time) {
    filter.until = time;

    assertThatThrownBy(filter::refuseUnknown)
        .hasMessage("until must be a time such as 2026-01-31T12:00:00Z");
  }
}
