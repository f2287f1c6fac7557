package org.quantonium.keys;

import com.nimbusds.jose.jwk.ECKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
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
    StoredKey row =
        KeyGenerator.row(key, new KeyEncryptionKey(directory).findOrMake(), Instant.now());
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
    return key;
  }
}
