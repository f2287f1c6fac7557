package org.quantonium.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantonium.identity.Caller;
import org.quantonium.problem.Problem;

class RefusalWindowsTest {
  private static final long START = 1_700_000_000_000L;
  private static final Optional<String> HOME = Optional.of("192.0.2.1");
  private static final Caller CALLER = Events.caller("alice", "c-1", "acme");

  /** What was written: the event, and the address that it came from. */
  private record Written(Event event, Optional<String> address) {
    AccessEvent.Span span() {
      if (event instanceof AccessEvent.AuthenticationFailed failed) {
        return failed.span();
      }
      if (event instanceof AccessEvent.TokenRefused refused) {
        return refused.span();
      }
      return ((AccessEvent.ScopeRefused) event).span();
    }

    long count() {
      return span().count();
    }
  }

  private final MovedClock clock = new MovedClock();
  private final List<Written> written = new CopyOnWriteArrayList<>();
  private volatile boolean broken;
  private volatile boolean away;
  private final RefusalWindows windows =
      new RefusalWindows(clock, Duration.ofSeconds(60), this::write, () -> away);

  private void write(Event event, Optional<String> address) {
    away = broken;
    if (broken) {
      throw new IllegalStateException("away");
    }
    written.add(new Written(event, address));
  }

  @Test
  void writes_the_first_refusal_before_it_returns() {
    windows.add(Refusal.authentication("/v1/simulations", HOME));

    assertThat(written)
        .containsExactly(
            new Written(
                new AccessEvent.AuthenticationFailed(
                    "/v1/simulations", new AccessEvent.Span(1, START, START)),
                HOME));
  }

  @Test
  void counts_those_that_follow_and_tells_them_in_one_entry() {
    fail(1);
    clock.moveMillis(300);
    fail(2);
    clock.moveMillis(700);
    fail(1);
    assertThat(written).hasSize(1);

    clock.moveMillis(59_000);
    windows.flush(clock.instant());

    assertThat(written).hasSize(2);
    assertThat(written.get(1))
        .isEqualTo(
            new Written(
                new AccessEvent.AuthenticationFailed(
                    "/", new AccessEvent.Span(3, START + 300, START + 1000)),
                HOME));
  }

  @Test
  void adds_nothing_to_a_single_refusal() {
    fail(1);
    clock.moveMillis(60_000);
    windows.flush(clock.instant());

    assertThat(written).hasSize(1);
  }

  @Test
  void a_window_lasts_as_long_as_it_is_set_to() {
    fail(2);
    clock.moveMillis(59_999);
    windows.flush(clock.instant());
    assertThat(written).hasSize(1);

    clock.moveMillis(1);
    windows.flush(clock.instant());
    assertThat(written).hasSize(2);
  }

  @Test
  void after_a_window_the_next_refusal_is_a_first_one() {
    fail(2);
    clock.moveMillis(60_000);
    windows.flush(clock.instant());
    fail(1);

    assertThat(written).extracting(Written::count).containsExactly(1L, 1L, 1L);
  }

  @Test
  void a_refusal_ends_the_window_before_it_that_nobody_flushed() {
    fail(3);
    clock.moveMillis(60_000);
    fail(1);

    assertThat(written).extracting(Written::count).containsExactly(1L, 2L, 1L);
    assertThat(written).extracting(w -> w.event().resource()).containsExactly("/x", "/", "/x");
  }

  @Test
  void a_clock_that_is_set_back_ends_a_window() {
    fail(2);
    clock.moveMillis(-1);
    fail(1);

    assertThat(written).extracting(Written::count).containsExactly(1L, 1L, 1L);
  }

  @Test
  void the_end_of_time_ends_every_window() {
    fail(2);
    windows.flush(Instant.MAX);

    assertThat(written).extracting(Written::count).containsExactly(1L, 1L);
  }

  @Test
  void a_first_refusal_that_cannot_be_written_fails_and_is_not_counted() {
    broken = true;
    assertThatIllegalStateException().isThrownBy(() -> fail(1));
    assertThatIllegalStateException().isThrownBy(() -> fail(1));

    broken = false;
    fail(1);
    windows.flush(Instant.MAX);
    assertThat(written).extracting(Written::count).containsExactly(1L);
  }

