package dev.greengrocer.web.server;

import dev.greengrocer.StorageException;
import dev.greengrocer.analytics.powerbi.PostgresViews;
import dev.greengrocer.analytics.schema.FiscalCalendar;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the views of the star schema out of the way of an upgrade, which may change the tables
 * behind them, and makes those of this version afterwards, for the same roles. PostgreSQL alone has
 * them, and only where {@code star.sql} was run. A server that is killed in between goes on at its
 * next start.
 */
final class StarViewsUpgrade {

  private static final Logger log = LoggerFactory.getLogger(StarViewsUpgrade.class);
  private static final String SCHEMA = PostgresViews.SCHEMA;

  /** Holds the grants while the views are away: as long as it is there, they have to come back. */
  private static final String AWAY = "star_views_away";

  private static final String GRANTS =
      """
      SELECT format('GRANT %%s ON SCHEMA %%I TO %%s', a.privilege_type, n.nspname,
          CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END)
      FROM pg_namespace n, aclexplode(n.nspacl) a
      WHERE n.nspname = '%1$s' AND a.grantee <> n.nspowner
      UNION ALL
      SELECT format('GRANT %%s ON %%I.%%I TO %%s', a.privilege_type, n.nspname, c.relname,
          CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END)
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(c.relacl) a
      WHERE n.nspname = '%1$s' AND c.relkind = 'v' AND a.grantee <> c.relowner
      """
          .formatted(SCHEMA);

  private static final String USERS_OF_THE_VIEWS =
      """
      SELECT DISTINCT n.nspname || '.' || c.relname
      FROM pg_depend d
      JOIN pg_rewrite r ON r.oid = d.objid AND d.classid = 'pg_rewrite'::regclass
      JOIN pg_class c ON c.oid = r.ev_class
      JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_class v ON v.oid = d.refobjid AND d.refclassid = 'pg_class'::regclass
      JOIN pg_namespace s ON s.oid = v.relnamespace
      WHERE s.nspname = '%1$s' AND n.nspname <> '%1$s' ORDER BY 1
      """
          .formatted(SCHEMA);

  private final DataSource source;
  private final ZoneId zone;
  private final FiscalCalendar fiscal;

  /**
   * @param zone of the shop, in which the views tell the time
   * @param fiscal whose years and weeks are those of accounts
   */
  StarViewsUpgrade(DataSource source, ZoneId zone, FiscalCalendar fiscal) {
    this.source = source;
    this.zone = zone;
    this.fiscal = fiscal;
  }

  /**
   * Runs the migrations that are pending.
   *
   * @param pending whether there are any
   * @throws StorageException if views of others depend on those that have to go
   */
  void around(boolean pending, Runnable migration) throws SQLException {
    if (pending && isTrue("to_regnamespace('%s') IS NOT NULL".formatted(SCHEMA))) {
      takeAway();
    }
    migration.run();
    if (isTrue("to_regclass('%s') IS NOT NULL".formatted(AWAY))) {
      bringBack();
    }
  }

  private void takeAway() throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      List<String> others = texts(statement, USERS_OF_THE_VIEWS);
      if (!others.isEmpty()) {
        throw new StorageException(
            "%s: views of yours read those of the schema %s, which an upgrade makes anew; drop them first and make them again after it"
                .formatted(String.join(", ", others), SCHEMA));
      }
      connection.setAutoCommit(false);
      try {
        statement.execute("CREATE TABLE IF NOT EXISTS %s (granted TEXT NOT NULL)".formatted(AWAY));
        try (PreparedStatement insert =
            connection.prepareStatement("INSERT INTO %s VALUES (?)".formatted(AWAY))) {
          for (String grant : texts(statement, GRANTS)) {
            insert.setString(1, grant);
            insert.executeUpdate();
          }
        }
        statement.execute("DROP SCHEMA %s CASCADE".formatted(SCHEMA));
        connection.commit();
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    }
  }

  private void bringBack() throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          PostgresViews.sql(zone, fiscal)); // a transaction of its own, which may come again
      for (String grant : texts(statement, "SELECT granted FROM " + AWAY)) {
        try {
          statement.execute(grant);
        } catch (SQLException e) { // of a role or a view that is no more
          log.warn("{}: {}", grant, e.getMessage());
        }
      }
      statement.execute("DROP TABLE " + AWAY);
      log.info("Made the views of the schema {} anew, for the same roles", SCHEMA);
    }
  }

  private boolean isTrue(String condition) throws SQLException {
    try (Connection connection = source.getConnection()) {
      if (!connection.getMetaData().getURL().startsWith("jdbc:postgresql:")) {
        return false;
      }
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery("SELECT " + condition)) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  private static List<String> texts(Statement statement, String query) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }
}
