package org.quantonium.storage;

import java.sql.SQLException;

/** What the database said, where no checked exception may pass: it rolls a transaction back. */
public final class DatabaseFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DatabaseFailure(SQLException cause) {
    super(cause.getMessage(), cause);
  }
}
