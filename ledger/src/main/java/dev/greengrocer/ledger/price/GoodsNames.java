package dev.greengrocer.ledger.price;

import dev.greengrocer.Label;
import dev.greengrocer.LabelSet;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.database.Databases;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The one name under which something is sold, however a person, a file or a program writes it: the
 * label that the model knows by this spelling, alias or PLU; otherwise the one that an earlier
 * model knew by it, whose price it has; otherwise the spelling in which it was first in the price
 * list or the books. So each kind has one price and one row in every figure. What another server on
 * the same database has named is known here within a second. Thread-safe.
 */
@Component
class GoodsNames {

  private static final Pattern ACCENT = Pattern.compile("\\p{M}+");
  private static final Pattern SPACE = Pattern.compile("\\s+");

  /** For how long what other servers have named may be unknown here. */
  private static final Duration AGE = Duration.ofSeconds(1);

  /** Names that have a price or are kept in stock. */
  private static final String KEPT =
      """
      SELECT name, 0 AS place, MIN(created_at) AS at FROM prices GROUP BY name
      UNION ALL SELECT name, 2 AS place, 0 AS at FROM stock_levels GROUP BY name
      UNION ALL SELECT name, 3 AS place, 0 AS at FROM stock_thresholds GROUP BY name
      """;

  /** Names that were sold, too; there are many rows of them. */
  private static final String SOLD =
      "UNION ALL SELECT name, 1 AS place, 0 AS at FROM sale_lines GROUP BY name";

  private static final Logger log = LoggerFactory.getLogger(GoodsNames.class);

  private final JdbcClient database;
  private final TransactionOperations transaction;
  private final ModelLabels models;
  private final boolean shared;
  private final AtomicLong readAt = new AtomicLong(System.nanoTime());
  private volatile Map<String, String> spellings = Map.of();

  GoodsNames(
      JdbcClient database,
      JdbcOperations template,
      TransactionOperations transaction,
      ModelLabels models) {
    this.database = database;
    this.shared = !Databases.isSqlite(template);
    this.transaction = transaction;
    this.models = models;
    transaction.executeWithoutResult(status -> bringTogether(models.labels()));
    spellings = storedSpellings();
    // With the change of the model, or not at all: names that fit the one fit not the other.
    models.beforeChange(this::bringTogether);
    models.afterChange(this::changed);
  }

  /** What was written between the record of a change and the change itself is brought in, too. */
  private void changed(LabelSet labels) {
    try {
      transaction.executeWithoutResult(status -> bringTogether(labels));
      spellings = storedSpellings();
    } catch (DataAccessException | TransactionException e) {
      log.warn("Names of goods are brought together at the next start: {}", e.getMessage());
    }
  }

  /** The name of each spelling; what an earlier model knew to be another one still is. */
  private Map<String, String> storedSpellings() {
    return spellings(stored());
  }

  private Map<String, String> spellings(List<String> names) {
    Map<String, String> counted = countedAs();
    Map<String, String> first = new ConcurrentHashMap<>();
    names.forEach(name -> first.putIfAbsent(key(name), counted.getOrDefault(name, name)));
    counted.forEach((written, name) -> first.putIfAbsent(key(written), name));
    return first;
  }

  /**
   * The name of something that is sold.
   *
   * @throws RefusedException if it cannot be a name
   */
  String canonical(String typed) {
    String name = Price.name(typed);
    if (Price.isPlu(name)) {
      Optional<String> coded = coded(name);
      if (coded.isPresent()) {
        return coded.get();
      }
    }
    return label(models.labels(), name).orElseGet(() -> spelled(name));
  }

  private String spelled(String name) {
    String key = key(name);
    if (shared && !spellings.containsKey(key)) {
      readOthers();
    }
    return spellings.getOrDefault(key, name);
  }

  /** Brings in what other servers have named since. Names in sale lines alone have no price. */
  private void readOthers() {
    long last = readAt.get();
    long now = System.nanoTime();
    if (now - last < AGE.toNanos() || !readAt.compareAndSet(last, now)) {
      return;
    }
    Map<String, String> known = spellings;
    spellings(named(KEPT)).forEach(known::putIfAbsent);
  }

