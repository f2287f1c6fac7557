package org.quantonium.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On a connection that takes bytes when the test says so. */
class EventStreamTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final long PULSE = SECOND;

  private final Connection connection = new Connection();
  private final List<String> calls = new ArrayList<>();
  private final EventStream stream = new EventStream(answer(), connection, 0);

  private AsyncContext answer() {
    return (AsyncContext)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {AsyncContext.class},
            (proxy, method, arguments) -> {
              calls.add(method.getName());
              return null;
            });
  }

  /** Takes nothing while it is not ready, and fails whoever writes then. */
  private static final class Connection extends ServletOutputStream {
    final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    boolean ready = true;
    boolean gone;
    int flushes;

    @Override
    public boolean isReady() {
      return ready;
    }

    @Override
    public void write(int value) throws IOException {
      if (gone) {
        throw new IOException("reset");
      }
      if (!ready) {
        throw new IllegalStateException("would block");
      }
      taken.write(value);
    }

    @Override
    public void flush() {
      flushes++;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      // The test calls it.
    }
  }

  @BeforeEach
  void open() {
    stream.open();
    stream.onWritePossible();
    assertThat(stream.step(0, PULSE)).isTrue();
    connection.taken.reset();
  }

  private String taken() {
    return connection.taken.toString(UTF_8);
  }

  private void send(String event) {
    stream.send(event.getBytes(UTF_8));
  }

  @Test
  void writes_and_flushes_what_it_is_sent() {
    send("one");
    int before = connection.flushes;

    assertThat(stream.step(1, PULSE)).isTrue();
    assertThat(taken()).isEqualTo("one");
    assertThat(connection.flushes).isEqualTo(before + 1);
  }

  @Test
  void skips_what_was_overtaken_while_nothing_could_be_written() {
    connection.ready = false;
    for (int i = 0; i < 1_000; i++) {
      send("event " + i);
      assertThat(stream.step(i, PULSE)).isTrue();
    }
    connection.ready = true;

    stream.step(1_000, PULSE);
    assertThat(taken()).isEqualTo("event 999");
  }

  @Test
  void is_over_when_nothing_could_be_written_for_long() {
    connection.ready = false;
    send("one");

    assertThat(stream.step(EventStream.STALL.toNanos(), PULSE)).isTrue();
    assertThat(calls).doesNotContain("complete");
    assertThat(stream.step(EventStream.STALL.toNanos() + 1, PULSE)).isFalse();
    assertThat(stream.isBroken()).isTrue();
    assertThat(calls).contains("complete");
  }

  @Test
  void pulses_where_it_was_silent_and_not_before() {
    send("one");
    stream.step(PULSE, PULSE);
    connection.taken.reset();

    stream.step(2 * PULSE - 1, PULSE);
    assertThat(taken()).isEmpty();
    stream.step(2 * PULSE, PULSE);
    assertThat(taken()).isEqualTo(":\n\n");
  }

  @Test
  void is_over_when_its_client_is_gone() {
    connection.gone = true;
    send("one");

    assertThat(stream.step(1, PULSE)).isFalse();
    assertThat(stream.isBroken()).isTrue();
    assertThat(calls).contains("complete");
  }

  @Test
  void ends_when_the_last_event_is_written_and_no_sooner() {
    connection.ready = false;
    send("last");
    stream.end(" farewell".getBytes(UTF_8));
    send("later");
    assertThat(stream.step(1, PULSE)).isTrue();
    connection.ready = true;

    assertThat(stream.step(2, PULSE)).isFalse();
    assertThat(taken()).isEqualTo("last farewell");
    assertThat(stream.isBroken()).isFalse();
    assertThat(calls).contains("complete");
  }

  @Test
  void writes_nothing_before_the_server_lets_it() {
    EventStream early = new EventStream(answer(), connection, 0);

    assertThat(early.step(1, PULSE)).isTrue();
    assertThat(taken()).isEmpty();
  }
}
