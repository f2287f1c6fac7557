package org.quantonium.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;

class UploadsTest {
  private static final int CAP = 1 << 20;

  private long now;
  private final Uploads uploads = new Uploads(256 << 10, () -> now, this::later);

  private void later(long nanos, Runnable work) {
    now += nanos;
    work.run();
  }

  @Test
  void takes_a_small_body_that_is_here_without_waiting() throws IOException {
    Client client = new Client(5);
    client.sends(5);

    Optional<HttpServletRequest> whole = client.receive();

    assertThat(whole.orElseThrow().getInputStream().readAllBytes()).hasSize(5);
    assertThat(client.dispatches).isZero();
  }

  @Test
  void waits_for_the_rest_of_a_body_and_keeps_its_bytes_in_order() throws IOException {
    Client client = new Client(200_000);
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
    Client pipelining = new Client(100);
    pipelining.receive();
    pipelining.sends(130);
    assertThat(pipelining.dispatches).isOne();
    assertThat(pipelining.upload().received(pipelining.request()).getInputStream().readAllBytes())
        .hasSize(100);

    Client cut = new Client(100);
    cut.receive();
    cut.sends(99);
    cut.ends();
    assertThat(cut.refusal().type()).isEqualTo(ProblemType.MALFORMED_REQUEST);
  }

  @Test
  void refuses_a_body_at_the_first_byte_past_its_cap() throws IOException {
    Uploads roomy = new Uploads(8 << 20, () -> now, this::later);
    Client fits = new Client(-1);
    fits.receive(roomy);
    fits.sends(CAP);
    assertThat(fits.dispatches).isZero();
    fits.ends();
    assertThat(fits.refusal()).isNull();

    Client more = new Client(-1);
    more.receive(roomy);
    more.sends(CAP + 1);
    more.ends();
    assertThat(more.refusal().type()).isEqualTo(ProblemType.BODY_TOO_LARGE);
  }

  @Test
  void receives_what_is_left_of_a_refused_body_and_keeps_nothing_of_it() throws IOException {
    Uploads roomy = new Uploads(8 << 20, () -> now, this::later);
    Client refused = new Client(CAP + 100);
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
    Client endless = new Client(-1);
    uploads.discard(endless.request(), endless.response(), Uploads.noRoom());
    endless.sends(Upload.DISCARDED);
    assertThat(endless.dispatches).isZero();
    assertThat(uploads.inUse()).isZero();

    endless.sends(1);

    assertThat(endless.refusal().type()).isEqualTo(ProblemType.CAPACITY);
  }

