package org.quantonium.limits;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.quantonium.problem.Problem;

/**
 * The rates that an administrator gave single clients. Every node reads them all again every other
 * second, and keeps the last ones while the database is away: a request never waits for them.
 */
@ApplicationScoped
public class ClientLimits {
  private static final Logger LOG = Logger.getLogger(ClientLimits.class.getName());

  private record Key(String clientId, String policy) {}

  @PersistenceContext private EntityManager database;

  /** Payara closes an EntityManager that no transaction holds, on threads of its scheduler. */
  @Resource(lookup = "java:app/jdbc/quantonium")
  private DataSource source;

  private final RateSettings settings;
  private volatile Map<Key, Rate> own = Map.of();
  private boolean stale;

  ClientLimits() {
    this.settings = null;
  }

  @Inject
  ClientLimits(RateSettings settings) {
    this.settings = settings;
  }

  /** The rate of a client, its own if it has one; up to 5 seconds old. */
  Rate rate(RatePolicy policy, String clientId) {
    Rate rate = own.get(new Key(clientId, policy.label()));
    return rate == null ? settings.of(policy) : rate;
  }

  /** The rate that clients have which were given none. */
  public Rate usual(RatePolicy policy) {
    return settings.of(policy);
  }

  /** The rate that a client was given, as the database has it now. */
  public Optional<Rate> find(String clientId, RatePolicy policy) {
    List<?> rows =
        query(
                "select capacity, refill_per_second from client_limit where client_id = ?1 and"
                    + " policy = ?2",
                clientId,
                policy.label())
            .getResultList();
    return rows.stream().map(row -> rate((Object[]) row)).findFirst();
  }

  /**
   * Gives a client a rate of its own.
   *
   * @throws Problem INVALID_REQUEST if nodes could not share it
   */
  @Transactional
  public void set(String clientId, RatePolicy policy, Rate rate) {
    try {
      settings.checked(rate);
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("", e.getMessage());
    }
    remove(clientId, policy);
    query(
            "insert into client_limit (client_id, policy, capacity, refill_per_second)"
                + " values (?1, ?2, ?3, ?4)",
            clientId,
            policy.label(),
            rate.capacity(),
            rate.refillPerSecond())
        .executeUpdate();
  }

  /** Takes it away again; false if there was none. */
  @Transactional
  public boolean remove(String clientId, RatePolicy policy) {
    // Two administrators at once come one after the other; not every client has a row of its own.
    query("select id from administration where id = 1 for update").getResultList();
    return query(
                "delete from client_limit where client_id = ?1 and policy = ?2",
                clientId,
                policy.label())
            .executeUpdate()
        > 0;
  }

  /** Reads them again; to be called every other second. */
  public void refresh() {
    try (Connection connection = source.getConnection();
        Statement sql = connection.createStatement();
        ResultSet row =
            sql.executeQuery(
                "select client_id, policy, capacity, refill_per_second from client_limit")) {
      Map<Key, Rate> read = new HashMap<>();
      while (row.next()) {
        read.put(
            new Key(row.getString(1), row.getString(2)), new Rate(row.getLong(3), row.getLong(4)));
      }
      own = Map.copyOf(read);
      stale = false;
    } catch (SQLException | RuntimeException notNow) {
      // What left here would end the schedule.
      LOG.log(stale ? Level.FINE : Level.WARNING, "The limits of clients cannot be read", notNow);
      stale = true;
    }
  }

  private static Rate rate(Object[] columns) {
    return new Rate(((Number) columns[0]).longValue(), ((Number) columns[1]).longValue());
  }

  private Query query(String sql, Object... values) {
    Query query = database.createNativeQuery(sql);
    for (int i = 0; i < values.length; i++) {
      query.setParameter(i + 1, values[i]);
    }
    return query;
  }
}
