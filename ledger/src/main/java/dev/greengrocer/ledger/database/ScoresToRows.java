package dev.greengrocer.ledger.database;

import dev.greengrocer.ClassScore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the scores of every prediction from two columns of JSON to rows of {@code
 * prediction_scores}. It reads the texts as the versions did that wrote them: a database reads the
 * numbers of JSON less exactly, and one bad text would end its whole statement. A text that cannot
 * be read goes to {@code unconverted_scores} as it is.
 *
 * <p>It is one transaction, and memory holds a part of the predictions at a time. A program that is
 * killed half way has changed nothing and begins anew.
 */
final class ScoresToRows implements JavaMigration {

  private static final Logger log = LoggerFactory.getLogger(ScoresToRows.class);

  /** The predictions that are read at a time. */
  private static final int PART = 500;

  /** The predictions after which the log says how far it is. */
  private static final int STEP = 100_000;

  /** No version showed more labels of a ranking. */
  private static final int KEPT = 10;

  @Override
  public MigrationVersion getVersion() {
    return MigrationVersion.fromVersion("18");
  }

  @Override
  public String getDescription() {
    return "scores to rows";
  }

  @Override
  public @Nullable Integer getChecksum() {
    return null;
  }

  @Override
  public boolean canExecuteInTransaction() {
    return true;
  }

  @Override
  public void migrate(Context context) throws SQLException {
    Connection connection = context.getConnection();
    long all = count(connection);
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT id, shortlist, scores FROM predictions WHERE id > ? ORDER BY id LIMIT "
                    + PART);
        PreparedStatement keep =
            connection.prepareStatement(
                """
                INSERT INTO unconverted_scores (prediction_id, shortlist, scores)
                SELECT id, shortlist, scores FROM predictions WHERE id = ?
                """);
        Rows rows = new Rows(connection)) {
      long done = 0;
      List<Texts> part = read(select, "");
      while (!part.isEmpty()) {
        for (Texts texts : part) {
          convert(texts, rows, keep);
        }
        rows.flush();
        long before = done;
        done += part.size();
        if (done / STEP > before / STEP) {
          log.info("Moved the scores of {} of {} predictions to rows", done, all);
        }
        part = read(select, part.get(part.size() - 1).id());
      }
    }
  }

  private static long count(Connection connection) throws SQLException {
    try (Statement sql = connection.createStatement();
        ResultSet count = sql.executeQuery("SELECT COUNT(*) FROM predictions")) {
      count.next();
      return count.getLong(1);
    }
  }

  private static List<Texts> read(PreparedStatement select, String after) throws SQLException {
    List<Texts> part = new ArrayList<>(PART);
    select.setString(1, after);
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        part.add(new Texts(row.getString("id"), text(row, "shortlist"), text(row, "scores")));
      }
    }
    return part;
  }

  /** SQLite may hold bytes where text belongs: they are none. */
  private static @Nullable String text(ResultSet row, String column) throws SQLException {
    return row.getObject(column) instanceof byte[] ? null : row.getString(column);
  }

  private static void convert(Texts texts, Rows rows, PreparedStatement keep) throws SQLException {
    List<ClassScore> shown;
    List<ClassScore> labels;
    try {
      shown = ScoreText.read(texts.shortlist());
      labels = ScoreText.read(texts.scores());
      if (labels.isEmpty()) {
        throw new IllegalArgumentException("no labels");
      }
    } catch (IllegalArgumentException e) {
      keep.setString(1, texts.id());
      keep.executeUpdate();
      return;
    }
    rows.add(texts.id(), false, labels.subList(0, Math.min(KEPT, labels.size())));
    rows.add(texts.id(), true, shown);
  }

  /** What a prediction had in its two columns; null where it is not text. */
  private record Texts(String id, @Nullable String shortlist, @Nullable String scores) {}

  /** A row to write. */
  private record Row(String predictionId, boolean shown, int rank, ClassScore score) {

    void set(PreparedStatement insert, int place) throws SQLException {
      insert.setString(place + 1, predictionId);
      insert.setBoolean(place + 2, shown);
      insert.setInt(place + 3, rank);
      insert.setString(place + 4, score.label());
      insert.setDouble(place + 5, score.probability());
    }
  }

  /** Inserts many rows with each statement, which takes a third of the time of one for each. */
  private static final class Rows implements AutoCloseable {

    private static final int MANY = 100;
    private static final int COLUMNS = 5;

    private final PreparedStatement many;
    private final PreparedStatement one;
    private final List<Row> waiting = new ArrayList<>(MANY);

    Rows(Connection connection) throws SQLException {
      many = insert(connection, MANY);
      one = insert(connection, 1);
    }

    @SuppressWarnings("MustBeClosed") // closed with the rows
    private static PreparedStatement insert(Connection connection, int rows) throws SQLException {
      return connection.prepareStatement(
          "INSERT INTO prediction_scores (prediction_id, shown, rank, label, probability) VALUES "
              + String.join(", ", Collections.nCopies(rows, "(?, ?, ?, ?, ?)")));
    }

    void add(String predictionId, boolean shown, List<ClassScore> scores) throws SQLException {
      for (int i = 0; i < scores.size(); i++) {
        waiting.add(new Row(predictionId, shown, i + 1, scores.get(i)));
        if (waiting.size() == MANY) {
          for (int row = 0; row < MANY; row++) {
            waiting.get(row).set(many, row * COLUMNS);
          }
          many.executeUpdate();
          waiting.clear();
        }
      }
    }

    void flush() throws SQLException {
      for (Row row : waiting) {
        row.set(one, 0);
        one.executeUpdate();
      }
      waiting.clear();
    }

    @Override
    public void close() throws SQLException {
      try (many) {
        one.close();
      }
    }
  }
}