  @Test
  void refuses_at_once_who_waits_for_leave_to_send_and_what_is_here() {
    Client waiting = new Client(100);
    waiting.expects = "100-continue";
    Client here = new Client(100);
    here.sent = 100;

    for (Client client : List.of(waiting, here)) {
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
    Client silent = new Client(100);
    silent.receive();
    Client steady = new Client(100_000);
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
    Client oldest = new Client(-1);
    oldest.receive();
    oldest.sends(60_000);
    now += 1;
    Client newer = new Client(-1);
    newer.receive();
    newer.sends(60_000);
    now += 1;
    oldest.sends(1);
    now += 1;

    Client honest = new Client(-1);
    honest.receive();
    honest.sends(140_000);

    assertThat(newer.refusal().type()).isEqualTo(ProblemType.REQUEST_TIMEOUT);
    assertThat(oldest.dispatches).isZero();
    assertThat(honest.dispatches).isZero();
  }

  @Test
  void never_holds_more_than_its_budget_and_gives_all_of_it_back() throws IOException {
    List<Client> clients = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      Client client = new Client(-1);
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
    Client answered = new Client(-1);
    answered.receive();
    answered.sends(120_000);
    answered.ends();
    Client next = new Client(-1);
    next.receive();
    next.sends(200_000);
    next.ends();

    assertThat(next.refusal().type()).isEqualTo(ProblemType.CAPACITY);

    answered.upload().close();
    next.upload().close();
    Client later = new Client(-1);
    later.receive();
    later.sends(200_000);
    assertThat(later.dispatches).isZero();
  }

  @Test
  void gives_no_memory_to_one_that_gave_way_while_it_was_reading() throws IOException {
    Client reading = new Client(-1);
    reading.receive();
    reading.sends(100_000);
    Client honest = new Client(-1);
    honest.receive();
    honest.sends(200_000);
    reading.upload().close();
    long before = uploads.inUse();

    assertThat(uploads.reserve(reading.upload(), 1000)).isFalse();
    assertThat(uploads.inUse()).isEqualTo(before);
  }

  @Test
  void does_not_count_as_free_what_became_whole_just_now() throws IOException {
    Client whole = new Client(-1);
    whole.receive();
    whole.sends(120_000);
    long before = uploads.inUse();
    whole.upload().end(null);
    Client next = new Client(-1);
    next.receive();
    next.sends(200_000);
    next.ends();

    assertThat(next.refusal().type()).isEqualTo(ProblemType.CAPACITY);
    next.upload().close();
    assertThat(uploads.inUse()).isEqualTo(before);
  }

  @Test
  void forgets_a_client_that_went_away() throws IOException {
    Client client = new Client(100);
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
    Client client = new Client(100);
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
    Client client = new Client(10);
    client.receive(waiting);

    client.sends(10);

    assertThat(client.dispatches).isZero();
    assertThat(waits).containsExactly(Departure.LOOK_NANOS);
  }

  @Test
  void refuses_a_body_where_the_server_could_only_wait_for_it() {
    Client client = new Client(100);
    client.asynchronous = false;

    Problem refusal = catchThrowableOfType(Problem.class, client::receive);

    assertThat(refusal.type()).isEqualTo(ProblemType.METHOD_NOT_ALLOWED);
  }

  /** A request whose bytes come when the test says so: 0, 1, 2, ... modulo 251. */
  private final class Client {
    private final Map<String, Object> attributes = new HashMap<>();
    private final long length;
    private boolean asynchronous = true;
    private ReadListener listener;
    private String expects;
    private int sent;
    private int read;
    private int dispatches;
    private int completions;

    Client(long length) {
      this.length = length;
    }

    Optional<HttpServletRequest> receive() throws IOException {
      return receive(uploads);
    }

    Optional<HttpServletRequest> receive(Uploads at) throws IOException {
      return at.receive(request(), response(), CAP);
    }

    void sends(int bytes) throws IOException {
      sent += bytes;
      if (listener != null) {
        listener.onDataAvailable();
      }
    }

    void ends() throws IOException {
      listener.onAllDataRead();
    }

    Upload upload() {
      return (Upload) attributes.get(Upload.class.getName());
    }

    Problem refusal() {
      assertThat(dispatches).isOne();
      return catchThrowableOfType(Problem.class, () -> upload().received(request()));
    }

    HttpServletResponse response() {
      return proxy(HttpServletResponse.class);
    }

    HttpServletRequest request() {
      return proxy(HttpServletRequest.class);
    }

    private <T> T proxy(Class<T> type) {
      return type.cast(
          Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {type},
              (proxy, method, arguments) -> answer(method.getName(), arguments)));
    }

    private Object answer(String method, Object[] arguments) {
      return switch (method) {
        case "getInputStream" -> new Arriving();
        case "getContentLengthLong" -> length;
        case "getHeader" -> expects;
        case "isAsyncSupported" -> asynchronous;
        case "startAsync" -> proxy(AsyncContext.class);
        case "getRequest" -> request();
        case "setTimeout", "addListener" -> null;
        case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
        case "getAttribute" -> attributes.get(arguments[0]);
        case "dispatch" -> {
          dispatches++;
          yield null;
        }
        case "complete" -> {
          completions++;
          yield null;
        }
        default -> throw new UnsupportedOperationException(method);
      };
    }

    private final class Arriving extends ServletInputStream {
      @Override
      public int available() {
        return sent - read;
      }

      @Override
      public int read() {
        return read == sent ? -1 : read++ % 251;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) {
        int count = Math.min(length, sent - read);
        for (int i = 0; i < count; i++) {
          buffer[offset + i] = (byte) read();
        }
        return count;
      }

      @Override
      public boolean isFinished() {
        return false;
      }

      @Override
      public boolean isReady() {
        return read < sent;
      }

      @Override
      public void setReadListener(ReadListener toTell) {
        listener = toTell;
      }
    }
  }
}
