package org.quantonium.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantonium.identity.TokenAlgorithm;
import org.quantonium.problem.Problem;
import org.quantonium.storage.ConfiguredDataSource;
import org.quantonium.storage.DataDirectory;
import org.quantonium.storage.Migrations;

/** Two rings on one database, of which the second is never told to look. */
class KeyRingTest {
  private static final KeyPolicy AT_ONCE =
      new KeyPolicy(
          TokenAlgorithm.ES256, Duration.ZERO, Duration.ZERO, Duration.ofHours(1), Duration.ZERO);

  @TempDir private static Path temporary;
  private static DataDirectory directory;
  private static DataSource database;

  private final AtomicInteger readings = new AtomicInteger();
  private KeyRing first;
  private KeyRing second;

  @BeforeAll
  static void migrate() {
    directory = new DataDirectory(temporary.resolve("data").toString());
    database = ConfiguredDataSource.embedded(directory);
    Migrations.run(database);
  }

  @BeforeEach
  void open() throws SQLException {
    execute("delete from key_ring");
    first = ring(database);
    first.tend();
    second = ring(counted(database));
    readings.set(0);
  }

  private static KeyRing ring(DataSource source) {
    KeyRing ring =
        new KeyRing(
            new KeyEncryptionKey(directory),
            new JdbcTransactions(database, sql -> sql),
            AT_ONCE,
            source);
    ring.open();
    return ring;
  }

  private DataSource counted(DataSource source) {
    return (DataSource)
        Proxy.newProxyInstance(
            KeyRingTest.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              readings.incrementAndGet();
              return method.invoke(source, arguments);
            });
  }

  @Test
  void a_key_that_waits_verifies_nothing() {
    assertThat(second.find(kid("PRE_PUBLISHED"))).isEmpty();
    assertThat(second.find(kid("ACTIVE"))).isPresent();
    assertThat(second.jwks()).contains(kid("PRE_PUBLISHED"), kid("ACTIVE"));
  }

  @Test
  void a_token_of_the_next_key_is_good_here_a_moment_after_another_node_put_it_in_force() {
    String before = kid("ACTIVE");
    String next = kid("PRE_PUBLISHED");
    first.rotate("TOKEN_SIGNING");

    assertThat(second.find(next)).isPresent();
    assertThat(second.find(before)).isPresent();
    assertThat(second.tokenSigningKey().kid()).isEqualTo(next);
  }

  @Test
  void a_key_that_is_known_is_not_asked_for() {
    for (int i = 0; i < 100; i++) {
      second.find(kid("ACTIVE"));
    }

    assertThat(readings).hasValue(0);
  }

  @Test
  void a_kid_that_nobody_knows_is_asked_for_once() {
    for (int i = 0; i < 100; i++) {
      assertThat(second.find("nobody" + i)).isEmpty();
    }

    assertThat(readings).hasValue(1);
  }

  /** Of two revocations in a row the second puts a key in force that is not a second old. */
  @Test
  void a_key_that_was_made_since_is_found_by_its_kid() {
    first.revoke(kid("ACTIVE"));
    first.refresh();
    first.revoke(kid("ACTIVE"));
    first.refresh();

    assertThat(second.find(first.tokenSigningKey().kid())).isPresent();
  }

  @Test
  void a_revoked_key_is_gone_and_is_not_asked_for_again() {
    String stolen = kid("ACTIVE");
    first.revoke(stolen);
    second.refresh();
    readings.set(0);

    assertThat(second.find(stolen)).isEmpty();
    assertThat(second.isOutOfForce(stolen)).isTrue();
    assertThat(second.isOutOfForce(second.tokenSigningKey().kid())).isFalse();
    assertThat(second.isOutOfForce("somebody else's")).isFalse();
    assertThat(second.jwks()).doesNotContain(stolen);
    assertThat(second.list())
        .anySatisfy(
            key -> {
              assertThat(key.kid()).isEqualTo(stolen);
              assertThat(key.state()).isEqualTo("REVOKED");
            });
    assertThat(readings).hasValue(0);
  }

  /** Whoever can write to the table must not keep a node from hearing of a revocation. */
  @Test
  void a_row_that_does_not_open_hides_no_revocation() throws SQLException {
    String stolen = kid("ACTIVE");
    String other = kid("PRE_PUBLISHED");
    execute("update key_ring set sealed = x'00' where kid = '" + other + "'");
    execute(
        "insert into key_ring (kid, purpose, algorithm, state, sealed, created_at)"
            + " values ('broken', 'TOKEN_SIGNING', 'ES256', 'GRACE', x'00', 0)");
    first.revoke(stolen);
    second.refresh();

    assertThat(second.find(stolen)).isEmpty();
    assertThat(second.find("broken")).isEmpty();
    // What was open before goes on.
    assertThat(second.find(other)).isPresent();
    assertThat(second.tokenSigningKey().kid()).isEqualTo(other);
  }

  @Test
  void a_node_whose_active_key_does_not_open_signs_nothing_and_does_not_start() throws Exception {
    execute(
        "update key_ring set sealed = x'00', kid = 'other' where active_purpose = 'TOKEN_SIGNING'");
    second.refresh();

    assertThatThrownBy(second::tokenSigningKey).isInstanceOf(Problem.class);
    assertThatThrownBy(() -> ring(database))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("does not open");
  }

  @Test
  void publishes_public_members_alone() {
    assertThat(first.jwks())
        .contains("\"kty\":\"EC\"", "\"alg\":\"ES256\"", "\"use\":\"sig\"")
        .doesNotContain("\"d\"", "oct");
  }

  private String kid(String state) {
    return first.list().stream()
        .filter(key -> key.purpose().equals("TOKEN_SIGNING") && key.state().equals(state))
        .findFirst()
        .orElseThrow()
        .kid();
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}
