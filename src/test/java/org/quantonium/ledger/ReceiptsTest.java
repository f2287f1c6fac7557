package org.quantonium.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceiptsTest {
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
    assertThat(Receipts.wait(prefer)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @CsvSource({"wait=11", "wait=99999", "wait=999999999"})
  void waits_ten_seconds_at_most(String prefer) {
    assertThat(Receipts.wait(prefer)).isEqualTo(Duration.ofSeconds(10));
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
    assertThat(Receipts.wait(prefer)).isZero();
  }

  @Test
  void takes_the_first_of_two_waits() {
    assertThat(Receipts.wait("wait=2, wait=9")).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void does_not_wait_without_the_header() {
    assertThat(Receipts.wait(null)).isZero();
  }
}
