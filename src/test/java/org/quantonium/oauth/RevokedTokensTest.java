package org.quantonium.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantonium.identity.Caller;
import org.quantonium.oauth.Revocation.Kind;

class RevokedTokensTest {
  private static final List<Kind> KINDS = List.copyOf(EnumSet.allOf(Kind.class));
  private static final Instant THEN = Instant.parse("2026-03-01T12:00:00.500Z");
  private static final Instant SECOND = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void none_revokes_nothing() {
    assertThat(RevokedTokens.NONE.isRevoked(caller("j", "c", "s", SECOND))).isFalse();
  }

  @Test
  void a_token_is_revoked_whenever_it_was_issued_and_no_other() {
    RevokedTokens revoked = revoked(Kind.TOKEN, "j");

    assertThat(revoked.isRevoked(caller("j", "c", "s", SECOND))).isTrue();
    assertThat(revoked.isRevoked(caller("j", "c", "s", SECOND.plusSeconds(60)))).isTrue();
    assertThat(revoked.isRevoked(caller("J", "j", "j", SECOND))).isFalse();
  }

  @Test
  void a_client_is_not_a_subject_of_the_same_name() {
    assertThat(revoked(Kind.CLIENT, "x").isRevoked(caller("j", "x", "s", SECOND))).isTrue();
    assertThat(revoked(Kind.CLIENT, "x").isRevoked(caller("x", "c", "x", SECOND))).isFalse();
    assertThat(revoked(Kind.SUBJECT, "x").isRevoked(caller("j", "c", "x", SECOND))).isTrue();
    assertThat(revoked(Kind.SUBJECT, "x").isRevoked(caller("x", "x", "s", SECOND))).isFalse();
  }

  /** A token tells whole seconds: all of the second in which they were revoked are. */
  @ParameterizedTest
  @EnumSource(names = "TOKEN", mode = EnumSource.Mode.EXCLUDE)
  void what_is_issued_in_a_later_second_is_good(Kind kind) {
    RevokedTokens revoked = revoked(kind, kind == Kind.ALL ? "" : "x");

    assertThat(revoked.isRevoked(caller("j", "x", "x", SECOND.minusSeconds(600)))).isTrue();
    assertThat(revoked.isRevoked(caller("j", "x", "x", SECOND))).isTrue();
    assertThat(revoked.isRevoked(caller("j", "x", "x", SECOND.plusSeconds(1)))).isFalse();
  }

  @Test
  void the_latest_of_several_counts_in_whichever_order_they_come() {
    Revocation early = new Revocation(1, Kind.CLIENT, "x", THEN, THEN);
    Revocation late = new Revocation(2, Kind.CLIENT, "x", THEN.plusSeconds(9), THEN);

    for (List<Revocation> order : List.of(List.of(early, late), List.of(late, early))) {
      RevokedTokens revoked = new RevokedTokens(order);
      assertThat(revoked.isRevoked(caller("j", "x", "s", SECOND.plusSeconds(9)))).isTrue();
      assertThat(revoked.isRevoked(caller("j", "x", "s", SECOND.plusSeconds(10)))).isFalse();
    }
  }

  /** The look-up says what each row by itself says. */
  @Test
  void agrees_with_the_rows_one_by_one() {
    Random random = new Random(7);
    for (int round = 0; round < 2000; round++) {
      List<Revocation> rows = new ArrayList<>();
      for (int i = random.nextInt(6); i > 0; i--) {
        Kind kind = KINDS.get(random.nextInt(KINDS.size()));
        rows.add(
            new Revocation(i, kind, kind == Kind.ALL ? "" : name(random), moment(random), THEN));
      }
      Caller caller = caller(name(random), name(random), name(random), moment(random));

      assertThat(new RevokedTokens(rows).isRevoked(caller))
          .as("%s of %s", caller, rows)
          .isEqualTo(rows.stream().anyMatch(row -> row.names(caller)));
    }
  }

  @Test
  void knows_itself_by_count_and_sum() {
    long most = (1L << 53) - 1;
    RevokedTokens revoked =
        new RevokedTokens(
            List.of(
                new Revocation(most, Kind.TOKEN, "a", THEN, THEN),
                new Revocation(most, Kind.TOKEN, "b", THEN, THEN)));

    assertThat(revoked.is(2, BigInteger.valueOf(2 * most))).isTrue();
    assertThat(revoked.is(1, BigInteger.valueOf(2 * most))).isFalse();
    assertThat(revoked.is(2, BigInteger.valueOf(2 * most - 1))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "\u00e9", "a\nb"})
  void a_value_is_one_that_a_token_can_have(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Revocation(1, Kind.SUBJECT, value, THEN, THEN));
  }

  @Test
  void all_has_no_value() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Revocation(1, Kind.ALL, "x", THEN, THEN));
  }

  private static RevokedTokens revoked(Kind kind, String value) {
    return new RevokedTokens(List.of(new Revocation(1, kind, value, THEN, THEN.plusSeconds(640))));
  }

  private static String name(Random random) {
    return "abc".substring(random.nextInt(3)).substring(0, 1);
  }

  private static Instant moment(Random random) {
    return SECOND.plusSeconds(random.nextInt(5));
  }

  private static Caller caller(String tokenId, String client, String subject, Instant issuedAt) {
    return new Caller(
        subject,
        client,
        "t",
        Set.of("read:data"),
        tokenId,
        "k",
        issuedAt,
        issuedAt.plusSeconds(600));
  }
}
