package org.quantonium.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;

class UploadsTest {
  static final int CAP = 1 << 20;

  private long now;
  private final Uploads uploads = new Uploads(256 << 10, () -> now, this::later);

  private void later(long nanos, Runnable work) {
    now += nanos;
    work.run();
  }

  private UploadingClient client(long length) {
    return new UploadingClient(uploads, length);
  }

  @Test
  void takes_a_small_body_that_is_here_without_waiting() throws IOException {
    UploadingClient client = client(5);
    client.sends(5);

    Optional<HttpServletRequest> whole = client.receive();

    assertThat(whole.orElseThrow().getInputStream().readAllBytes()).hasSize(5);
    assertThat(client.dispatches).isZero();
  }

  @Test
  void waits_for_the_rest_of_a_body_and_keeps_its_bytes_in_order() throws IOException {
    UploadingClient client = client(200_000);
    assertThat(client.receive()).isEmpty();
    for (int i = 0; i < 200; i++) {
      client.sends(1000);
    }
    client.ends();

    byte[] body = client.upload().received(client.request()).getInputStream().readAllBytes();

    assertThat(client.dispatches).isOne();
    assertThat(body).hasSize(200_000);
    for (int i = 0; i < body.length; i++) {
      assertThat(body[i]).isEqualTo((byte) (i % 251));
    }
  }

  @Test
  void takes_no_byte_that_follows_the_body_and_serves_none_that_is_cut_short() throws IOException {
    UploadingClient pipelining = client(100);
    pipelining.receive();
    pipelining.sends(130);
    assertThat(pipelining.dispatches).isOne();
    assertThat(pipelining.upload().received(pipelining.request()).getInputStream().readAllBytes())
        .hasSize(100);

    UploadingClient cut = client(100);
    cut.receive();
    cut.sends(99);
    cut.ends();
    assertThat(cut.refusal().type()).isEqualTo(ProblemType.MALFORMED_REQUEST);
  }

  @Test
  void refuses_a_body_at_the_first_byte_past_its_cap() throws IOException {
    Uploads roomy = new Uploads(8 << 20, () -> now, this::later);
    UploadingClient fits = client(-1);
    fits.receive(roomy);
    fits.sends(CAP);
    assertThat(fits.dispatches).isZero();
    fits.ends();
    assertThat(fits.refusal()).isNull();

    UploadingClient more = client(-1);
    more.receive(roomy);
    more.sends(CAP + 1);
    more.ends();
    assertThat(more.refusal().type()).isEqualTo(ProblemType.BODY_TOO_LARGE);
  }

  @Test
  void receives_what_is_left_of_a_refused_body_and_keeps_nothing_of_it() throws IOException {
    Uploads roomy = new Uploads(8 << 20, () -> now, this::later);
    UploadingClient refused = client(CAP + 100);
    refused.receive(roomy);
    refused.sends(CAP + 1);
    assertThat(roomy.inUse()).isZero();
    refused.sends(98);
    assertThat(refused.dispatches).isZero();

    refused.sends(1);

    assertThat(refused.refusal().type()).isEqualTo(ProblemType.BODY_TOO_LARGE);
    assertThat(roomy.inUse()).isZero();
  }

  @Test
  void receives_so_much_of_a_refused_body_and_no_more() throws IOException {
    UploadingClient endless = client(-1);
    uploads.discard(endless.request(), endless.response(), Uploads.noRoom());
    endless.sends(Upload.DISCARDED);
    assertThat(endless.dispatches).isZero();
    assertThat(uploads.inUse()).isZero();

    endless.sends(1);

    assertThat(endless.refusal().type()).isEqualTo(ProblemType.CAPACITY);
  }

  @Test
  void refuses_at_once_who_waits_for_leave_to_send_and_what_is_here() {
    UploadingClient waiting = client(100);
    waiting.expects = "100-continue";
    UploadingClient here = client(100);
    here.sent = 100;

    for (UploadingClient client : List.of(waiting, here)) {
      Problem refusal =
          catchThrowableOfType(
              Problem.class,
              () -> uploads.discard(client.request(), client.response(), Uploads.noRoom()));
      assertThat(refusal.type()).isEqualTo(ProblemType.CAPACITY);
      assertThat(client.listener).isNull();
    }
    assertThat(waiting.read).isZero();
    assertThat(here.read).isEqualTo(100);
  }

  @Test
  void allows_twenty_seconds_and_one_more_for_every_16_kib() throws IOException {
    UploadingClient silent = client(100);
    silent.receive();
    UploadingClient steady = client(100_000);
    steady.receive();
    steady.sends(32 << 10);

    now = TimeUnit.SECONDS.toNanos(20);
    uploads.sweep();
    assertThat(silent.dispatches).isZero();

    now += 1;
    uploads.sweep();
    uploads.sweep();
    assertThat(silent.dispatches).isOne();
    assertThat(silent.refusal().type()).isEqualTo(ProblemType.REQUEST_TIMEOUT);

    now = TimeUnit.SECONDS.toNanos(22);
    uploads.sweep();
    assertThat(steady.dispatches).isZero();
    now += 1;
    uploads.sweep();
    assertThat(steady.refusal().type()).isEqualTo(ProblemType.REQUEST_TIMEOUT);
  }

