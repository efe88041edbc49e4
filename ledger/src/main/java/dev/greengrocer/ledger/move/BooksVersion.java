package dev.greengrocer.ledger.move;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The version of the tables of a database, in either kind. */
final class BooksVersion {

  private BooksVersion() {}

  static String of(Connection connection) throws SQLException {
    try (Statement sql = connection.createStatement();
        ResultSet last =
            sql.executeQuery(
                """
                SELECT "version" FROM flyway_schema_history WHERE "version" IS NOT NULL
                ORDER BY installed_rank DESC LIMIT 1
                """)) {
      return last.next() ? last.getString(1) : "";
    }
  }
}
