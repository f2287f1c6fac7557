package org.quantonium.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantonium.identity.TokenAlgorithm;
import org.quantonium.secrets.SecretBytes;
import org.quantonium.storage.ConfiguredDataSource;
import org.quantonium.storage.DataDirectory;
import org.quantonium.storage.Migrations;
import org.quantonium.storage.Settings;
import org.quantonium.storage.Sql;

/** Nodes that go over from one key-encryption key to another, in a database. */
class RewrappingTest {
  private static final KeyPolicy AT_ONCE =
      new KeyPolicy(
          TokenAlgorithm.ES256, Duration.ZERO, Duration.ZERO, Duration.ofHours(1), Duration.ZERO);

  private static final String OLD = base64(SecretBytes.random(32));
  private static final String NEW = base64(SecretBytes.random(32));
  private static final String OTHER = base64(SecretBytes.random(32));

  @TempDir private static Path temporary;
  private static DataDirectory directory;
  private static DataSource database;

  @BeforeAll
  static void migrate() {
    directory = new DataDirectory(temporary.resolve("data").toString());
    database = ConfiguredDataSource.embedded(directory);
    Migrations.run(database);
  }

  /** A ring of which a key was rotated, so that there is one in every state but RETIRED. */
  @BeforeEach
  void begin() throws SQLException {
    execute("delete from key_ring");
    KeyRing before = ring(OLD, "", "");
    before.tend();
    before.rotate("TOKEN_SIGNING");
    before.refresh();
    before.revoke(before.tokenSigningKey().kid());
    before.tend();
  }

  @Test
  void a_node_that_has_both_seals_every_key_anew_whatever_its_state() throws Exception {
    long all = count("true");
    String signs = signs(ring(OLD, "", ""));
    KeyRing both = ring(NEW, "", OLD);
    assertThat(both.keyEncryption()).isEqualTo(new KekView(id(NEW), null, id(OLD), all));
    both.tend();

    assertThat(both.keyEncryption()).isEqualTo(new KekView(id(NEW), null, id(OLD), 0));
    assertThat(count("kek_id = '" + id(NEW) + "'")).isEqualTo(all).isGreaterThan(10);
    assertThat(both.list())
        .allSatisfy(key -> assertThat(key.sealedUnder()).isEqualTo(id(NEW)))
        .extracting(KeyView::state)
        .contains("PRE_PUBLISHED", "ACTIVE", "GRACE", "REVOKED");
    assertThat(signs(ring(NEW, "", ""))).isEqualTo(signs);
  }

  @Test
  void what_was_sealed_anew_is_not_what_was_there() throws Exception {
    List<StoredKey> before = rows();
    ring(NEW, "", OLD).tend();

    for (StoredKey row : rows()) {
      StoredKey was = before.stream().filter(k -> k.kid().equals(row.kid())).findFirst().get();
      assertThat(row.sealed).isNotEqualTo(was.sealed);
      assertThatThrownBy(() -> kek(OLD).open(row)).isInstanceOf(Envelope.UnsealException.class);
      assertThat(kek(NEW).open(row)).isEqualTo(kek(OLD).open(was));
    }
  }

  @Test
  void a_node_that_has_the_old_one_alone_goes_on_and_starts_no_more() throws Exception {
    KeyRing old = ring(OLD, "", "");
    String signs = signs(old);
    ring(NEW, "", OLD).tend();
    old.tend();

    assertThat(signs(old)).isEqualTo(signs);
    assertThat(old.find(signs)).isPresent();
    assertThat(old.keyEncryption().remaining()).isEqualTo(count("true"));
    assertThatThrownBy(() -> ring(OLD, "", ""))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is sealed under the key-encryption key " + id(NEW))
        .hasMessageContaining("this node has " + id(OLD))
        .hasMessageContaining("Set quantonium.kek to that one");
    // It changed nothing.
    assertThat(signs(ring(NEW, "", ""))).isEqualTo(signs);
  }

  @Test
  void a_node_that_knows_the_next_one_opens_what_others_seal_and_seals_nothing_anew()
      throws Exception {
    KeyRing waits = ring(OLD, NEW, "");
    ring(NEW, "", OLD).tend();
    KeyRing over = ring(NEW, "", OLD);
    over.rotate("TOKEN_SIGNING");
    over.tend();
    over.rotate("TOKEN_SIGNING");
    over.refresh();
    waits.tend();

    assertThat(signs(waits)).isEqualTo(signs(over));
    assertThat(signs(ring(OLD, NEW, ""))).isEqualTo(signs(over));
    assertThat(count("kek_id <> '" + id(NEW) + "'")).isZero();
  }

  @Test
  void what_a_node_seals_that_waits_is_sealed_anew_by_one_that_has_gone_over() throws Exception {
    KeyRing waits = ring(OLD, NEW, "");
    KeyRing over = ring(NEW, "", OLD);
    over.tend();
    waits.rotate("DATA");
    assertThat(count("kek_id = '" + id(OLD) + "'")).isEqualTo(1);
    over.tend();

    assertThat(count("kek_id = '" + id(OLD) + "'")).isZero();
    assertThat(ring(NEW, "", "").keyEncryption().remaining()).isZero();
  }

