package org.quantonium.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;

class CappedInputStreamTest {
  private static final int CAP = 1000;

  @Test
  void gives_a_body_of_its_cap_whole() throws IOException {
    assertThat(body(CAP).readAllBytes()).hasSize(CAP);
    assertThat(body(0).readAllBytes()).isEmpty();
  }

  @Test
  void refuses_one_byte_more_however_it_is_read() {
    assertTooLarge(() -> body(CAP + 1).readAllBytes());
    assertTooLarge(() -> body(CAP + 1).transferTo(java.io.OutputStream.nullOutputStream()));
    assertTooLarge(() -> body(CAP + 1).skipNBytes(CAP + 1));
    assertTooLarge(() -> readByBytes(body(CAP + 1)));
    assertTooLarge(() -> readInPieces(body(CAP + 1)));
  }

  @Test
  void gives_its_cap_byte_by_byte_and_in_pieces() throws IOException {
    assertThat(readByBytes(body(CAP))).isEqualTo(CAP);
    assertThat(readInPieces(body(CAP))).isEqualTo(CAP);
  }

  @Test
  void counts_the_end_of_the_body_as_nothing() throws IOException {
    try (InputStream body = body(CAP)) {
      body.readAllBytes();

      assertThat(body.read()).isEqualTo(-1);
      assertThat(body.read(new byte[8], 0, 8)).isEqualTo(-1);
    }
  }

  @Test
  void does_not_let_a_body_be_read_again_past_the_count() throws IOException {
    try (InputStream body = body(CAP)) {
      assertThat(body.markSupported()).isFalse();
    }
  }

  private static int readByBytes(InputStream body) throws IOException {
    int count = 0;
    while (body.read() >= 0) {
      count++;
    }
    return count;
  }

  private static int readInPieces(InputStream body) throws IOException {
    byte[] piece = new byte[7];
    int count = 0;
    for (int n = body.read(piece); n >= 0; n = body.read(piece)) {
      count += n;
    }
    return count;
  }

  private static CappedInputStream body(int length) {
    return new CappedInputStream(new ByteArrayInputStream(new byte[length]), CAP);
  }

  private static void assertTooLarge(ThrowingCallable read) {
    assertThat(catchThrowableOfType(Problem.class, read).type())
        .isEqualTo(ProblemType.BODY_TOO_LARGE);
  }
}
