package org.quantonium.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantonium.identity.Caller;
import org.quantonium.oauth.ClientMethod;
import org.quantonium.oauth.ClientView;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;

class GainsTest {
  private static final Instant NOW = Instant.parse("2026-11-29T00:00:00Z");
  private static final Optional<Instant> SOON = Optional.of(NOW.plusSeconds(60));
  private static final Optional<Instant> LATER = Optional.of(NOW.plusSeconds(61));
  private static final Optional<Instant> NEVER = Optional.empty();
  private static final Set<String> BOTH = Set.of("admin:keys", "read:data");

  private static final ClientMethod METHOD =
      new ClientMethod("client_secret_basic", List.of(), Optional.empty());

  @Test
  void are_what_is_new() {
    assertThat(Gains.of(client(NEVER), Set.of("read:data", "run:simulation"), NEVER))
        .containsExactly("run:simulation");
    assertThat(Gains.of(client(NEVER), Set.of("read:data"), NEVER)).isEmpty();
    assertThat(Gains.of(client(NEVER), BOTH, SOON)).isEmpty();
    assertThat(Gains.of(client(LATER), BOTH, SOON)).isEmpty();
    assertThat(Gains.of(client(SOON), BOTH, SOON)).isEmpty();
  }

  @Test
  void are_all_that_is_kept_for_longer() {
    assertThat(Gains.of(client(SOON), BOTH, LATER)).isEqualTo(BOTH);
    assertThat(Gains.of(client(SOON), BOTH, NEVER)).isEqualTo(BOTH);
    assertThat(Gains.of(client(SOON), Set.of("read:data"), NEVER)).containsExactly("read:data");
  }

  @Test
  void are_of_what_the_caller_has() {
    Gains.check(caller("read:data", "admin:clients"), Set.of("read:data"));
    refused(ProblemType.FORBIDDEN, Set.of("read:data", "run:simulation"));
    refused(ProblemType.INVALID_REQUEST, Set.of("read:everything"));
  }

  @Test
  void make_an_administrator_by_any_scope_of_one() {
    assertThat(Gains.isAdministration(Set.of("read:data", "admin:incident"))).isTrue();
    assertThat(Gains.isAdministration(Set.of("read:data", "read:ledger"))).isFalse();
  }

  @Test
  void an_end_is_in_the_future_and_in_whole_seconds() {
    assertThat(Expiry.read("2026-11-29T00:00:01Z", NOW)).contains(NOW.plusSeconds(1));
    assertThat(Expiry.read(null, NOW)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-29T00:00:00Z",
        "2027-02-30T00:00:00Z",
        "2027-01-01T00:00:00.5Z",
        "2027-01-01T00:00:00+01:00",
        "2027-01-01",
        ""
      })
  void anything_else_is_no_end(String text) {
    assertThatThrownBy(() -> Expiry.read(text, NOW))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> assertThat(problem.type()).isEqualTo(ProblemType.INVALID_REQUEST));
  }

  private static void refused(ProblemType type, Set<String> gained) {
    assertThatThrownBy(() -> Gains.check(caller("read:data", "admin:clients"), gained))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.type()).isEqualTo(type));
  }

  private static Caller caller(String... scopes) {
    return new Caller("s", "c", "t", Set.of(scopes), "j", "k", NOW, NOW.plusSeconds(1));
  }

  private static ClientView client(Optional<Instant> end) {
    return new ClientView("c", "t", "n", BOTH, true, NOW, end, Optional.empty(), 1, false, METHOD);
  }
}
