package org.quantonium.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DigestedInputStreamTest {
  private static final byte[] BODY = new byte[20_000];

  private final List<byte[]> told = new ArrayList<>();

  DigestedInputStreamTest() {
    for (int i = 0; i < BODY.length; i++) {
      BODY[i] = (byte) (i * 31);
    }
  }

  @Test
  void tells_the_digest_of_what_was_read() throws Exception {
    InputStream body = body(BODY);

    assertThat(body.readAllBytes()).isEqualTo(BODY);
    assertThat(told).containsExactly(sha256(BODY));
  }

  @Test
  void digests_no_more_of_a_buffer_than_was_read_into_it() throws Exception {
    InputStream body = body(BODY);
    byte[] buffer = new byte[BODY.length + 20];

    assertThat(body.read(buffer, 10, buffer.length - 10)).isEqualTo(BODY.length);
    assertThat(body.read(buffer, 10, 1)).isEqualTo(-1);
    assertThat(told).containsExactly(sha256(BODY));
  }

  @Test
  void tells_it_once_however_often_the_end_is_seen() throws IOException {
    InputStream body = body(BODY);
    body.readAllBytes();

    assertThat(body.read()).isEqualTo(-1);
    assertThat(body.read(new byte[1])).isEqualTo(-1);
    assertThat(told).hasSize(1);
  }

  @Test
  void counts_single_bytes_and_those_that_are_skipped() throws Exception {
    InputStream body = body(BODY);

    assertThat(body.read()).isEqualTo(BODY[0] & 0xff);
    assertThat(body.read()).isEqualTo(BODY[1] & 0xff);
    body.skipNBytes(10_000);
    assertThat(body.read()).isEqualTo(BODY[10_002] & 0xff);
    body.readAllBytes();
    assertThat(told).containsExactly(sha256(BODY));
  }

  @Test
  void tells_nothing_of_a_body_that_was_not_read_to_its_end() throws IOException {
    body(BODY).readNBytes(BODY.length - 1);

    assertThat(told).isEmpty();
  }

  @Test
  void tells_nothing_of_an_empty_body() throws IOException {
    assertThat(body(new byte[0]).readAllBytes()).isEmpty();
    assertThat(told).isEmpty();
  }

  @Test
  void offers_no_way_back() {
    assertThat(body(BODY).markSupported()).isFalse();
  }

  private InputStream body(byte[] bytes) {
    return new DigestedInputStream(new ByteArrayInputStream(bytes), told::add);
  }

  private static byte[] sha256(byte[] bytes) throws Exception {
    return MessageDigest.getInstance("SHA-256").digest(bytes);
  }
}
