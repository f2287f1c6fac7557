package org.quantonium.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quantonium.keys.KeyState.ACTIVE;
import static org.quantonium.keys.KeyState.GRACE;
import static org.quantonium.keys.KeyState.PRE_PUBLISHED;
import static org.quantonium.keys.KeyState.RETIRED;
import static org.quantonium.keys.KeyState.REVOKED;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.quantonium.identity.TokenAlgorithm;
import org.quantonium.keys.StoredKey.Purpose;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;
import org.quantonium.secrets.SecretBytes;
import org.quantonium.storage.ConfiguredDataSource;
import org.quantonium.storage.DataDirectory;
import org.quantonium.storage.Migrations;
import org.quantonium.storage.Sql;

/** The life of keys by a clock that the test moves, in a database. */
class KeyLifeTest {
  private static final Duration ROTATION = Duration.ofDays(30);
  private static final Duration PUBLICATION = Duration.ofSeconds(310);
  private static final Duration GRACE_TIME = Duration.ofSeconds(640);

  @TempDir private static Path temporary;
  private static DataSource database;

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));
  private final InstantSource clock = now::get;
  private final KeyGenerator generator =
      new KeyGenerator(new Kek(SecretBytes.random(32)), TokenAlgorithm.ES256);
  private Connection connection;
  private KeyTable table;
  private KeyLife life;
  private String first;

  @BeforeAll
  static void migrate() {
    database =
        ConfiguredDataSource.embedded(new DataDirectory(temporary.resolve("data").toString()));
    Migrations.run(database);
  }

  @BeforeEach
  void begin() throws SQLException {
    connection = database.getConnection();
    try (var statement = connection.createStatement()) {
      statement.executeUpdate("delete from key_ring");
    }
    table = new KeyTable(Sql.of(connection));
    life = life(ROTATION);
    for (Purpose purpose : KeyLife.ROTATING) {
      table.insert(generator.row(purpose, ACTIVE, now.get()));
    }
    first = kid(ACTIVE);
  }

  @AfterEach
  void end() throws SQLException {
    connection.close();
  }

  private KeyLife life(Duration rotation) {
    return new KeyLife(
        new KeyPolicy(
            TokenAlgorithm.ES256, rotation, PUBLICATION, GRACE_TIME, Duration.ofMinutes(5)),
        generator,
        clock.withZone(ZoneOffset.UTC));
  }

  @Test
  void the_next_key_is_published_at_once_and_only_once() {
    assertThat(life.isDue(table.standings())).isTrue();
    KeyChange change = life.tend(table);

    assertThat(change.made())
        .extracting(KeyStanding::purpose)
        .containsExactlyInAnyOrderElementsOf(KeyLife.ROTATING);
    assertThat(change.moved()).isEmpty();
    assertThat(states()).containsExactlyInAnyOrder(ACTIVE, PRE_PUBLISHED);
    assertThat(life.isDue(table.standings())).isFalse();
    assertThat(life.tend(table)).isEqualTo(new KeyChange(List.of(), List.of()));
  }

  @Test
  void a_key_signs_for_its_time_and_verifies_for_its_grace() {
    life.tend(table);
    String second = kid(PRE_PUBLISHED);
    pass(ROTATION.minusMillis(1));
    assertThat(life.isDue(table.standings())).isFalse();

    pass(Duration.ofMillis(1));
    life.tend(table);
    assertThat(kid(ACTIVE)).isEqualTo(second);
    assertThat(kid(GRACE)).isEqualTo(first);
    assertThat(kid(PRE_PUBLISHED)).isNotIn(first, second);

    pass(GRACE_TIME.minusMillis(1));
    assertThat(life.isDue(table.standings())).isFalse();
    pass(Duration.ofMillis(1));
    life.tend(table);
    assertThat(kid(RETIRED)).isEqualTo(first);
    assertThat(states()).containsExactlyInAnyOrder(RETIRED, ACTIVE, PRE_PUBLISHED);
  }

  @Test
  void a_key_that_not_every_cache_may_know_waits_however_late_it_is() {
    pass(ROTATION.multipliedBy(2));
    life.tend(table);
    String second = kid(PRE_PUBLISHED);
    pass(PUBLICATION.minusMillis(1));
    assertThat(life.isDue(table.standings())).isFalse();
    assertThat(kid(ACTIVE)).isEqualTo(first);
    assertRefused(() -> life.rotate(Purpose.TOKEN_SIGNING, table));

    pass(Duration.ofMillis(1));
    life.tend(table);
    assertThat(kid(ACTIVE)).isEqualTo(second);
  }

  @Test
  void is_rotated_by_hand_alone_where_the_setting_is_zero() {
    KeyLife byHand = life(Duration.ZERO);
    byHand.tend(table);
    String second = kid(PRE_PUBLISHED);
    pass(ROTATION.multipliedBy(100));
    assertThat(byHand.isDue(table.standings())).isFalse();

    byHand.rotate(Purpose.TOKEN_SIGNING, table);
    assertThat(kid(ACTIVE)).isEqualTo(second);
    assertThat(kid(GRACE)).isEqualTo(first);
    assertRefused(() -> byHand.rotate(Purpose.TOKEN_SIGNING, table));
  }

  @Test
  void the_next_takes_the_place_of_one_that_is_revoked_at_once() {
    life.tend(table);
    String second = kid(PRE_PUBLISHED);

    KeyChange change = life.revoke(first, table);

    assertThat(change.moved()).hasSize(2);
    assertThat(kid(REVOKED)).isEqualTo(first);
    assertThat(kid(ACTIVE)).isEqualTo(second);
    assertThat(kid(PRE_PUBLISHED)).isNotIn(first, second);
    pass(ROTATION.multipliedBy(2));
    life.tend(table);
    assertThat(kid(REVOKED)).isEqualTo(first);
  }

  @Test
  void one_is_made_where_none_waits() {
    life.revoke(first, table);

    assertThat(kid(REVOKED)).isEqualTo(first);
    assertThat(states()).containsExactlyInAnyOrder(REVOKED, ACTIVE, PRE_PUBLISHED);
  }

  @Test
  void one_that_waits_is_replaced_when_it_is_revoked() {
    life.tend(table);
    String second = kid(PRE_PUBLISHED);
    life.revoke(second, table);

    assertThat(kid(REVOKED)).isEqualTo(second);
    assertThat(kid(ACTIVE)).isEqualTo(first);
    assertThat(kid(PRE_PUBLISHED)).isNotIn(first, second);
  }

  @Test
  void one_is_revoked_once_from_whichever_state() {
    life.tend(table);
    pass(ROTATION);
    life.tend(table);
    assertThat(life.revoke(first, table).moved()).hasSize(1);

    assertThat(kid(REVOKED)).isEqualTo(first);
    assertThat(life.revoke(first, table)).isEqualTo(new KeyChange(List.of(), List.of()));
  }

  /** What they made is kept: the table of retiring purposes must not grow by mistake. */
  @ParameterizedTest
  @EnumSource(names = {"CLIENT_SECRET_MAC", "WAVEFORM_MAC", "DATA"})
  void a_key_for_what_is_kept_is_never_retired(Purpose purpose) {
    life.tend(table);
    for (int i = 0; i < 3; i++) {
      pass(ROTATION);
      life.tend(table);
    }
    pass(GRACE_TIME.multipliedBy(10));
    life.tend(table);

    assertThat(table.standings())
        .filteredOn(key -> key.purpose() == purpose)
        .extracting(KeyStanding::state)
        .containsExactlyInAnyOrder(GRACE, GRACE, GRACE, ACTIVE, PRE_PUBLISHED);
  }

  @Test
  void what_others_made_by_hand_is_mended() throws SQLException {
    life.tend(table);
    String second = kid(PRE_PUBLISHED);
    try (var statement = connection.createStatement()) {
      statement.executeUpdate(
          "update key_ring set state = 'REVOKED', active_purpose = null where kid = '"
              + first
              + "'");
    }
    assertThat(life.isDue(table.standings())).isTrue();
    life.tend(table);

    assertThat(kid(ACTIVE)).isEqualTo(second);
    assertThat(states()).containsExactlyInAnyOrder(REVOKED, ACTIVE, PRE_PUBLISHED);
  }

  @Test
  void a_key_whose_loss_would_be_ours_is_not_revoked() {
    for (KeyStanding key : table.standings()) {
      if (key.purpose() != Purpose.TOKEN_SIGNING) {
        assertRefused(() -> life.revoke(key.kid(), table));
      }
    }
    assertRefused(() -> life.rotate(Purpose.LEDGER_SIGNING, table));
    assertThatThrownBy(() -> life.revoke("none", table))
        .isInstanceOfSatisfying(
            Problem.class, p -> assertThat(p.type()).isEqualTo(ProblemType.NOT_FOUND));
  }

  private void assertRefused(Runnable act) {
    List<KeyStanding> before = table.standings();
    assertThatThrownBy(act::run)
        .isInstanceOfSatisfying(
            Problem.class, p -> assertThat(p.type()).isEqualTo(ProblemType.CONFLICT));
    assertThat(table.standings()).isEqualTo(before);
  }

  private void pass(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }

  private List<KeyState> states() {
    return table.standings().stream()
        .filter(key -> key.purpose() == Purpose.TOKEN_SIGNING)
        .map(KeyStanding::state)
        .toList();
  }

  private String kid(KeyState state) {
    List<String> kids =
        table.standings().stream()
            .filter(key -> key.is(Purpose.TOKEN_SIGNING, state))
            .map(KeyStanding::kid)
            .toList();
    assertThat(kids).as("keys that are " + state).hasSize(1);
    return kids.get(0);
  }
}
