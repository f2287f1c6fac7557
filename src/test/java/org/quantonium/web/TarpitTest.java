package org.quantonium.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarpitTest {
  private static final byte[] REFUSAL = "refused".getBytes(StandardCharsets.UTF_8);

  /** What is due is run by the tests. */
  private final ScheduledThreadPoolExecutor later = new ScheduledThreadPoolExecutor(0);

  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
  private AsyncListener listener;
  private int begun;
  private int completed;

  @AfterEach
  void stop() {
    later.shutdownNow();
  }

  @Test
  void sends_a_429_once_its_time_has_come() throws Exception {
    Tarpit tarpit = tarpit(1000);

    answer(tarpit, 429);

    assertThat(sent.size()).isZero();
    assertThat(tarpit.waiting()).isOne();

    due();

    assertThat(sent.toByteArray()).isEqualTo(REFUSAL);
    assertThat(completed).isOne();
    assertThat(tarpit.waiting()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 401, 422, 503})
  void holds_nothing_else_up(int status) throws Exception {
    answer(tarpit(1000), status);

    assertThat(sent.toByteArray()).isEqualTo(REFUSAL);
    assertThat(begun).isZero();
  }

  @Test
  void sends_what_is_refused_at_once_if_nobody_is_to_wait() throws Exception {
    answer(tarpit(0), 429);

    assertThat(sent.toByteArray()).isEqualTo(REFUSAL);
    assertThat(begun).isZero();
  }

  @Test
  void keeps_so_many_waiting_and_no_more() throws Exception {
    Tarpit tarpit = tarpit(1000);
    for (int i = 0; i < Tarpit.MOST; i++) {
      answer(tarpit, 429);
    }
    assertThat(sent.size()).isZero();

    answer(tarpit, 429);

    assertThat(sent.toByteArray()).isEqualTo(REFUSAL);
    assertThat(tarpit.waiting()).isEqualTo(Tarpit.MOST);
  }

  /** The server's objects may belong to another request by then. */
  @Test
  void touches_nothing_of_a_client_that_is_gone() throws Exception {
    Tarpit tarpit = tarpit(1000);
    answer(tarpit, 429);

    listener.onError(null);

    assertThat(tarpit.waiting()).isZero();
    due();
    assertThat(sent.size()).isZero();
    assertThat(completed).isZero();
    assertThat(tarpit.waiting()).isZero();
  }

  /** A resource that is suspended may be refused before it goes on by another thread, or after. */
  @Test
  void puts_off_the_end_of_what_is_asynchronous_already() throws Exception {
    Tarpit tarpit = tarpit(1000);
    LateAnswer answer = new LateAnswer(response());
    AsyncContext async = new AsyncRequest(request(), answer, tarpit).startAsync();
    answer.setStatus(429);
    answer.getOutputStream().write(REFUSAL);

    async.complete();
    // Jersey does so once more.
    async.complete();

    assertThat(tarpit.waiting()).isOne();
    assertThat(completed).isZero();
    due();
    assertThat(sent.toByteArray()).isEqualTo(REFUSAL);
    assertThat(completed).isOne();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1, 9, 10_001})
  void refuses_a_pause_out_of_range(int millis) {
    assertThatThrownBy(() -> new Tarpit(millis)).hasMessageContaining("0, or 10 to 10000");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, 10_000})
  void takes_a_pause_within_it(int millis) {
    assertThat(new Tarpit(millis).waiting()).isZero();
  }

  private Tarpit tarpit(int millis) {
    Tarpit tarpit = new Tarpit(millis);
    tarpit.open(later);
    return tarpit;
  }

  /** As {@link EdgeFilter} does it. */
  private void answer(Tarpit tarpit, int status) throws IOException {
    HttpServletRequest request = request();
    LateAnswer answer = new LateAnswer(response());
    answer.setStatus(status);
    answer.getOutputStream().write(REFUSAL);
    answer.flushBuffer();
    if (answer.take()) {
      tarpit.send(request, answer);
    }
  }

  private void due() {
    later.getQueue().forEach(Runnable::run);
  }

  private HttpServletRequest request() {
    AsyncContext async =
        proxy(
            AsyncContext.class,
            (name, arguments) -> {
              if (name.equals("addListener")) {
                listener = (AsyncListener) arguments[0];
              } else if (name.equals("complete")) {
                completed++;
              }
              return null;
            });
    return proxy(
        HttpServletRequest.class,
        (name, arguments) ->
            switch (name) {
              case "isAsyncSupported" -> true;
              case "startAsync" -> {
                begun++;
                yield async;
              }
              default -> null;
            });
  }

  private HttpServletResponse response() {
    return proxy(
        HttpServletResponse.class,
        (name, arguments) -> name.equals("getOutputStream") ? new Stream() : null);
  }

  private final class Stream extends ServletOutputStream {
    @Override
    public void write(int value) {
      sent.write(value);
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener unused) {
      throw new AssertionError();
    }
  }

  private interface Answers {
    Object to(String method, Object[] arguments);
  }

  private static <T> T proxy(Class<T> type, Answers answers) {
    return type.cast(
        Proxy.newProxyInstance(
            TarpitTest.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answers.to(method.getName(), arguments)));
  }
}