  @Test
  void lets_the_upload_that_was_silent_longest_give_way_when_memory_ends() throws IOException {
    UploadingClient oldest = client(-1);
    oldest.receive();
    oldest.sends(60_000);
    now += 1;
    UploadingClient newer = client(-1);
    newer.receive();
    newer.sends(60_000);
    now += 1;
    oldest.sends(1);
    now += 1;

    UploadingClient honest = client(-1);
    honest.receive();
    honest.sends(140_000);

    assertThat(newer.refusal().type()).isEqualTo(ProblemType.REQUEST_TIMEOUT);
    assertThat(oldest.dispatches).isZero();
    assertThat(honest.dispatches).isZero();
  }

  @Test
  void never_holds_more_than_its_budget_and_gives_all_of_it_back() throws IOException {
    List<UploadingClient> clients = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      UploadingClient client = client(-1);
      clients.add(client);
      client.receive();
      now += 1;
      client.sends(i * 1000);
      assertThat(uploads.inUse()).isBetween(0L, 256L << 10);
    }
    clients.forEach(client -> client.upload().close());

    assertThat(uploads.inUse()).isZero();
  }

  @Test
  void says_that_there_is_no_room_where_requests_that_are_answered_hold_it() throws IOException {
    UploadingClient answered = client(-1);
    answered.receive();
    answered.sends(120_000);
    answered.ends();
    UploadingClient next = client(-1);
    next.receive();
    next.sends(200_000);
    next.ends();

    assertThat(next.refusal().type()).isEqualTo(ProblemType.CAPACITY);

    answered.upload().close();
    next.upload().close();
    UploadingClient later = client(-1);
    later.receive();
    later.sends(200_000);
    assertThat(later.dispatches).isZero();
  }

  @Test
  void gives_no_memory_to_one_that_gave_way_while_it_was_reading() throws IOException {
    UploadingClient reading = client(-1);
    reading.receive();
    reading.sends(100_000);
    UploadingClient honest = client(-1);
    honest.receive();
    honest.sends(200_000);
    reading.upload().close();
    long before = uploads.inUse();

    assertThat(uploads.reserve(reading.upload(), 1000)).isFalse();
    assertThat(uploads.inUse()).isEqualTo(before);
  }

  @Test
  void does_not_count_as_free_what_became_whole_just_now() throws IOException {
    UploadingClient whole = client(-1);
    whole.receive();
    whole.sends(120_000);
    long before = uploads.inUse();
    whole.upload().end(null);
    UploadingClient next = client(-1);
    next.receive();
    next.sends(200_000);
    next.ends();

    assertThat(next.refusal().type()).isEqualTo(ProblemType.CAPACITY);
    next.upload().close();
    assertThat(uploads.inUse()).isEqualTo(before);
  }

  @Test
  void forgets_a_client_that_went_away() throws IOException {
    UploadingClient client = client(100);
    client.receive();
    client.sends(10);

    client.listener.onError(new IOException("gone"));

    assertThat(uploads.inUse()).isZero();
    assertThat(client.completions).isOne();
    now = TimeUnit.MINUTES.toNanos(10);
    uploads.sweep();
    assertThat(client.dispatches).isZero();
  }

  @Test
  void dispatches_nothing_of_a_request_that_the_server_gave_up() throws IOException {
    UploadingClient client = client(100);
    client.receive();
    client.sends(10);
    client.upload().close();

    client.sends(90);
    client.ends();

    assertThat(client.dispatches).isZero();
    assertThat(uploads.inUse()).isZero();
  }

  /** {@link Departure} says why. */
  @Test
  void dispatches_nothing_while_the_thread_that_began_a_request_goes_back() throws IOException {
    List<Long> waits = new ArrayList<>();
    Uploads waiting = new Uploads(1 << 20, () -> now, (nanos, work) -> waits.add(nanos));
    UploadingClient client = client(10);
    client.receive(waiting);

    client.sends(10);

    assertThat(client.dispatches).isZero();
    assertThat(waits).containsExactly(Departure.LOOK_NANOS);
  }

  @Test
  void refuses_a_body_where_the_server_could_only_wait_for_it() {
    UploadingClient client = client(100);
    client.asynchronous = false;

    Problem refusal = catchThrowableOfType(Problem.class, client::receive);

    assertThat(refusal.type()).isEqualTo(ProblemType.METHOD_NOT_ALLOWED);
  }
}
