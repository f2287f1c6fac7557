package org.quantonium.keys;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.quantonium.storage.Sql;
import org.quantonium.storage.UniqueViolation;

/** Transactions without a container; nothing is recorded. */
record JdbcTransactions(DataSource database, UnaryOperator<Sql> around) implements KeyTransactions {

  @Override
  public KeyChange inOne(Function<KeyTable, KeyChange> act) {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        KeyChange done = act.apply(new KeyTable(around.apply(Sql.of(connection))));
        connection.commit();
        return done;
      } catch (RuntimeException e) {
        connection.rollback();
        throw UniqueViolation.isBehind(e) ? new Overtaken(e) : e;
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
