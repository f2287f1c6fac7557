package org.quantonium.storage;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * A connection to H2 whose transaction excludes those of other threads from its first writing
 * statement to its end; in auto-commit mode, for each such statement. Queries pass.
 *
 * <p>H2 stores tables, indexes and undo logs one after the other, in whichever thread commits. What
 * another transaction changes meanwhile may be stored without the record that undoes it, and
 * survives a kill in part. With one writer no other transaction is under way. What writes is
 * synchronized, since a server may roll back from a thread of its own in the middle of a statement.
 */
final class OneWriter implements InvocationHandler {
  private static final Pattern SELECT = Pattern.compile("(?i)\\s*select\\b");
  private static final Pattern LOCKS = Pattern.compile("(?i)\\bfor\\s+update\\b");

  private final WriteGate gate;
  private final Connection connection;

  private OneWriter(WriteGate gate, Connection connection) {
    this.gate = gate;
    this.connection = connection;
  }

  /** The source, its connections behind the gate. */
  static DataSource over(DataSource source, WriteGate gate) {
    return proxy(
        DataSource.class,
        (self, method, arguments) -> {
          Object result = call(source, method, arguments);
          return result instanceof Connection opened
              ? proxy(Connection.class, new OneWriter(gate, opened))
              : result;
        });
  }

  @Override
  public Object invoke(Object self, Method method, Object[] arguments) throws Throwable {
    return switch (method.getName()) {
      case "equals" -> self == arguments[0];
      case "hashCode" -> System.identityHashCode(self);
      case "isClosed" -> isClosed();
      case "commit" -> commit(method);
      case "close", "abort" -> end(method, arguments);
      case "rollback" ->
          arguments == null ? end(method, arguments) : call(connection, method, arguments);
      case "setAutoCommit" ->
          (boolean) arguments[0] ? end(method, arguments) : call(connection, method, arguments);
      case "createStatement", "prepareStatement", "prepareCall" ->
          statement((Connection) self, method, arguments);
      case "unwrap" ->
          ((Class<?>) arguments[0]).isInstance(self) ? self : call(connection, method, arguments);
      default -> call(connection, method, arguments);
    };
  }

  private Object statement(Connection self, Method method, Object[] arguments) throws Throwable {
    Object statement = call(connection, method, arguments);
    boolean prepared = !method.getName().equals("createStatement");
    boolean query = prepared && isQuery(arguments);
    return proxy(
        method.getReturnType(),
        (proxy, called, values) ->
            switch (called.getName()) {
              case "equals" -> proxy == values[0];
              case "hashCode" -> System.identityHashCode(proxy);
              case "getConnection" -> self;
              default ->
                  writes(called.getName()) && !query && !isQuery(values)
                      ? write(statement, called, values)
                      : call(statement, called, values);
            });
  }

  private static boolean isQuery(Object[] arguments) {
    return arguments != null
        && arguments[0] instanceof String sql
        && SELECT.matcher(sql).lookingAt()
        && !LOCKS.matcher(sql).find();
  }

  /** What runs SQL, and what puts a large object into the file before any SQL runs. */
  private static boolean writes(String method) {
    return method.startsWith("execute")
        || (method.startsWith("set") && (method.endsWith("Stream") || method.endsWith("lob")));
  }

  private synchronized Object write(Object statement, Method method, Object[] arguments)
      throws Throwable {
    gate.enter(this);
    try {
      return call(statement, method, arguments);
    } finally {
      if (isClosed() || connection.getAutoCommit()) {
        gate.leave(this);
      }
    }
  }

  /** Nothing of a commit that failed stays open: the next one would find it half done. */
  private synchronized Object commit(Method method) throws Throwable {
    try {
      return call(connection, method, null);
    } catch (SQLException e) {
      try {
        connection.rollback();
      } catch (SQLException second) {
        e.addSuppressed(second);
      }
      throw e;
    } finally {
      gate.leave(this);
    }
  }

  private synchronized Object end(Method method, Object[] arguments) throws Throwable {
    try {
      return call(connection, method, arguments);
    } finally {
      gate.leave(this);
    }
  }

  /** What H2 closed by itself, it rolled back. */
  private boolean isClosed() throws SQLException {
    boolean closed = connection.isClosed();
    if (closed) {
      gate.leave(this);
    }
    return closed;
  }

  private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(OneWriter.class.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
