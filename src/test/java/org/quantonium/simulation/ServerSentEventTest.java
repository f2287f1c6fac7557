package org.quantonium.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantonium.container.StreamedEvent;

class ServerSentEventTest {
  private static final String HOSTILE = "}%1$sevent: other%1$sid: 1%1$sdata: x%1$s%1$sretry: 1";

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r", "\r\n", "\n\r"})
  void no_end_of_line_in_the_data_begins_another_field(String end) {
    ServerSentEvent event = ServerSentEvent.of("job", HOSTILE.formatted(end).getBytes(UTF_8));

    assertThat(StreamedEvent.all(event.text())).hasSize(1);
    StreamedEvent read = StreamedEvent.all(event.text()).get(0);
    assertThat(read.name()).isEqualTo("job");
    assertThat(read.id()).isEqualTo(event.id());
    assertThat(read.data().lines().filter(line -> !line.isEmpty()))
        .containsExactly("}", "event: other", "id: 1", "data: x", "retry: 1");
  }

  @Test
  void the_same_data_has_the_same_id_and_other_data_another() {
    String id = ServerSentEvent.of("job", "{}".getBytes(UTF_8)).id();

    assertThat(ServerSentEvent.of("job", "{}".getBytes(UTF_8)).id()).isEqualTo(id);
    assertThat(ServerSentEvent.of("job", "[]".getBytes(UTF_8)).id()).isNotEqualTo(id);
  }

  @Test
  void a_comment_is_no_event() {
    assertThat(StreamedEvent.all(new String(ServerSentEvent.comment(" hello"), UTF_8))).isEmpty();
  }
}
