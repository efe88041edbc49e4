package dev.greengrocer.web.pricing;

import dev.greengrocer.Label;
import dev.greengrocer.web.RefusedException;
import dev.greengrocer.web.model.ModelSlot;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The one name under which something is sold, however a person, a file or a program writes it: the
 * label that the model knows by this spelling, alias or PLU; otherwise the spelling in which it
 * first stood in the price list or the books. So each kind has one price and one row in every
 * figure. Thread-safe.
 */
@Component
class GoodsNames {

  private static final Pattern PLU = Pattern.compile("\\d{4,5}");
  private static final Pattern ACCENT = Pattern.compile("\\p{M}+");
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private final JdbcClient database;
  private final ModelSlot models;
  private final Map<String, String> spellings = new ConcurrentHashMap<>();

  GoodsNames(JdbcClient database, TransactionOperations transaction, ModelSlot models) {
    this.database = database;
    this.models = models;
    transaction.executeWithoutResult(status -> bringTogether());
    stored().forEach(this::remember);
  }

  /**
   * The name of something that is sold.
   *
   * @throws RefusedException if it cannot be a name
   */
  String canonical(String typed) {
    String name = Price.name(typed);
    if (PLU.matcher(name).matches()) {
      Optional<String> coded = coded(name);
      if (coded.isPresent()) {
        return coded.get();
      }
    }
    return label(name).orElseGet(() -> spellings.getOrDefault(key(name), name));
  }

  /** Makes a name the spelling of its goods, if they have none. */
  void remember(String name) {
    spellings.putIfAbsent(key(name), name);
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

  private Optional<String> label(String name) {
    return models.current().labels().find(name).map(Label::name);
  }

  private Optional<String> coded(String plu) {
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
    return database
        .sql(
            """
            SELECT name FROM (
              SELECT name, 0 AS place, MIN(created_at) AS at FROM prices GROUP BY name
              UNION ALL SELECT name, 1 AS place, 0 AS at FROM sale_lines GROUP BY name) AS known
            ORDER BY place, at, name
            """)
        .query(String.class)
        .list();
  }

  /**
   * Brings the names of older versions together: prices move under the canonical name, and figures
   * count sales under it. Sales themselves stay as they are on their receipts.
   */
  private void bringTogether() {
    for (String name : stored()) {
      Optional<String> coded = PLU.matcher(name).matches() ? coded(name) : Optional.empty();
      String canonical = coded.orElseGet(() -> canonicalOrSame(name));
      if (coded.isEmpty()) {
        spellings.putIfAbsent(key(name), canonical);
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

  private String canonicalOrSame(String name) {
    try {
      String plain = Price.name(name);
      return label(plain).orElseGet(() -> spellings.getOrDefault(key(plain), plain));
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
              (id, name, unit, amount, plu, first_day, last_day, created_at, created_by,
               replaced_at, replaced_by)
            SELECT id, :canonical, unit, amount, plu, first_day, last_day, created_at, created_by,
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