  @Test
  void while_the_ledger_is_away_followers_fail_too() {
    fail(2);
    broken = true;
    away = true;

    assertThatIllegalStateException().isThrownBy(() -> fail(1));
    assertThatIllegalStateException().isThrownBy(() -> fail(1));
    assertThat(written).hasSize(1);
  }

  @Test
  void a_follower_that_finds_the_ledger_back_is_written_by_itself() {
    fail(2);
    away = true;
    fail(3);
    windows.flush(Instant.MAX);

    assertThat(written).extracting(Written::count).containsExactly(1L, 1L, 3L);
  }

  @Test
  void counts_that_cannot_be_written_stay_for_the_next_flush() {
    fail(3);
    clock.moveMillis(60_000);
    broken = true;
    assertThatIllegalStateException().isThrownBy(() -> windows.flush(clock.instant()));
    assertThatIllegalStateException().isThrownBy(() -> fail(1));

    broken = false;
    windows.flush(clock.instant());
    windows.flush(clock.instant());
    assertThat(written).extracting(Written::count).containsExactly(1L, 2L);
  }

  @Test
  void each_address_and_each_kind_has_a_window_of_its_own() {
    windows.add(Refusal.authentication("/x", HOME));
    windows.add(Refusal.authentication("/x", Optional.of("192.0.2.2")));
    windows.add(Refusal.token("invalid_client", HOME));
    windows.add(Refusal.scope(CALLER, "read:data", "/x", HOME));

    assertThat(written).hasSize(4);
  }

  @Test
  void addresses_of_one_64_share_a_window_that_names_their_network() {
    windows.add(Refusal.authentication("/x", Optional.of("2001:db8:0:1:0:0:0:1")));
    windows.add(Refusal.authentication("/x", Optional.of("2001:db8:0:1:ffff:0:0:2")));
    windows.flush(Instant.MAX);

    assertThat(written)
        .extracting(Written::count, Written::address)
        .containsExactly(
            tuple(1L, Optional.of("2001:db8:0:1:0:0:0:1")),
            tuple(1L, Optional.of("2001:db8:0:1::/64")));
  }

  @Test
  void an_entry_of_many_names_each_error_once() {
    windows.add(Refusal.token("invalid_client", HOME));
    windows.add(Refusal.token("invalid_scope", HOME));
    windows.add(Refusal.token("invalid_request", HOME));
    windows.add(Refusal.token("invalid_scope", HOME));
    windows.flush(Instant.MAX);

    assertThat(written.get(0).event().facts()).containsEntry("errors", List.of("invalid_client"));
    assertThat(written.get(1).event().facts())
        .containsEntry("errors", List.of("invalid_request", "invalid_scope"));
  }

  @Test
  void an_entry_of_many_names_the_client_and_no_address() {
    windows.add(Refusal.scope(CALLER, "read:data", "/x", HOME));
    windows.add(Refusal.scope(CALLER, "admin:keys", "/y", Optional.of("192.0.2.2")));
    windows.flush(Instant.MAX);

    assertThat(written)
        .containsExactly(
            new Written(
                new AccessEvent.ScopeRefused(
                    Optional.of(CALLER),
                    Set.of("read:data"),
                    "/x",
                    new AccessEvent.Span(1, START, START)),
                HOME),
            new Written(
                new AccessEvent.ScopeRefused(
                    Optional.of(CALLER),
                    Set.of("admin:keys"),
                    "/",
                    new AccessEvent.Span(1, START, START)),
                Optional.empty()));
  }

  @Test
  void what_is_over_a_limit_is_counted_by_client_or_by_network() {
    windows.add(Refusal.rate("address", Optional.empty(), "/", HOME));
    windows.add(Refusal.rate("token", Optional.empty(), "/", HOME));
    windows.add(Refusal.rate("principal", Optional.of(CALLER), "/", HOME));
    windows.add(Refusal.rate("simulation", Optional.of(CALLER), "/", HOME));
    windows.flush(Instant.MAX);

    assertThat(written).hasSize(4);
    assertThat(written)
        .extracting(w -> w.event().facts().get("policies"), w -> w.event().by(), w -> w.address())
        .containsExactlyInAnyOrder(
            tuple(List.of("address"), Optional.empty(), HOME),
            tuple(List.of("principal"), Optional.of(CALLER), HOME),
            tuple(List.of("token"), Optional.empty(), HOME),
            tuple(List.of("simulation"), Optional.of(CALLER), Optional.empty()));
  }

