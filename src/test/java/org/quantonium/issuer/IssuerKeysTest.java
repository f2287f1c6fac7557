package org.quantonium.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.quantonium.identity.TokenAlgorithm;
import org.quantonium.identity.VerificationKey;
import org.quantonium.problem.Problem;

/** When an issuer is asked for its keys, with a clock that the test moves. */
class IssuerKeysTest {
  private static final Map<String, VerificationKey> KEYS = new HashMap<>();

  /** It starts close to where a clock of nanoseconds turns negative, as it may. */
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000_000L);

  private final AtomicInteger asked = new AtomicInteger();
  private final IssuerKeys keys =
      new IssuerKeys(this::answer, Duration.ofMinutes(5), Duration.ofHours(1), nanos::get);

  private volatile Map<String, VerificationKey> published = Map.of();
  private volatile Optional<IssuerException> failure = Optional.empty();
  private volatile CountDownLatch answering = new CountDownLatch(0);

  private Map<String, VerificationKey> answer() throws IssuerException {
    asked.incrementAndGet();
    try {
      answering.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
    return published;
  }

  private static Map<String, VerificationKey> of(String... kids) {
    Map<String, VerificationKey> keys = new HashMap<>();
    for (String kid : kids) {
      keys.put(kid, KEYS.computeIfAbsent(kid, IssuerKeysTest::key));
    }
    return keys;
  }

  private static VerificationKey key(String kid) {
    try {
      ECKey key = IssuerStub.es256();
      return new VerificationKey(kid, TokenAlgorithm.ES256, key.toECPublicKey());
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private void after(long seconds) {
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    keys.tend();
  }

  @Test
  void nobody_is_refused_or_believed_before_the_first_answer() {
    failure = Optional.of(IssuerException.away("away"));
    keys.tend();

    assertThatThrownBy(() -> keys.find("a")).isInstanceOf(Problem.class);
    assertThat(keys.condition()).isEqualTo(IssuerCondition.AWAY);
  }

  @Test
  void an_issuer_that_comes_late_is_found() {
    failure = Optional.of(IssuerException.away("away"));
    keys.tend();
    failure = Optional.empty();
    published = of("a");

    after(1);
    assertThat(keys.condition()).isEqualTo(IssuerCondition.AWAY);
    after(1);

    assertThat(keys.find("a")).isPresent();
    assertThat(keys.condition()).isEqualTo(IssuerCondition.UP);
  }

  @Test
  void an_issuer_that_stays_away_is_asked_ever_less_often() {
    failure = Optional.of(IssuerException.away("away"));
    keys.tend();
    List<Integer> pauses = new ArrayList<>();
    int pause = 0;
    for (int second = 0; second < 92; second++) {
      int before = asked.get();
      after(1);
      pause++;
      if (asked.get() > before) {
        pauses.add(pause);
        pause = 0;
      }
    }

    assertThat(pauses).containsExactly(2, 4, 8, 16, 30, 30);
  }

  @Test
  void a_kid_that_nobody_knows_asks_once_in_30_seconds() {
    published = of("a");
    keys.tend();
    asked.set(0);

    for (int i = 0; i < 100; i++) {
      assertThat(keys.find("x" + i)).isEmpty();
    }
    assertThat(asked).hasValue(1);
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(29));
    assertThat(keys.find("x")).isEmpty();
    assertThat(asked).hasValue(1);
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
    assertThat(keys.find("x")).isEmpty();

    assertThat(asked).hasValue(2);
  }

  @Test
  void a_key_that_the_issuer_has_just_made_is_found_by_its_first_token() {
    published = of("a");
    keys.tend();
    published = of("a", "b");

    assertThat(keys.find("b")).isPresent();
  }

  @Test
  void a_key_that_is_known_asks_nobody() {
    published = of("a");
    keys.tend();
    asked.set(0);

    assertThat(keys.find("a")).isPresent();
    assertThat(asked).hasValue(0);
  }

  @Test
  void a_key_that_was_taken_back_goes_with_the_next_reading() {
    published = of("a", "b");
    keys.tend();
    published = of("b");

    after(299);
    assertThat(keys.find("a")).isPresent();
    after(1);

    assertThat(keys.find("a")).isEmpty();
  }

  @Test
  void a_key_is_out_of_force_once_it_is_known_to_be_gone_and_nobody_is_asked() {
    assertThat(keys.isOutOfForce("a")).isFalse();
    published = of("a");
    keys.tend();
    published = of("b");
    asked.set(0);

    assertThat(keys.isOutOfForce("a")).isFalse();
    assertThat(asked).hasValue(0);
    after(300);

    assertThat(keys.isOutOfForce("a")).isTrue();
    assertThat(keys.isOutOfForce("b")).isFalse();
    failure = Optional.of(IssuerException.away("away"));
    after(4000);
    assertThat(keys.isOutOfForce("b")).isFalse();
  }

  @Test
  void an_issuer_that_takes_all_keys_back_is_heeded() {
    published = of("a");
    keys.tend();
    published = Map.of();

    after(300);

    assertThat(keys.find("a")).isEmpty();
  }

  @Test
  void keys_are_good_while_the_issuer_is_away_but_not_for_ever() {
    published = of("a");
    keys.tend();
    failure = Optional.of(IssuerException.away("away"));

    after(300);
    after(3299);
    assertThat(keys.find("a")).isPresent();
    assertThat(keys.count()).isEqualTo(1);
    assertThat(keys.condition()).isEqualTo(IssuerCondition.AWAY);
    after(1);

    assertThatThrownBy(() -> keys.find("a")).isInstanceOf(Problem.class);
    assertThat(keys.count()).isZero();
  }

  @Test
  void a_failure_that_nobody_foresaw_does_not_end_the_schedule() {
    IssuerKeys broken =
        new IssuerKeys(
            () -> {
              throw new IllegalStateException("a flaw");
            },
            Duration.ofMinutes(5),
            Duration.ofHours(1),
            nanos::get);

    broken.tend();

    assertThat(broken.condition()).isEqualTo(IssuerCondition.REFUSED);
  }

  @Test
  void one_reading_goes_at_a_time_and_few_requests_wait_for_it() throws Exception {
    published = of("a");
    keys.tend();
    asked.set(0);
    published = of("a", "b");
    answering = new CountDownLatch(1);
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      List<Future<Boolean>> answers = new ArrayList<>();
      CompletableFuture<Void> first = new CompletableFuture<>();
      for (int i = 0; i < 40; i++) {
        answers.add(
            threads.submit(
                () -> {
                  try {
                    return keys.find("b").isPresent();
                  } catch (Problem notNow) {
                    first.complete(null);
                    return false;
                  }
                }));
      }
      // One reads, eight wait, and the others are told at once.
      first.get(60, TimeUnit.SECONDS);
      answering.countDown();
      for (Future<Boolean> answer : answers) {
        answer.get(60, TimeUnit.SECONDS);
      }

      assertThat(asked).hasValue(1);
      assertThat(keys.find("b")).isPresent();
    } finally {
      threads.shutdownNow();
    }
  }
}
