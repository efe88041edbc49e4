package dev.greengrocer.ledger.database;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Connections to SQLite whose transactions are what their auto-commit flag says. The driver sets
 * its flag before it executes {@code BEGIN}, and begins the next transaction in the call that
 * commits the last one. On a locked database its flag then says "transaction" where there is none,
 * and a committed transaction is reported as failed. So the driver stays in auto-commit, and
 * transactions begin and end here, each by a statement that succeeds before the flag changes.
 *
 * <p>A transaction takes the write lock where it begins, because a reader that becomes a writer
 * half way can only fail.
 */
final class SqliteConnections extends DelegatingDataSource {

  /** The SQL state by which the pool knows that a connection is lost. */
  private static final String CONNECTION_LOST = "08006";

  SqliteConnections(DataSource driver) {
    super(driver);
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = super.getConnection();
    return proxy(Connection.class, new Transactions(connection));
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            SqliteConnections.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  /** The transactions of one connection, which one thread uses at a time. */
  private static final class Transactions implements InvocationHandler {

    private final Connection connection;
    private boolean autoCommit = true;
    private boolean begun;

    /**
     * The failure after which SQLite may have ended the transaction by itself (<a
     * href="https://www.sqlite.org/lang_transaction.html">Response to errors within a
     * transaction</a>). A statement after it could commit on its own, so none is executed before
     * the rollback.
     */
    private @Nullable SQLException broken;

    Transactions(Connection connection) {
      this.connection = connection;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
        throws Throwable {
      Class<?> result = method.getReturnType();
      if (Statement.class.isAssignableFrom(result)) {
        ensureBegun();
        return statement(result, call(connection, method, arguments));
      }
      if (Savepoint.class.isAssignableFrom(result)) {
        ensureBegun();
      }
      switch (method.getName()) {
        case "getAutoCommit" -> {
          return autoCommit;
        }
        case "setAutoCommit" -> setAutoCommit(arguments != null && arguments[0].equals(true));
        case "commit" -> commit();
        case "rollback" -> {
          if (arguments != null) {
            return call(connection, method, arguments); // to a savepoint
          }
          rollback();
        }
        default -> {
          return call(connection, method, arguments);
        }
      }
      return null;
    }

    private void setAutoCommit(boolean wanted) throws SQLException {
      if (wanted == autoCommit) {
        return;
      }
      if (wanted) {
        commit();
      } else {
        execute("BEGIN IMMEDIATE");
        begun = true;
      }
      autoCommit = wanted;
    }

    private void commit() throws SQLException {
      if (broken != null) {
        SQLException reason = broken;
        rollback();
        throw new SQLException("nothing was committed: an earlier statement failed", reason);
      }
      if (!begun) {
        return;
      }
      try {
        execute("COMMIT");
        begun = false;
      } catch (SQLException e) {
        rollback();
        throw e;
      }
    }

    private void rollback() throws SQLException {
      if (!begun) {
        return;
      }
      try {
        execute("ROLLBACK");
      } catch (SQLiteException e) {
        if (e.getResultCode() != SQLiteErrorCode.SQLITE_ERROR) {
          connection.close(); // the engine rolls back, and the pool finds the connection closed
          throw new SQLException(
              "the connection was closed: it could not roll back", CONNECTION_LOST, e);
        }
        // SQLite had ended the transaction by itself.
      }
      begun = false;
      broken = null;
    }

    /** After a commit the next transaction begins with the next statement, as JDBC has it. */
    private void ensureBegun() throws SQLException {
      if (broken != null) {
        throw new SQLException("the transaction failed and was not yet rolled back", broken);
      }
      if (!autoCommit && !begun) {
        execute("BEGIN IMMEDIATE");
        begun = true;
      }
    }

    private void execute(String sql) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }

    private @Nullable Object statement(Class<?> type, @Nullable Object statement) {
      if (statement == null) {
        return null;
      }
      InvocationHandler handler =
          (proxy, method, arguments) -> {
            try {
              if (begun && broken != null && method.getName().startsWith("execute")) {
                ensureBegun();
              }
              return call(statement, method, arguments);
            } catch (SQLException e) {
              if (begun && !isHarmless(e)) {
                broken = e;
              }
              throw e;
            }
          };
      if (type == CallableStatement.class) {
        return proxy(CallableStatement.class, handler);
      }
      return type == PreparedStatement.class
          ? proxy(PreparedStatement.class, handler)
          : proxy(Statement.class, handler);
    }

    /** A refused value undoes its own statement and nothing else. */
    private static boolean isHarmless(SQLException failure) {
      return failure instanceof SQLiteException sqlite
          && (sqlite.getResultCode().name().startsWith("SQLITE_CONSTRAINT")
              || sqlite.getResultCode() == SQLiteErrorCode.SQLITE_ERROR);
    }
  }
}
