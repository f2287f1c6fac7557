package org.quantonium.storage;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Statements, within the transaction that there is. Their parameters are {@code ?1}, {@code ?2} and
 * so on, in this order, each once; none is null.
 */
public interface Sql {
  /** How many rows were changed. */
  int update(String statement, Object... values);

  List<Object[]> rows(String query, Object... values);

  /** By the transaction of the container; for rows without bytes. */
  static Sql of(EntityManager database) {
    return new Sql() {
      @Override
      public int update(String statement, Object... values) {
        return query(statement, values).executeUpdate();
      }

      @Override
      public List<Object[]> rows(String query, Object... values) {
        List<Object[]> rows = new ArrayList<>();
        for (Object row : query(query, values).getResultList()) {
          rows.add((Object[]) row);
        }
        return rows;
      }

      private Query query(String text, Object... values) {
        Query query = database.createNativeQuery(text);
        for (int i = 0; i < values.length; i++) {
          query.setParameter(i + 1, values[i]);
        }
        return query;
      }
    };
  }

  /** By a connection: where there is no container, and on threads where it gives no manager. */
  static Sql of(Connection connection) {
    return new Sql() {
      @Override
      public int update(String statement, Object... values) {
        try (PreparedStatement prepared = prepare(statement, values)) {
          return prepared.executeUpdate();
        } catch (SQLException e) {
          throw new SqlFailed(e);
        }
      }

      @Override
      public List<Object[]> rows(String query, Object... values) {
        try (PreparedStatement prepared = prepare(query, values);
            ResultSet row = prepared.executeQuery()) {
          List<Object[]> rows = new ArrayList<>();
          while (row.next()) {
            Object[] columns = new Object[row.getMetaData().getColumnCount()];
            for (int i = 0; i < columns.length; i++) {
              Object value = row.getObject(i + 1);
              columns[i] = value instanceof Blob ? row.getBytes(i + 1) : value;
            }
            rows.add(columns);
          }
          return rows;
        } catch (SQLException e) {
          throw new SqlFailed(e);
        }
      }

      private PreparedStatement prepare(String text, Object... values) throws SQLException {
        PreparedStatement prepared = connection.prepareStatement(text.replaceAll("\\?[0-9]+", "?"));
        for (int i = 0; i < values.length; i++) {
          prepared.setObject(i + 1, values[i]);
        }
        return prepared;
      }
    };
  }

  /** The database did not do it. */
  final class SqlFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SqlFailed(SQLException cause) {
      super(cause);
    }
  }
}
