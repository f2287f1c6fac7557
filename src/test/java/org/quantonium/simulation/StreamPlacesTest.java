package org.quantonium.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;

class StreamPlacesTest {
  private final StreamPlaces places = new StreamPlaces(3, 2);

  @Test
  void a_client_has_as_many_as_it_may_and_no_more() {
    places.enter("one");
    places.enter("one");

    assertRefused("one", ProblemType.TOO_MANY_STREAMS);
    places.leave("one");
    places.enter("one");
    assertRefused("one", ProblemType.TOO_MANY_STREAMS);
  }

  @Test
  void a_node_has_as_many_as_it_may_and_no_more() {
    places.enter("one");
    places.enter("two");
    places.enter("three");

    assertRefused("four", ProblemType.CAPACITY);
    places.leave("two");
    places.enter("four");
    assertRefused("five", ProblemType.CAPACITY);
  }

  private void assertRefused(String client, ProblemType type) {
    assertThatThrownBy(() -> places.enter(client))
        .isInstanceOfSatisfying(
            Problem.class,
            refusal -> {
              assertThat(refusal.type()).isEqualTo(type);
              assertThat(refusal.headers()).containsKey("Retry-After");
            });
  }
}
