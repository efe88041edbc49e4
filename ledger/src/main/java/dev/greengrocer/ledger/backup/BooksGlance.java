package dev.greengrocer.ledger.backup;

import dev.greengrocer.StorageException;
import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.ledger.database.DatabaseFailures;
import dev.greengrocer.ledger.database.DatabaseVersion;
import dev.greengrocer.ledger.database.Databases;
import dev.greengrocer.ledger.database.ReadOnlyDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A quick look at the books that changes nothing, beside a running server or without one. What it
 * reads takes seconds where {@link LedgerCheck} takes minutes. Not thread-safe.
 */
public final class BooksGlance {

  private final String name;
  private final DataSource source;
  private final boolean sqlite;

  /**
   * A look at the database of a server.
   *
   * @param url address of a PostgreSQL database, or empty for SQLite
   * @param directory the data directory; an SQLite database exists in it
   */
  public BooksGlance(String url, DataDirectory directory) {
    this.name = Databases.name(url, directory);
    this.source = ReadOnlyDatabase.open(url, directory);
    this.sqlite = url.isEmpty();
  }

  /**
   * Refuses what a server would refuse to start on.
   *
   * @throws StorageException if the database is newer than this program, of another program, or
   *     cannot be read
   */
  public void requireNotNewer() {
    version().requireNotNewer();
  }

  /**
   * Refuses what a server would bring up to date first.
   *
   * @throws StorageException if the database is older than this program
   */
  public void requireCurrent() {
    version().requireCurrent();
  }

  private DatabaseVersion version() {
    return new DatabaseVersion(source, name);
  }

  /**
   * What is wrong with the structure of an SQLite file, without its indexes; PostgreSQL looks after
   * its own.
   *
   * @throws StorageException if it cannot be read
   */
  public List<String> faults() {
    if (!sqlite) {
      return List.of();
    }
    try {
      List<String> lines =
          new ArrayList<>(client().sql("PRAGMA quick_check(3)").query(String.class).list());
      lines.remove("ok");
      return lines;
    } catch (DataAccessException e) {
      throw DatabaseFailures.storage(name, e);
    }
  }

  /**
   * When the last answer, sale or change was written down; empty when there is none.
   *
   * @throws StorageException if it cannot be read
   */
  public Optional<Instant> lastEntry() {
    try {
      return client()
          .sql(
              """
              SELECT COALESCE(MAX(at), 0) FROM (
                SELECT MAX(at) AS at FROM predictions
                UNION ALL SELECT MAX(at) FROM sales
                UNION ALL SELECT MAX(at) FROM audit_log) AS entries
              """)
          .query((row, number) -> Optional.of(row.getLong(1)).filter(at -> at != 0))
          .single()
          .map(Instant::ofEpochMilli);
    } catch (DataAccessException e) {
      throw DatabaseFailures.storage(name, e);
    }
  }

  private JdbcClient client() {
    return JdbcClient.create(source);
  }
}
