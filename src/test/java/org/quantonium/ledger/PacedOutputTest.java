package org.quantonium.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PacedOutputTest {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE);
  private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
  private Duration each = Duration.ZERO;

  private final PacedOutput out = new PacedOutput(new Client(), now::get);

  /** Takes whatever it is given in the time that it has for each. */
  private final class Client extends OutputStream {
    @Override
    public void write(int one) {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) {
      now.addAndGet(each.toNanos());
      taken.write(from, offset, length);
    }
  }

  private void write(int pieces) throws IOException {
    for (int i = 0; i < pieces; i++) {
      out.write(new byte[PacedOutput.BYTES_PER_SECOND]);
    }
  }

  @Test
  void one_that_reads_as_fast_as_it_must_is_given_all() throws IOException {
    each = Duration.ofSeconds(1);
    write(1000);
    each = PacedOutput.GRACE.plusSeconds(1);
    write(1);

    assertThat(taken.size()).isEqualTo(1001 * PacedOutput.BYTES_PER_SECOND);
  }

  @Test
  void one_that_falls_behind_is_ended() throws IOException {
    each = Duration.ofSeconds(3);
    write(10);

    assertThatIOException().isThrownBy(() -> write(1)).withMessageContaining("too slowly");
  }

  @Test
  void one_that_takes_a_byte_now_and_then_is_ended() throws IOException {
    each = Duration.ofSeconds(9);
    out.write('a');
    out.write('b');

    assertThatIOException().isThrownBy(() -> out.write('c'));
  }

  @Test
  void the_time_of_the_database_is_not_the_clients() throws IOException {
    for (int i = 0; i < 100; i++) {
      now.addAndGet(Duration.ofMinutes(1).toNanos());
      out.write('a');
    }

    assertThat(taken.size()).isEqualTo(100);
  }
}
