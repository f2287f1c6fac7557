package org.quantonium.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantonium.identity.Caller;
import org.quantonium.identity.TokenPolicy;
import org.quantonium.ledger.PostgreSql;
import org.quantonium.oauth.Revocation.Kind;
import org.quantonium.storage.Migrations;
import org.quantonium.storage.Sql;

/** What one node revokes and another reads, on a real PostgreSQL. */
@Tag("apart")
class RevocationListIT {
  private static final TokenPolicy POLICY =
      new TokenPolicy("i", "a", Duration.ofMinutes(10), Duration.ofSeconds(30));

  private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");

  @TempDir private static Path directory;
  private static PostgreSql server;
  private static DataSource database;

  @BeforeAll
  static void start() throws Exception {
    server = PostgreSql.start(directory.resolve("postgresql"));
    database = server.create("revocations");
    Migrations.run(database);
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  /** The one that is written first becomes visible last, and has the smaller id and time. */
  @Test
  void misses_none_that_is_committed_after_a_later_one() throws SQLException {
    RevocationList node = new RevocationList(POLICY, database);
    node.open();
    try (Connection slow = database.getConnection();
        Connection fast = database.getConnection()) {
      slow.setAutoCommit(false);
      insert(slow, 1, "slow", LATER);
      insert(fast, 2, "fast", LATER);
      node.tend();
      assertThat(node.isRevoked(caller("fast"))).isTrue();
      assertThat(node.isRevoked(caller("slow"))).isFalse();

      slow.commit();
    }
    node.tend();

    assertThat(node.isRevoked(caller("slow"))).isTrue();
    assertThat(node.isRevoked(caller("fast"))).isTrue();
    assertThat(node.isRevoked(caller("other"))).isFalse();
  }

  @Test
  void drops_those_of_which_no_token_lives_and_no_others() throws SQLException {
    try (Connection connection = database.getConnection()) {
      Instant now = Instant.now();
      insert(connection, 11, "over", now.minusSeconds(1));
      insert(connection, 12, "alive", now.plusSeconds(1));
      RevocationTable table = new RevocationTable(Sql.of(connection));

      assertThat(table.dropExpired(now)).isPositive();
      assertThat(table.all())
          .extracting(Revocation::value)
          .contains("alive")
          .doesNotContain("over");
    }
  }

  /** A node that starts while the database is away cannot know whom to trust. */
  @Test
  void does_not_open_without_the_database() {
    RevocationList node =
        new RevocationList(POLICY, server.as("postgres", "there_is_no_such_database"));

    assertThat(org.assertj.core.api.Assertions.catchThrowable(node::open))
        .isInstanceOf(IllegalStateException.class);
    assertThat(node.isCurrent()).isFalse();
    assertThat(node.isFresh()).isFalse();
  }

  private static void insert(Connection connection, long id, String token, Instant expiresAt) {
    Instant now = Instant.now();
    new RevocationTable(Sql.of(connection))
        .insert(new Revocation(id, Kind.TOKEN, token, now, expiresAt), now);
  }

  private static Caller caller(String tokenId) {
    Instant now = Instant.now();
    return new Caller("s", "c", "t", Set.of("read:data"), tokenId, "k", now, now.plusSeconds(600));
  }
}
