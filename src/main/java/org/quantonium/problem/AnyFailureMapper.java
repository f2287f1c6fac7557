package org.quantonium.problem;

import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Answers everything else: what the server's own routing refuses (404, 405, 406, 415), a database
 * that is away (503), and our own faults (500 with a number that stands in the log beside the
 * cause).
 */
@Provider
public class AnyFailureMapper implements ExceptionMapper<Throwable> {
  private static final Logger LOG = Logger.getLogger(AnyFailureMapper.class.getName());
  private static final Set<String> OUR_FAULTS = Set.of("0A", "21", "22", "23", "42");

  @Override
  public Response toResponse(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof Problem problem) {
        return ProblemResponse.of(problem);
      }
    }
    if (isDatabaseAway(failure)) {
      LOG.log(Level.WARNING, "The database did not answer", failure);
      return ProblemResponse.of(
          new Problem(ProblemType.UNAVAILABLE, "The database did not answer; try again.")
              .retryAfterSeconds(5));
    }
    if (failure instanceof WebApplicationException routed) {
      return routed(routed.getResponse());
    }
    return fault(failure);
  }

  /**
   * Whether nothing but the database is behind a failure: it did not answer, or a commit failed, of
   * which a server may tell without the database's own words.
   */
  static boolean isDatabaseAway(Throwable failure) {
    boolean away = false;
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof SQLException sql && ours(sql)) {
        return false;
      }
      away |=
          t instanceof SQLException
              || t instanceof RollbackException
              || t instanceof HeuristicMixedException
              || t instanceof HeuristicRollbackException
              || t instanceof SystemException;
    }
    return away;
  }

  /** Wrong data, broken rules and wrong statements (SQLSTATE classes) are faults of ours. */
  private static boolean ours(SQLException sql) {
    String state = sql.getSQLState();
    return state != null && state.length() == 5 && OUR_FAULTS.contains(state.substring(0, 2));
  }

  private static Response routed(Response response) {
    if (response.getStatus() >= 500) {
      return fault(new IllegalStateException("Status " + response.getStatus()));
    }
    Problem problem = ProblemResponse.forStatus(response.getStatus());
    String allow = response.getHeaderString(HttpHeaders.ALLOW);
    return ProblemResponse.of(allow == null ? problem : problem.header(HttpHeaders.ALLOW, allow));
  }

  private static Response fault(Throwable failure) {
    String number = UUID.randomUUID().toString();
    LOG.log(Level.SEVERE, "Failure " + number, failure);
    return ProblemResponse.of(
        new Problem(
                ProblemType.INTERNAL_ERROR,
                "The fault is ours; name the member 'failure' to the operator.")
            .with("failure", number));
  }
}
