package org.quantonium.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.quantonium.identity.Caller;

class BundleReadsTest {
  private static final Caller MIRROR = Events.caller("mirror", "c-1", "acme");
  private static final Caller OTHER = Events.caller("other", "c-2", "acme");

  private final MovedClock clock = new MovedClock();
  private final List<LedgerEvent.BundlesRead> written = new ArrayList<>();
  private boolean away;
  private final BundleReads reads =
      new BundleReads(clock, Duration.ofSeconds(60), this::write, () -> false);

  private void write(LedgerEvent.BundlesRead event) {
    if (away) {
      throw new IllegalStateException("away");
    }
    written.add(event);
  }

  @Test
  void writes_a_first_read_before_it_returns() {
    reads.add(MIRROR, 7);

    assertThat(written).containsExactly(new LedgerEvent.BundlesRead(MIRROR, 1, 7, 7));
  }

  @Test
  void tells_those_that_follow_in_one_entry_when_the_window_ends() {
    reads.add(MIRROR, 7);
    reads.add(MIRROR, 9);
    reads.add(MIRROR, 3);
    clock.moveMillis(59_999);
    reads.flush(clock.instant());
    assertThat(written).hasSize(1);

    clock.moveMillis(1);
    reads.flush(clock.instant());

    assertThat(written).hasSize(2).endsWith(new LedgerEvent.BundlesRead(MIRROR, 2, 3, 9));
  }

  @Test
  void a_clock_that_is_set_back_ends_a_window() {
    reads.add(MIRROR, 7);
    reads.add(MIRROR, 9);
    clock.moveMillis(-1);
    reads.flush(clock.instant());

    assertThat(written).hasSize(2).endsWith(new LedgerEvent.BundlesRead(MIRROR, 1, 9, 9));
  }

  @Test
  void says_nothing_at_the_end_of_a_window_with_one_read() {
    reads.add(MIRROR, 7);
    reads.flush(Instant.MAX);

    assertThat(written).hasSize(1);
  }

  @Test
  void begins_anew_after_a_window() {
    reads.add(MIRROR, 7);
    reads.flush(Instant.MAX);
    reads.add(MIRROR, 8);

    assertThat(written).hasSize(2).endsWith(new LedgerEvent.BundlesRead(MIRROR, 1, 8, 8));
  }

  @Test
  void counts_each_client_by_itself() {
    reads.add(MIRROR, 7);
    reads.add(OTHER, 8);

    assertThat(written)
        .containsExactly(
            new LedgerEvent.BundlesRead(MIRROR, 1, 7, 7),
            new LedgerEvent.BundlesRead(OTHER, 1, 8, 8));
  }

  @Test
  void keeps_a_count_that_could_not_be_written() {
    reads.add(MIRROR, 7);
    reads.add(MIRROR, 8);
    away = true;
    assertThatIllegalStateException().isThrownBy(() -> reads.flush(Instant.MAX));
    away = false;
    reads.flush(Instant.MAX);

    assertThat(written).hasSize(2).endsWith(new LedgerEvent.BundlesRead(MIRROR, 1, 8, 8));
  }

  @Test
  void is_refused_with_its_record_and_tried_again() {
    away = true;
    assertThatIllegalStateException().isThrownBy(() -> reads.add(MIRROR, 7));
    away = false;
    reads.add(MIRROR, 7);

    assertThat(written).containsExactly(new LedgerEvent.BundlesRead(MIRROR, 1, 7, 7));
  }
}
