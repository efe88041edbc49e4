package dev.greengrocer.ledger.settings;

import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.database.Stored;
import dev.greengrocer.ledger.database.UnreadableRow;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of settings that were changed. Thread-safe. */
final class SettingRows {

  private static final RowMapper<Stored<SettingRow>> ROWS =
      Stored.rows(
          row ->
              new SettingRow(
                  row.text("name"),
                  row.text("content"),
                  row.moment("changed_at"),
                  row.text("changed_by")),
          "settings",
          "name");

  private final JdbcClient database;

  SettingRows(JdbcClient database) {
    this.database = database;
  }

  /** A setting that was changed. */
  record SettingRow(String name, String text, Instant at, String by) {}

  /** All that can be read, by name. */
  SortedMap<String, SettingRow> all() {
    SortedMap<String, SettingRow> all = new TreeMap<>();
    Stored.values(database.sql("SELECT * FROM settings").query(ROWS).list())
        .forEach(row -> all.put(row.name(), row));
    return all;
  }

  /** Sets one; belongs in the transaction of its audit entry. */
  void put(String name, String text, Actor actor, Instant at) {
    database
        .sql(
            """
            INSERT INTO settings (name, content, changed_at, changed_by) VALUES (:name, :text, :at, :by)
            ON CONFLICT (name) DO UPDATE SET content = excluded.content,
              changed_at = excluded.changed_at, changed_by = excluded.changed_by
            """)
        .param("name", name)
        .param("text", text)
        .param("at", at.toEpochMilli())
        .param("by", actor.name())
        .update();
  }

  /** Removes one; belongs in the transaction of its audit entry. */
  void remove(String name) {
    database.sql("DELETE FROM settings WHERE name = :name").param("name", name).update();
  }

  /** Every row that cannot be read. */
  static List<UnreadableRow> unreadable(JdbcClient database) {
    return Stored.faults(database.sql("SELECT * FROM settings ORDER BY name").query(ROWS).list());
  }
}
