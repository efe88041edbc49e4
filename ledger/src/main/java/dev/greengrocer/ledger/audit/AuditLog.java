package dev.greengrocer.ledger.audit;

import dev.greengrocer.ledger.database.Cursor;
import dev.greengrocer.ledger.database.Ids;
import dev.greengrocer.ledger.database.Page;
import dev.greengrocer.ledger.database.Stored;
import dev.greengrocer.ledger.database.StoredRow;
import dev.greengrocer.ledger.database.UnreadableRow;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who changed what, and when. A change and its entry belong in one transaction. Thread-safe. */
@Repository
public class AuditLog {

  private static final int LONGEST_SUBJECT = 200;

  private static final RowMapper<Stored<AuditEntry>> ROWS =
      Stored.rows(AuditLog::read, "audit_log", "id");

  private final JdbcClient database;
  private final Clock clock;

  /**
   * Writes to a database.
   *
   * @param clock tells when something was changed
   */
  public AuditLog(JdbcClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Adds an entry; it belongs in the transaction of the change.
   *
   * @param actor who changed it
   * @param subject which thing; cut after {@value #LONGEST_SUBJECT} characters
   * @param action what was done
   * @param before what it was, or null when it was not there
   * @param after what it is, or null when it is no more
   */
  public void record(
      Actor actor,
      AuditEntry.Kind kind,
      String subject,
      String action,
      @Nullable String before,
      @Nullable String after) {
    database
        .sql(
            """
            INSERT INTO audit_log (id, at, actor, kind, subject, action, before_value, after_value)
            VALUES (:id, :at, :actor, :kind, :subject, :action, :before, :after)
            """)
        .param("id", Ids.next())
        .param("at", clock.millis())
        .param("actor", actor.name())
        .param("kind", kind.id())
        .param("subject", subject.substring(0, Math.min(LONGEST_SUBJECT, subject.length())))
        .param("action", action)
        .param("before", before)
        .param("after", after)
        .update();
  }

  /**
   * Rewrites the words of entries that a person's erasure reaches; who did what to which thing when
   * stays.
   *
   * @param subject the entries of this thing alone, or null for all of the kind
   * @param words what a text becomes; texts that stay as they are are not written
   */
  public void redact(AuditEntry.Kind kind, @Nullable String subject, UnaryOperator<String> words) {
    List<Words> entries =
        database
            .sql(
                """
                SELECT id, before_value, after_value FROM audit_log
                WHERE kind = :kind AND (before_value IS NOT NULL OR after_value IS NOT NULL)
                """
                    + (subject == null ? "" : " AND subject = :subject"))
            .params(
                subject == null
                    ? Map.of("kind", kind.id())
                    : Map.of("kind", kind.id(), "subject", subject))
            .query(
                (row, number) ->
                    new Words(
                        row.getString("id"),
                        row.getString("before_value"),
                        row.getString("after_value")))
            .list();
    for (Words entry : entries) {
      String before = entry.before() == null ? null : words.apply(entry.before());
      String after = entry.after() == null ? null : words.apply(entry.after());
      if (!Objects.equals(before, entry.before()) || !Objects.equals(after, entry.after())) {
        database
            .sql("UPDATE audit_log SET before_value = :before, after_value = :after WHERE id = :id")
            .param("before", before)
            .param("after", after)
            .param("id", entry.id())
            .update();
      }
    }
  }

  /**
   * A page of changes, the latest first.
   *
   * @param cursor {@link Page#next} of the page before, or null for the first
   * @param size most changes on the page, at least 1
   */
  public Page<AuditEntry> page(AuditFilter filter, @Nullable String cursor, int size) {
    Map<String, Object> values = new HashMap<>();
    StringBuilder conditions = new StringBuilder("1 = 1");
    narrow(conditions, values, "kind = :kind", filter.kind() == null ? null : filter.kind().id());
    narrow(conditions, values, "actor = :actor", filter.actor());
    narrow(conditions, values, "subject = :subject", filter.subject());
    narrow(conditions, values, "id >= :from", first(filter.from()));
    narrow(conditions, values, "id < :to", first(filter.to()));
    narrow(conditions, values, "id < :before", cursor == null ? null : Cursor.id(cursor));
    // One more than asked for tells whether there is a next page.
    values.put("size", size + 1);
    return Page.of(
        database
            .sql("SELECT * FROM audit_log WHERE " + conditions + " ORDER BY id DESC LIMIT :size")
            .params(values)
            .query(ROWS)
            .list(),
        size);
  }

  /** Every row that cannot be read, by id. */
  public static List<UnreadableRow> unreadable(JdbcClient database) {
    return Stored.unreadable(database, "audit_log", ROWS);
  }

  private static @Nullable String first(@Nullable Instant moment) {
    return moment == null ? null : Ids.first(moment);
  }

  private static void narrow(
      StringBuilder conditions,
      Map<String, Object> values,
      String condition,
      @Nullable Object value) {
    if (value != null) {
      conditions.append(" AND ").append(condition);
      values.put(condition.substring(condition.indexOf(':') + 1), value);
    }
  }

  /** What an erasure rewrites of an entry. */
  private record Words(String id, @Nullable String before, @Nullable String after) {}

  private static AuditEntry read(StoredRow row) throws SQLException {
    return new AuditEntry(
        row.text("id"),
        row.moment("at"),
        row.text("actor"),
        row.parsed("kind", "must be a kind of change that this version knows", AuditEntry.Kind::of),
        row.text("subject"),
        row.text("action"),
        row.optionalText("before_value"),
        row.optionalText("after_value"));
  }
}
