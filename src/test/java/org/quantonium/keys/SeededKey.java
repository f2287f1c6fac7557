package org.quantonium.keys;

import com.nimbusds.jose.jwk.ECKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import javax.sql.DataSource;
import org.quantonium.storage.ConfiguredDataSource;
import org.quantonium.storage.DataDirectory;
import org.quantonium.storage.Migrations;

/**
 * A data directory as an earlier start would have left it, whose signing key the test knows too: so
 * it can forge tokens that are genuine but for one thing.
 */
public final class SeededKey {
  private SeededKey() {}

  /**
   * Makes the directory, its key-encryption key and its database; gives the private signing key.
   */
  public static ECKey in(DataDirectory directory) throws SQLException {
    DataSource database = ConfiguredDataSource.embedded(directory);
    Migrations.run(database);
    ECKey key = KeyGenerator.tokenSigningKey();
    insert(
        database,
        KeyGenerator.row(key, new KeyEncryptionKey(directory).findOrMake(), Instant.now()));
    return key;
  }

  /**
   * Adds a key for waveforms that made hashes before a rotation, and verifies them since.
   *
   * @return by its kid
   */
  public static Map<String, byte[]> olderWaveformKey(DataDirectory directory)
      throws SQLException, Envelope.UnsealException {
    SecretBytes kek = new KeyEncryptionKey(directory).find();
    StoredKey row = KeyGenerator.row(StoredKey.Purpose.WAVEFORM_MAC, kek, Instant.now());
    row.state = StoredKey.State.GRACE;
    row.activePurpose = null;
    insert(ConfiguredDataSource.embedded(directory), row);
    return Map.of(row.kid, Envelope.open(kek, row.kid, row.algorithm, row.sealed).expose());
  }

  private static void insert(DataSource database, StoredKey row) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into key_ring (kid, purpose, algorithm, state, active_purpose, public_jwk,"
                    + " sealed, created_at) values (?, ?, ?, ?, ?, ?, ?, ?)")) {
      insert.setString(1, row.kid);
      insert.setString(2, row.purpose.name());
      insert.setString(3, row.algorithm);
      insert.setString(4, row.state.name());
      insert.setString(5, row.activePurpose);
      insert.setString(6, row.publicJwk);
      insert.setBytes(7, row.sealed);
      insert.setLong(8, row.createdAt);
      insert.executeUpdate();
    }
  }
}
