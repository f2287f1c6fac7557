package org.quantonium.storage;

import java.sql.SQLException;

/** Tells that a row was not written because another with its key is there. */
public final class UniqueViolation {
  /** SQLSTATE of ISO 9075 with the last three digits that H2 and PostgreSQL share. */
  private static final String STATE = "23505";

  private UniqueViolation() {}

  /** Whether one is behind a failure, however it was wrapped. */
  public static boolean isBehind(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof SQLException sql && STATE.equals(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }
}
