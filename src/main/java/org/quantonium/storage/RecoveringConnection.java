package org.quantonium.storage;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A connection that comes back: where the database closed it between two transactions, the next one
 * finds a new one behind it. A transaction that was cut short fails, all of it.
 *
 * <p>Servers pool these for as long as they run, and WildFly never lets go of one that broke: a
 * pool made by {@code @DataSourceDefinition} cannot be told to validate.
 */
final class RecoveringConnection implements InvocationHandler {
  private static final int VALID_SECONDS = 2;

  /** Counts losses: a connection that is older than the last one is tried before it is used. */
  private static final AtomicLong LOSSES = new AtomicLong();

  /** Opens a connection. */
  interface Opener {
    Connection open() throws SQLException;
  }

  private final Opener opener;
  private Connection current;
  private long losses;
  private boolean autoCommit = true;
  private boolean closed;

  /** Something ran since the last commit or rollback. */
  private boolean inTransaction;

  private RecoveringConnection(Opener opener) throws SQLException {
    this.opener = opener;
    reopen();
  }

  static Connection open(Opener opener) throws SQLException {
    return (Connection)
        Proxy.newProxyInstance(
            RecoveringConnection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            new RecoveringConnection(opener));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    switch (method.getName()) {
      case "close" -> closed = true;
      case "isClosed" -> {
        return closed;
      }
      case "equals" -> {
        return proxy == arguments[0];
      }
      case "hashCode" -> {
        return System.identityHashCode(proxy);
      }
      case "rollback" -> {
        inTransaction = false;
        if (current.isClosed()) {
          // What was to be rolled back went with the connection.
          return null;
        }
      }
      case "commit" -> {
        Object nothing = delegate(method, arguments);
        inTransaction = false;
        return nothing;
      }
      case "getAutoCommit" -> {
        // Known without the database: a pool's client that loses it must still learn to roll back.
        return autoCommit;
      }
      case "setAutoCommit" -> {
        boolean before = autoCommit;
        autoCommit = (boolean) arguments[0];
        if (current.isClosed()) {
          endWithoutDatabase(before);
          return null;
        }
        inTransaction &= autoCommit == before;
        recover();
      }
      case "setClientInfo" -> {
        if (current.isClosed()) {
          // It would only have told the backend that is gone.
          return null;
        }
      }
      default -> {
        recover();
        String name = method.getName();
        inTransaction |= name.equals("createStatement") || name.startsWith("prepare");
      }
    }
    return delegate(method, arguments);
  }

  /**
   * The mode is changed while the database is away: the next statement opens a connection in it. A
   * transaction that was cut short, and never rolled back, ends here with an error: whoever takes
   * the connection from the pool next is not held up by it.
   */
  private void endWithoutDatabase(boolean autoCommitBefore) throws SQLException {
    boolean cutShort = inTransaction && !autoCommitBefore;
    inTransaction = false;
    if (cutShort) {
      throw new SQLException("The database closed the connection in mid-transaction", "08006");
    }
  }

  private Object delegate(Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(current, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private void recover() throws SQLException {
    if (closed || (inTransaction && !autoCommit)) {
      return;
    }
    if (current.isClosed()) {
      LOSSES.incrementAndGet();
      reopen();
    } else if (losses != LOSSES.get()) {
      losses = LOSSES.get();
      if (!current.isValid(VALID_SECONDS)) {
        current.close();
        reopen();
      }
    }
  }

  private void reopen() throws SQLException {
    losses = LOSSES.get();
    current = opener.open();
    current.setAutoCommit(autoCommit);
  }
}
