package org.quantonium.keys;

import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;
import org.quantonium.identity.TokenAlgorithm;
import org.quantonium.storage.DataDirectory;

/** A key ring without a container, for tests of other packages. */
public final class LoneRing {
  private LoneRing() {}

  /** Its keys are made in a database that has its tables. */
  public static KeyRing on(DataSource database, Path directory) {
    KeyRing ring =
        new KeyRing(
            new KeyEncryptionKey(new DataDirectory(directory.toString())),
            new JdbcTransactions(database, sql -> sql),
            new KeyPolicy(
                TokenAlgorithm.ES256,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ofHours(1),
                Duration.ZERO),
            database);
    ring.open();
    return ring;
  }
}