  /**
   * Makes a name the spelling of its goods, if they have none. A transaction that is rolled back
   * leaves no spelling behind: what was refused names nothing.
   */
  void remember(String name) {
    Map<String, String> known = spellings;
    String key = key(name);
    if (known.putIfAbsent(key, name) == null
        && TransactionSynchronizationManager.isSynchronizationActive()) {
      TransactionSynchronizationManager.registerSynchronization(
          new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
              if (status != STATUS_COMMITTED) {
                known.remove(key, name);
              }
            }
          });
    }
  }

  /** The one of several names that is a typing mistake or two away from this one, if any is. */
  Optional<String> similar(String name, List<String> known) {
    String key = key(name);
    int most = Math.max(1, key.length() / 4);
    return known.stream()
        .filter(other -> distance(key, key(other)) <= most)
        .min(Comparator.comparingInt(other -> distance(key, key(other))));
  }

  /** How many letters differ, are missing or too many (Levenshtein). */
  private static int distance(String one, String other) {
    int[] above = new int[other.length() + 1];
    Arrays.setAll(above, i -> i);
    for (int i = 1; i <= one.length(); i++) {
      int[] row = new int[other.length() + 1];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int same = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(above[j - 1] + same, Math.min(above[j], row[j - 1]) + 1);
      }
      above = row;
    }
    return above[other.length()];
  }

  private static Optional<String> label(LabelSet labels, String name) {
    return labels.find(name).map(Label::name);
  }

  /** The goods of a PLU, if any are sold under it. */
  Optional<String> coded(String plu) {
    return database
        .sql("SELECT name FROM prices WHERE plu = :plu ORDER BY first_day DESC, name LIMIT 1")
        .param("plu", plu)
        .query(String.class)
        .optional();
  }

  /** The same for every way of writing a name: case, accents and spaces do not count. */
  static String key(String name) {
    String plain = ACCENT.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD)).replaceAll("");
    // Upper before lower: ß and SS, and every i of every language, are one.
    String folded = plain.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    return SPACE.matcher(folded).replaceAll(" ").strip();
  }

  private List<String> stored() {
    return named(KEPT + SOLD);
  }

  /** The names of some rows, in the order in which they come before others of the same goods. */
  private List<String> named(String rows) {
    return database
        .sql("SELECT name FROM (%s) AS known ORDER BY place, at, name".formatted(rows))
        .query(String.class)
        .list();
  }

  /**
   * Brings the names of older versions and of other models together: prices move under the
   * canonical name, and figures count sales under it. Sales themselves stay as they are on their
   * receipts. Belongs in a transaction.
   */
  private void bringTogether(LabelSet labels) {
    Map<String, String> counted = countedAs();
    Map<String, String> first = new HashMap<>();
    Set<String> names = new LinkedHashSet<>(stored());
    names.addAll(counted.keySet());
    for (String name : names) {
      Optional<String> coded = Price.isPlu(name) ? coded(name) : Optional.empty();
      String canonical = coded.orElseGet(() -> canonicalOrSame(name, labels, counted, first));
      if (coded.isEmpty()) {
        first.putIfAbsent(key(name), canonical);
      }
      database
          .sql("DELETE FROM sale_names WHERE written = :name AND name <> :canonical")
          .param("name", name)
          .param("canonical", canonical)
          .update();
      if (!canonical.equals(name)) {
        database
            .sql(
                """
                INSERT INTO sale_names (written, name) VALUES (:name, :canonical)
                ON CONFLICT (written) DO NOTHING
                """)
            .param("name", name)
            .param("canonical", canonical)
            .update();
        if (coded.isEmpty()) {
          move(name, canonical);
        }
      }
    }
  }

  /** The names that figures count written names under until now. */
  private Map<String, String> countedAs() {
    Map<String, String> names = new HashMap<>();
    database
        .sql("SELECT written, name FROM sale_names")
        .query(
            row -> {
              names.put(row.getString("written"), row.getString("name"));
            });
    return names;
  }

  private static String canonicalOrSame(
      String name, LabelSet labels, Map<String, String> counted, Map<String, String> first) {
    try {
      String plain = Price.name(name);
      // What one model knew to be the same stays the same when another one knows neither name.
      String known = counted.getOrDefault(name, plain);
      return label(labels, plain)
          .or(() -> label(labels, known))
          .orElseGet(() -> first.getOrDefault(key(known), known));
    } catch (RefusedException e) {
      return name; // An unreadable row, which the price list shows.
    }
  }

  /** Moves prices; where both names have one from the same day, the one that was set last stays. */
  private void move(String name, String canonical) {
    String older =
        """
        SELECT o.id FROM prices o JOIN prices n ON n.first_day = o.first_day
        WHERE (o.name = :name AND n.name = :canonical AND n.created_at >= o.created_at)
           OR (o.name = :canonical AND n.name = :name AND n.created_at > o.created_at)
        """;
    database
        .sql(
            """
            INSERT INTO replaced_prices
              (id, name, unit, amount, plu, tax_rate, first_day, last_day, created_at, created_by,
               replaced_at, replaced_by)
            SELECT id, :canonical, unit, amount, plu, tax_rate, first_day, last_day, created_at, created_by,
               created_at, 'server'
            FROM prices WHERE id IN (%s)
            """
                .formatted(older))
        .param("name", name)
        .param("canonical", canonical)
        .update();
    database
        .sql("DELETE FROM prices WHERE id IN (%s)".formatted(older))
        .param("name", name)
        .param("canonical", canonical)
        .update();
    database
        .sql("UPDATE prices SET name = :canonical WHERE name = :name")
        .param("name", name)
        .param("canonical", canonical)
        .update();
  }
}