  @Test
  void a_previous_one_that_sealed_none_of_them_is_refused() {
    assertThatThrownBy(() -> ring(NEW, "", OTHER))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(id(OLD))
        .hasMessageContaining("this node has " + id(NEW) + " and " + id(OTHER));
  }

  @Test
  void rows_of_before_they_said_it_are_opened_and_sealed_anew() throws Exception {
    execute("update key_ring set kek_id = null");
    KeyRing same = ring(OLD, "", "");
    same.tend();
    assertThat(count("kek_id = '" + id(OLD) + "'")).isEqualTo(count("true"));

    execute("update key_ring set kek_id = null");
    KeyRing both = ring(NEW, "", OLD);
    both.tend();
    assertThat(count("kek_id = '" + id(NEW) + "'")).isEqualTo(count("true"));
    execute("update key_ring set kek_id = null");
    assertThatThrownBy(() -> ring(OTHER, "", ""))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("does not open");
  }

  @Test
  void a_row_that_was_altered_stays_as_it_is_and_is_counted() throws Exception {
    String revoked =
        rows().stream()
            .filter(key -> key.state() == KeyState.REVOKED)
            .findFirst()
            .orElseThrow()
            .kid();
    execute("update key_ring set sealed = x'00' where kid = '" + revoked + "'");
    KeyRing both = ring(NEW, "", OLD);
    both.tend();
    both.tend();

    assertThat(both.keyEncryption().remaining()).isEqualTo(1);
    assertThat(count("kek_id = '" + id(OLD) + "' and sealed = x'00'")).isEqualTo(1);
  }

  /** The node dies after some of the rows; another goes on. */
  @Test
  void a_change_that_was_interrupted_goes_on() throws Exception {
    String signs = signs(ring(OLD, "", ""));
    AtomicInteger left = new AtomicInteger(4);
    KeyRing dies =
        ring(
            key(NEW, "", OLD),
            sql -> {
              if (left.getAndDecrement() <= 0) {
                throw new IllegalStateException("killed");
              }
              return sql;
            });
    dies.tend();
    assertThat(count("kek_id = '" + id(NEW) + "'")).isEqualTo(4);
    assertThatThrownBy(() -> ring(NEW, "", "")).hasMessageContaining(id(OLD));

    KeyRing goesOn = ring(NEW, "", OLD);
    assertThat(signs(goesOn)).isEqualTo(signs);
    goesOn.tend();
    assertThat(goesOn.keyEncryption().remaining()).isZero();
  }

  /** As a slow node would: what it read is not there any more. */
  @Test
  void what_another_node_sealed_meanwhile_is_not_overwritten() throws Exception {
    StoredKey seen = rows().get(0);
    ring(NEW, "", OLD).tend();
    byte[] stale = kek(OTHER).seal(seen.kid(), seen.algorithm(), SecretBytes.random(32));

    assertThatThrownBy(
            () ->
                new JdbcTransactions(database, sql -> sql)
                    .inOne(table -> table.rewrap(seen.standing, id(OTHER), stale)))
        .isInstanceOf(Overtaken.class);
    assertThat(signs(ring(NEW, "", ""))).isNotEmpty();
  }

  private static KeyRing ring(String kek, String next, String previous) {
    return ring(key(kek, next, previous), sql -> sql);
  }

  private static KeyRing ring(KeyEncryptionKey key, UnaryOperator<Sql> around) {
    KeyRing ring = new KeyRing(key, new JdbcTransactions(database, around), AT_ONCE, database);
    ring.open();
    return ring;
  }

  private static KeyEncryptionKey key(String kek, String next, String previous) {
    Map<String, String> settings = new HashMap<>();
    Map.of("", kek, ".next", next, ".previous", previous)
        .forEach(
            (name, value) -> {
              if (!value.isEmpty()) {
                settings.put("quantonium.kek" + name, value);
              }
            });
    return new KeyEncryptionKey(directory, new Settings(settings));
  }

  private static String signs(KeyRing ring) {
    return ring.tokenSigningKey().kid();
  }

  private static Kek kek(String base64) {
    return new Kek(SecretBytes.copyOf(Base64.getDecoder().decode(base64)));
  }

  private static String id(String base64) {
    return kek(base64).id();
  }

  private static String base64(SecretBytes key) {
    return Base64.getEncoder().encodeToString(key.expose());
  }

  private static List<StoredKey> rows() throws SQLException {
    try (Connection connection = database.getConnection()) {
      return new KeyTable(Sql.of(connection)).all();
    }
  }

  private static long count(String where) throws SQLException {
    Function<Sql, Object> one =
        sql -> sql.rows("select count(*), 0 from key_ring where " + where).get(0)[0];
    try (Connection connection = database.getConnection()) {
      return ((Number) one.apply(Sql.of(connection))).longValue();
    }
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}
