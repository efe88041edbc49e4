package dev.greengrocer.ledger.privacy;

import dev.greengrocer.StorageException;
import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.ledger.database.Ids;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The list of erasures: a row is written in the transaction of its erasure, and {@link #publish}
 * copies it into the {@link ErasureFile} that outlives the database. Thread-safe.
 *
 * <pre>{@code
 * transaction.executeWithoutResult(status -> { … erase …; erasures.add(Map.of("sales", ids)); });
 * erasures.publish();
 * }</pre>
 */
@Repository
public class Erasures {

  private static final Logger log = LoggerFactory.getLogger(Erasures.class);

  private final JdbcClient database;
  private final ErasureFile file;
  private final Clock clock;

  /** The list of a database and the file of its data directory. */
  public Erasures(JdbcClient database, DataDirectory directory, Clock clock) {
    this.database = database;
    this.file = new ErasureFile(directory);
    this.clock = clock;
  }

  /**
   * Adds an erasure, in the transaction that erases.
   *
   * @param rows ids of the rows by their kind; nothing is added when there are none
   */
  void add(Map<String, ? extends Collection<String>> rows) {
    TreeMap<String, SortedSet<String>> sorted = new TreeMap<>();
    rows.forEach(
        (kind, ids) -> {
          if (!ids.isEmpty()) {
            sorted.put(kind, new TreeSet<>(ids));
          }
        });
    if (!sorted.isEmpty()) {
      add(new Erasure(Ids.next(), clock.millis(), sorted));
    }
  }

  /** The kind of rows in whose words a customer stood, by the kind of the customer's own. */
  static String mentions(String kind) {
    return kind + "-mentions";
  }

  /** Adds an erasure of another database, in the transaction that erases the same again. */
  void add(Erasure erasure) {
    erasure
        .rows()
        .forEach(
            (kind, ids) ->
                ids.forEach(
                    id ->
                        database
                            .sql("INSERT INTO erasures (id, at, kind, subject) VALUES (?, ?, ?, ?)")
                            .params(erasure.id(), erasure.at(), kind, id)
                            .update()));
  }

  /** Copies what is new into the file. What fails is logged, and done by the next call. */
  public void publish() {
    try {
      file.add(all());
    } catch (StorageException e) {
      log.warn(
          "An erasure is done, but not in the list that a restored backup needs; this is tried again: {}",
          e.getMessage());
    }
  }

  private List<Erasure> all() {
    Map<String, Long> moments = new LinkedHashMap<>();
    Map<String, SortedMap<String, SortedSet<String>>> rows = new HashMap<>();
    database
        .sql("SELECT id, at, kind, subject FROM erasures ORDER BY at, id, kind, subject")
        .query(
            row -> {
              String id = row.getString("id");
              moments.put(id, row.getLong("at"));
              rows.computeIfAbsent(id, erasure -> new TreeMap<>())
                  .computeIfAbsent(row.getString("kind"), kind -> new TreeSet<>())
                  .add(row.getString("subject"));
            });
    return moments.keySet().stream()
        .map(
            id ->
                new Erasure(
                    id, moments.getOrDefault(id, 0L), rows.getOrDefault(id, new TreeMap<>())))
        .toList();
  }

  /** Those of the file that this database does not know: it is older than they are. */
  List<Erasure> unknown() {
    Map<String, Erasure> unknown = file.read();
    if (!unknown.isEmpty()) {
      Set<String> known =
          Set.copyOf(database.sql("SELECT DISTINCT id FROM erasures").query(String.class).list());
      unknown.keySet().removeAll(known);
    }
    return List.copyOf(unknown.values());
  }
}
