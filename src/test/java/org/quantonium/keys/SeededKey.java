package org.quantonium.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.jwk.ECKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.text.ParseException;
import java.time.Instant;
import java.util.Map;
import javax.sql.DataSource;
import org.quantonium.identity.TokenAlgorithm;
import org.quantonium.secrets.SecretBytes;
import org.quantonium.storage.ConfiguredDataSource;
import org.quantonium.storage.DataDirectory;
import org.quantonium.storage.Migrations;
import org.quantonium.storage.Sql;

/**
 * A data directory as an earlier start would have left it, whose signing key the test knows too: so
 * it can forge tokens that are genuine but for one thing.
 */
public final class SeededKey {
  private SeededKey() {}

  /**
   * Makes the directory, its key-encryption key and its database; gives the private signing key.
   */
  public static ECKey in(DataDirectory directory) throws SQLException, ParseException {
    DataSource database = ConfiguredDataSource.embedded(directory);
    Migrations.run(database);
    TokenKey key = TokenKey.generate(TokenAlgorithm.ES256);
    StoredKey row =
        new KeyGenerator(new Kek(new KeyEncryptionKey(directory).findOrMake()), key.algorithm())
            .row(key, KeyState.ACTIVE, Instant.now());
    try (Connection connection = database.getConnection()) {
      new KeyTable(Sql.of(connection)).insert(row);
    }
    return ECKey.parse(new String(key.privateJwk().expose(), UTF_8));
  }

  /**
   * Adds a key for waveforms that made hashes before a rotation, and verifies them since.
   *
   * @return by its kid
   */
  public static Map<String, byte[]> olderWaveformKey(DataDirectory directory)
      throws SQLException, Envelope.UnsealException {
    SecretBytes kek = new KeyEncryptionKey(directory).find();
    StoredKey row =
        new KeyGenerator(new Kek(kek), TokenAlgorithm.ES256)
            .row(StoredKey.Purpose.WAVEFORM_MAC, KeyState.ACTIVE, Instant.now());
    try (Connection connection = ConfiguredDataSource.embedded(directory).getConnection()) {
      KeyTable table = new KeyTable(Sql.of(connection));
      table.insert(row);
      table.move(row.standing, KeyState.GRACE, Instant.now().toEpochMilli());
    }
    return Map.of(row.kid(), Envelope.open(kek, row.kid(), row.algorithm(), row.sealed).expose());
  }
}
