package dev.greengrocer.ledger.sale;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.price.Quantity;
import dev.greengrocer.ledger.price.Weight;
import java.sql.Types;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Fills the weights that scales measure into the baskets of tills. A weight goes to the first line
 * that waits for one, fills one line, and never replaces what a line has. Thread-safe.
 */
@Service
public class ScaleWeights {

  private static final int ATTEMPTS = 5;

  private final JdbcClient database;
  private final Baskets baskets;
  private final TransactionOperations transaction;

  ScaleWeights(JdbcClient database, Baskets baskets, TransactionOperations transaction) {
    this.database = database;
    this.baskets = baskets;
    this.transaction = transaction;
  }

  /**
   * A line that a weight was filled into.
   *
   * @param line its id
   * @param name what it is
   * @param weight what the scale showed, packaging included
   * @param tare of the packaging
   * @param replayed whether an earlier request with the same key filled it
   */
  public record Filled(String line, String name, Weight weight, Weight tare, boolean replayed) {}

  /** Says at which till a basket is filled, if the basket is there; null at none. */
  public void place(String basket, @Nullable TillName till) {
    String name = till == null ? "" : till.value();
    // Every look at the till asks: an update that changes nothing would still wait for the lock.
    boolean isElsewhere =
        database
            .sql("SELECT 1 FROM baskets WHERE id = :basket AND COALESCE(till, '') <> :till")
            .param("till", name)
            .param("basket", basket)
            .query(Integer.class)
            .optional()
            .isPresent();
    if (isElsewhere) {
      database
          .sql("UPDATE baskets SET till = :till WHERE id = :basket")
          .param("till", name.isEmpty() ? null : name, Types.VARCHAR)
          .param("basket", basket)
          .update();
    }
  }

  /** Whether a line at a till waits for a weight. */
  public boolean isAwaited(TillName till) {
    return waiting(till).isPresent();
  }

  /**
   * Fills a weight into the line that waits for one.
   *
   * @param key of this reading, or null: asking again with the key of the last reading fills
   *     nothing and gives the same answer
   * @throws RefusedException if no line waits for a weight, or if it is not more than the line's
   *     tare
   */
  public Filled fill(TillName till, Weight weight, @Nullable String key) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<Filled> filled = transaction.execute(status -> tryToFill(till, weight, key));
      if (filled.isPresent()) {
        return filled.get();
      }
    }
    throw new RefusedException(
        Problem.DATABASE_BUSY, "The basket changes all the time. Send the weight again.");
  }

  private Optional<Filled> tryToFill(TillName till, Weight weight, @Nullable String key) {
    if (key != null) {
      Optional<Filled> before = filledBefore(till, key);
      if (before.isPresent()) {
        return before;
      }
    }
    Waiting line =
        waiting(till)
            .orElseThrow(
                () ->
                    new RefusedException(
                        Problem.CONFLICT,
                        "No line at till '%s' waits for a weight: add goods that are sold by weight first."
                            .formatted(till.value())));
    Quantity.ofGrams(weight.grams(), line.tare());
    int rows =
        database
            .sql(
                """
                UPDATE basket_lines SET grams = :grams, corrected_from = NULL
                WHERE id = :line AND basket_id = :basket AND grams IS NULL
                """)
            .param("grams", weight.grams())
            .param("line", line.id())
            .param("basket", line.basket())
            .update();
    if (rows == 0) {
      return Optional.empty(); // A weight was typed meanwhile; the next line may wait.
    }
    database
        .sql("UPDATE baskets SET weighed_key = :key, weighed_line = :line WHERE id = :basket")
        .param("key", key, java.sql.Types.VARCHAR)
        .param("line", line.id())
        .param("basket", line.basket())
        .update();
    return Optional.of(new Filled(line.id(), line.name(), weight, new Weight(line.tare()), false));
  }

  private Optional<Filled> filledBefore(TillName till, String key) {
    return database
        .sql("SELECT id, weighed_line FROM baskets WHERE till = :till AND weighed_key = :key")
        .param("till", till.value())
        .param("key", key)
        .query((row, number) -> baskets.line(row.getString("id"), row.getString("weighed_line")))
        .list()
        .stream()
        .flatMap(Optional::stream)
        .filter(line -> line.name() != null && line.grams() != null)
        .findFirst()
        .map(
            line ->
                new Filled(
                    line.id(),
                    String.valueOf(line.name()),
                    new Weight(java.util.Objects.requireNonNull(line.grams())),
                    new Weight(line.tareGrams()),
                    true));
  }

  private record Waiting(String id, String basket, String name, long tare) {}

  /** The first line that waits, of the till's latest basket. */
  private Optional<Waiting> waiting(TillName till) {
    return database
        .sql(
            """
            SELECT l.id, l.basket_id, l.name, l.tare_grams
            FROM basket_lines l JOIN baskets b ON b.id = l.basket_id
            WHERE b.till = :till AND l.unit = 'kg' AND l.name IS NOT NULL AND l.grams IS NULL
            ORDER BY b.updated_at DESC, l.id LIMIT 1
            """)
        .param("till", till.value())
        .query(
            (row, number) ->
                new Waiting(row.getString(1), row.getString(2), row.getString(3), row.getLong(4)))
        .optional();
  }
}
