package org.quantonium.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.quantonium.keys.StoredKey.Purpose;
import org.quantonium.storage.ConfiguredDataSource;
import org.quantonium.storage.DataDirectory;
import org.quantonium.storage.Migrations;
import org.quantonium.storage.Sql;

/** Every pair of states, in the table of transitions and in the database. */
class KeyStateTest {
  private static final Set<String> LEGAL =
      Set.of(
          "PRE_PUBLISHED ACTIVE",
          "PRE_PUBLISHED REVOKED",
          "ACTIVE GRACE",
          "ACTIVE REVOKED",
          "GRACE RETIRED",
          "GRACE REVOKED",
          "RETIRED REVOKED");

  @TempDir private static Path temporary;
  private static DataSource database;

  @BeforeAll
  static void migrate() {
    database =
        ConfiguredDataSource.embedded(new DataDirectory(temporary.resolve("data").toString()));
    Migrations.run(database);
  }

  static Stream<Arguments> pairs() {
    return EnumSet.allOf(KeyState.class).stream()
        .flatMap(from -> EnumSet.allOf(KeyState.class).stream().map(to -> Arguments.of(from, to)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void changes_as_the_table_says_and_in_no_other_way(KeyState from, KeyState to) throws Exception {
    boolean legal = LEGAL.contains(from + " " + to);
    KeyStanding key = new KeyStanding("k", Purpose.TOKEN_SIGNING, "ES256", from, 1, 1, "");

    assertThat(from.mayBecome(to)).isEqualTo(legal);
    try (Connection connection = database.getConnection()) {
      KeyTable table = put(connection, key);
      if (legal) {
        table.move(key, to, 2);
      } else {
        assertThatThrownBy(() -> table.move(key, to, 2))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("never becomes " + to);
      }
      assertThat(table.standings())
          .containsExactly(
              new KeyStanding(
                  "k", Purpose.TOKEN_SIGNING, "ES256", legal ? to : from, 1, legal ? 2 : 1, ""));
    }
  }

  /** Compare and set: what was seen has to be what is there. */
  @ParameterizedTest
  @MethodSource("pairs")
  void a_key_that_is_in_another_state_than_was_seen_stays_there(KeyState seen, KeyState is)
      throws Exception {
    KeyStanding there = new KeyStanding("k", Purpose.TOKEN_SIGNING, "ES256", is, 1, 1, "");
    KeyStanding wrong = new KeyStanding("k", Purpose.TOKEN_SIGNING, "ES256", seen, 1, 1, "");
    try (Connection connection = database.getConnection()) {
      KeyTable table = put(connection, there);
      if (seen != is && seen != KeyState.REVOKED) {
        assertThatThrownBy(() -> table.move(wrong, KeyState.REVOKED, 2))
            .isInstanceOf(Overtaken.class);
        assertThat(table.standings()).containsExactly(there);
      }
    }
  }

  @Test
  void only_two_states_sign_or_verify() {
    assertThat(EnumSet.allOf(KeyState.class).stream().filter(KeyState::isInForce))
        .containsExactly(KeyState.ACTIVE, KeyState.GRACE);
  }

  private static KeyTable put(Connection connection, KeyStanding key) throws Exception {
    try (var statement = connection.createStatement()) {
      statement.executeUpdate("delete from key_ring");
      boolean active = key.state() == KeyState.ACTIVE;
      boolean next = key.state() == KeyState.PRE_PUBLISHED;
      statement.executeUpdate(
          "insert into key_ring (kid, purpose, algorithm, state, active_purpose, next_purpose,"
              + " sealed, created_at, changed_at) values ('k', 'TOKEN_SIGNING', 'ES256', '%s', %s,"
                  .formatted(key.state(), active ? "'TOKEN_SIGNING'" : "null")
              + " %s, x'00', 1, 1)".formatted(next ? "'TOKEN_SIGNING'" : "null"));
    }
    return new KeyTable(Sql.of(connection));
  }
}
