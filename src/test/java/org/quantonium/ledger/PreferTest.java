package org.quantonium.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreferTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "wait=5 | 5",
        "wait=0 | 0",
        "wait=005 | 5",
        "wait=10 | 10",
        "Wait=5 | 5",
        "wait = 5 | 5",
        "wait=\"5\" | 5",
        "respond-async, wait=5 | 5",
        "wait=5; strict, respond-async | 5",
      })
  void waits_as_long_as_the_header_says(String prefer, int seconds) {
    assertThat(wait(prefer)).hasValue(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @CsvSource({"wait=11", "wait=99999", "wait=999999999"})
  void waits_as_long_as_is_allowed_at_most(String prefer) {
    assertThat(wait(prefer)).hasValue(Duration.ofSeconds(10));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''",
        "wait",
        "wait=",
        "wait=-1",
        "wait=1.5",
        "wait=1e3",
        "wait=\"5",
        "wait=5 6",
        "wait=9999999999",
        "await=5",
        "respond-async; wait=5",
        "respond-async",
      })
  void waits_for_nothing_else(String prefer) {
    assertThat(wait(prefer)).isEmpty();
  }

  @Test
  void takes_the_first_of_two_waits() {
    assertThat(wait("wait=2, wait=9")).hasValue(Duration.ofSeconds(2));
  }

  @Test
  void does_not_wait_without_the_header() {
    assertThat(wait(null)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"respond-async", "Respond-Async", "'wait=5, respond-async'", "respond-async; a=b"})
  void knows_who_wants_no_wait(String prefer) {
    assertThat(Prefer.respondAsync(prefer)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"respond-async=1", "async", "''", "respond", "wait=5"})
  void and_who_does_not(String prefer) {
    assertThat(Prefer.respondAsync(prefer)).isFalse();
  }

  private static Optional<Duration> wait(String prefer) {
    return Prefer.wait(prefer, Duration.ofSeconds(10));
  }
}
