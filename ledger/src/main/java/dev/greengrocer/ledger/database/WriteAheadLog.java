package dev.greengrocer.ledger.database;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * SQLite's write-ahead log, which holds what was erased until it is emptied into the database file.
 * PostgreSQL has none that this program looks after. Thread-safe.
 */
@Component
public class WriteAheadLog {

  private static final Logger log = LoggerFactory.getLogger(WriteAheadLog.class);

  private final JdbcTemplate database;

  /** The log of a database. */
  public WriteAheadLog(JdbcTemplate database) {
    this.database = database;
  }

  /**
   * Empties it, after an erasure and outside its transaction. What a reader of an older state still
   * needs stays until the next time.
   */
  public void truncate() {
    try {
      if (Databases.isSqlite(database)) {
        database.queryForList("PRAGMA wal_checkpoint(TRUNCATE)");
      }
    } catch (DataAccessException e) {
      // What is erased is erased; a busy database empties its log later by itself.
      log.warn("The write-ahead log is emptied later: {}", e.getMessage());
    }
  }
}
