package dev.greengrocer.benchmarks.scenario;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Fills the log of a server that does not run with answers, as if it had given them over the last
 * weeks. It takes the tables as the server's own migrations made them, and leaves them so.
 */
final class LogFiller {

  /** Less than the server keeps photos for, so that it does not start by erasing them. */
  private static final Duration SPAN = Duration.ofDays(60);

  private static final String SCORES =
      """
      INSERT INTO prediction_scores (prediction_id, shown, rank, label, probability)
      SELECT p.id, FALSE, s.rank, s.label, s.probability
      FROM predictions p, (SELECT 1 AS rank, 'tomato' AS label, 0.9012 AS probability
        UNION ALL SELECT 2, 'kiwi', 0.0512 UNION ALL SELECT 3, 'pear', 0.0212
        UNION ALL SELECT 4, 'lemon', 0.0112 UNION ALL SELECT 5, 'grapes', 0.0012) s
      WHERE p.request_id = 'filled'
      ORDER BY p.id, s.rank
      """;

  private LogFiller() {}

  /**
   * Adds answers up to now, the photo of each with a hash of its own.
   *
   * @param labels how many different names they have
   */
  static void fill(Path data, int rows, int labels) throws SQLException {
    try (Connection log =
            DriverManager.getConnection("jdbc:sqlite:" + data.resolve("greengrocer.sqlite"));
        Statement sql = log.createStatement()) {
      // A scenario that is cut off begins anew: nothing of it need survive.
      sql.execute("PRAGMA synchronous = OFF");
      sql.execute("PRAGMA journal_mode = OFF");
      sql.execute("PRAGMA cache_size = -200000");
      log.setAutoCommit(false);
      // An index is quicker built than kept up to date a million times.
      List<String> indexes = indexes(sql);
      insert(log, rows, labels);
      sql.execute(SCORES);
      for (String index : indexes) {
        sql.execute(index);
      }
      // The dashboard counts in the background what it has not counted; it would run beside us.
      sql.execute("UPDATE daily_progress SET last_id = (SELECT MAX(id) FROM predictions)");
      log.commit();
      log.setAutoCommit(true);
      sql.execute("PRAGMA journal_mode = WAL");
    }
  }

  private static List<String> indexes(Statement sql) throws SQLException {
    List<String> definitions = new ArrayList<>();
    List<String> names = new ArrayList<>();
    try (ResultSet found =
        sql.executeQuery(
            """
            SELECT name, sql FROM sqlite_master
            WHERE type = 'index' AND tbl_name = 'predictions' AND sql IS NOT NULL
            """)) {
      while (found.next()) {
        names.add(found.getString("name"));
        definitions.add(found.getString("sql"));
      }
    }
    for (String name : names) {
      sql.execute("DROP INDEX " + name);
    }
    return definitions;
  }

  private static void insert(Connection log, int rows, int labels) throws SQLException {
    long now = System.currentTimeMillis();
    try (PreparedStatement insert =
        log.prepareStatement(
            """
            INSERT INTO predictions (
              id, at, answered_on, answered_hour, request_id, source, actor, photo_sha256, photo_width, photo_height,
              label, probability, decision, reason, model, model_sha256,
              decode_micros, preprocess_micros, queue_micros, infer_micros)
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1),
            answers (i, at) AS (SELECT i, ?2 - (?1 - i) * ?3 / ?1 FROM n)
            SELECT
              printf('%08x-%04x-7000-8000-%012x', at >> 16, at & 65535, i), at,
              date(at / 1000, 'unixepoch', 'localtime'),
              CAST(strftime('%H', at / 1000, 'unixepoch', 'localtime') AS INTEGER), 'filled', 'api',
              'filler', lower(hex(randomblob(32))), 640, 480,
              'label ' || (i * 7919 % ?4), 0.3 + (i * 7919 % 7000) / 10000.0,
              CASE i % 10 WHEN 0 THEN 'reject' WHEN 1 THEN 'shortlist' ELSE 'accept' END,
              'confident',
              'drawn', 'abcdef0123456789', 9000, 1000, 100, 11000
            FROM answers
            """)) {
      insert.setInt(1, rows);
      insert.setLong(2, now);
      insert.setLong(3, SPAN.toMillis());
      insert.setInt(4, labels);
      insert.executeUpdate();
    }
  }
}