  @Test
  void a_flood_from_everywhere_adds_2050_entries_a_window_at_most() {
    for (int round = 0; round < 3; round++) {
      for (int host = 0; host < 5_000; host++) {
        Optional<String> address = Optional.of("10.0." + host / 256 + "." + host % 256);
        windows.add(Refusal.authentication("/x", address));
        windows.add(Refusal.token("invalid_client", address));
      }
    }
    assertThat(written).hasSizeLessThanOrEqualTo(RefusalWindows.MAX_KEYS);
    windows.flush(Instant.MAX);

    assertThat(written).hasSizeBetween(2_000, 2_050);
    assertThat(written.stream().mapToLong(Written::count).sum()).isEqualTo(30_000);
  }

  @Test
  void refusals_without_a_key_of_their_own_name_nobody() {
    for (int i = 0; i < RefusalWindows.MAX_KEYS; i++) {
      windows.add(Refusal.authentication("/x", Optional.of("10.0." + i / 256 + "." + i % 256)));
    }
    written.clear();
    Caller other = Events.caller("bob", "c-2", "acme");
    windows.add(Refusal.scope(CALLER, "read:data", "/x", HOME));
    windows.add(Refusal.scope(other, "read:data", "/x", HOME));
    windows.add(Refusal.scope(other, "read:data", "/x", HOME));
    assertThat(written).hasSize(1);
    assertThat(written.get(0).event().by()).contains(CALLER);
    written.clear();
    windows.flush(Instant.MAX);

    Written scopes =
        written.stream()
            .filter(w -> w.event() instanceof AccessEvent.ScopeRefused)
            .findFirst()
            .orElseThrow();
    assertThat(scopes.event().by()).isEmpty();
    assertThat(scopes.count()).isEqualTo(2);
    assertThat(written).extracting(Written::address).containsOnly(Optional.empty());
  }

  @Test
  void keys_that_are_over_make_room() {
    for (int i = 0; i < RefusalWindows.MAX_KEYS; i++) {
      windows.add(Refusal.authentication("/x", Optional.of("10.0." + i / 256 + "." + i % 256)));
    }
    windows.flush(Instant.MAX);
    written.clear();
    fail(1);
    windows.add(Refusal.authentication("/x", Optional.of("192.0.2.2")));

    assertThat(written).hasSize(2);
  }

  /** Windows end while they are counted in, and no refusal is lost or told twice. */
  @ParameterizedTest
  @ValueSource(ints = {1, 5})
  void what_16_threads_add_is_told_exactly(int addresses) throws Exception {
    int threads = 16;
    long each = 2_000;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    CountDownLatch go = new CountDownLatch(1);
    List<Future<?>> done = new CopyOnWriteArrayList<>();
    for (int t = 0; t < threads; t++) {
      Optional<String> address = Optional.of("10.0.0." + t % addresses);
      done.add(
          pool.submit(
              () -> {
                go.await();
                for (int i = 0; i < each; i++) {
                  windows.add(Refusal.authentication("/x", address));
                }
                return null;
              }));
    }
    go.countDown();
    while (!done.stream().allMatch(Future::isDone)) {
      clock.moveMillis(20_000);
      windows.flush(clock.instant());
    }
    for (Future<?> thread : done) {
      thread.get();
    }
    pool.shutdown();
    windows.flush(Instant.MAX);

    assertThat(written.stream().mapToLong(Written::count).sum()).isEqualTo(threads * each);
  }

  @Test
  void nobody_waits_long_for_a_ledger_that_hangs() throws Exception {
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch hang = new CountDownLatch(1);
    RefusalWindows slow =
        new RefusalWindows(
            clock,
            Duration.ofSeconds(60),
            (event, address) -> {
              writing.countDown();
              try {
                hang.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            },
            () -> false);
    ExecutorService pool = Executors.newSingleThreadExecutor();
    Future<?> first = pool.submit(() -> slow.add(Refusal.authentication("/x", HOME)));
    writing.await();

    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () ->
            assertThatThrownBy(() -> slow.add(Refusal.authentication("/x", HOME)))
                .isInstanceOf(Problem.class));
    hang.countDown();
    first.get();
    pool.shutdown();
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      windows.add(Refusal.authentication("/x", HOME));
    }
  }
}
