package dev.greengrocer.ledger.sale;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.database.Stored;
import dev.greengrocer.ledger.database.StoredRow;
import dev.greengrocer.ledger.database.UnreadableRow;
import dev.greengrocer.ledger.price.Discount;
import dev.greengrocer.ledger.price.Quantity;
import dev.greengrocer.ledger.price.Till;
import dev.greengrocer.ledger.price.Unit;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;

/**
 * What people are about to sell, kept in the database so that a till that is switched off loses
 * nothing. A basket's id is the secret of one browser. Thread-safe.
 */
@Repository
public class Baskets {

  /** More than anybody carries to a till. */
  public static final int MOST_LINES = 200;

  private static final Duration FORGOTTEN = Duration.ofDays(7);

  private static final RowMapper<Stored<BasketLine>> LINES =
      Stored.rows(Baskets::read, "basket_lines", "id");

  private final JdbcClient database;
  private final TransactionOperations transaction;

  Baskets(JdbcClient database, TransactionOperations transaction) {
    this.database = database;
    this.transaction = transaction;
  }

  /**
   * What is in a basket.
   *
   * @param lines in the order in which they came
   * @param unreadable lines that cannot be read, which can only be taken out
   * @param discount what is taken off all of them together, or null
   */
  public record Contents(
      List<BasketLine> lines, List<UnreadableRow> unreadable, @Nullable Discount discount) {

    public Contents {
      lines = List.copyOf(lines);
      unreadable = List.copyOf(unreadable);
    }

    /** Its content, in few characters: two baskets that differ in what is sold differ in it. */
    public String state() {
      return BasketLine.state(lines, discount);
    }

    /** What keeps it from being sold, in words; null when nothing does. */
    public @Nullable String missing() {
      String missing = BasketLine.missing(lines);
      if (unreadable.isEmpty()) {
        return missing;
      }
      String unknown = "A line cannot be read: remove it";
      return missing == null ? unknown : missing + " · " + unknown;
    }
  }

  /** What is in a basket; nothing when there is no such basket. */
  public Contents contents(String basket) {
    List<Stored<BasketLine>> rows =
        database
            .sql("SELECT * FROM basket_lines WHERE basket_id = :basket ORDER BY id")
            .param("basket", basket)
            .query(LINES)
            .list();
    return new Contents(Stored.values(rows), Stored.faults(rows), discount(basket));
  }

  /** A discount that cannot be read takes nothing off. */
  private @Nullable Discount discount(String basket) {
    return database
        .sql(
            """
            SELECT id, discount_percent, discount_amount, discount_reason FROM baskets
            WHERE id = :basket AND discount_reason IS NOT NULL
            """)
        .param("basket", basket)
        .query(Stored.rows(Baskets::discount, "baskets", "id"))
        .optional()
        .flatMap(Stored::readable)
        .orElse(null);
  }

  private static Discount discount(StoredRow row) throws SQLException {
    return Objects.requireNonNull(optionalDiscount(row));
  }

  private static @Nullable Discount optionalDiscount(StoredRow row) throws SQLException {
    String reason = row.optionalText("discount_reason");
    Long percent = row.optionalWhole("discount_percent", 1, Discount.MOST);
    return reason == null
        ? null
        : new Discount(
            percent == null ? null : Integer.valueOf(percent.intValue()),
            row.optionalWhole("discount_amount", 1, Till.MOST),
            reason);
  }

  /** Says what is taken off a basket, if it is there; null takes nothing off. */
  void discount(String basket, @Nullable Discount discount) {
    discounted(
            database.sql(
                """
                UPDATE baskets SET discount_percent = :discountPercent,
                  discount_amount = :discountAmount, discount_reason = :discountReason
                WHERE id = :basket
                """),
            discount)
        .param("basket", basket)
        .update();
  }

  private static JdbcClient.StatementSpec discounted(
      JdbcClient.StatementSpec statement, @Nullable Discount discount) {
    return statement
        .param("discountPercent", discount == null ? null : discount.hundredths(), Types.INTEGER)
        .param("discountAmount", discount == null ? null : discount.amount(), Types.BIGINT)
        .param("discountReason", discount == null ? null : discount.reason(), Types.VARCHAR);
  }

  /**
   * A line of a basket, or empty when it is not there.
   *
   * @throws RefusedException if its row cannot be read
   */
  Optional<BasketLine> line(String basket, String id) {
    return row(basket, id).map(Stored::orRefuse);
  }

  /** Whether a line is in a basket, readable or not. */
  boolean has(String basket, String id) {
    return row(basket, id).isPresent();
  }

  private Optional<Stored<BasketLine>> row(String basket, String id) {
    return database
        .sql("SELECT * FROM basket_lines WHERE basket_id = :basket AND id = :id")
        .param("basket", basket)
        .param("id", id)
        .query(LINES)
        .optional();
  }

  /** Every line of every basket that cannot be read. */
  public static List<UnreadableRow> unreadable(JdbcClient database) {
    return Stored.unreadable(database, "basket_lines", LINES);
  }

  /** Notes that the price of a line is the one on its label, and not a clerk's. */
  void labelled(String basket, String id, long amount) {
    database
        .sql(
            """
            UPDATE basket_lines SET labelled_amount = :amount
            WHERE id = :id AND basket_id = :basket
            """)
        .param("amount", amount)
        .param("id", id)
        .param("basket", basket)
        .update();
  }

  /** The names of the lines whose price a clerk has set, in the order of the basket. */
  public List<String> pricedByHand(String basket) {
    return database
        .sql(
            """
            SELECT name FROM basket_lines
            WHERE basket_id = :basket AND by_hand = TRUE AND name IS NOT NULL
              AND (labelled_amount IS NULL OR labelled_amount <> amount)
            ORDER BY id
            """)
        .param("basket", basket)
        .query(String.class)
        .list();
  }

  /** A line with the basket that it is in. */
  public record OwnedLine(String basket, BasketLine line) {}

  /** The lines of all baskets that came from an answer. */
  public List<OwnedLine> linesOf(String predictionId) {
    return database
        .sql("SELECT * FROM basket_lines WHERE prediction_id = :prediction ORDER BY id")
        .param("prediction", predictionId)
        .query(
            (row, number) -> {
              String basket = row.getString("basket_id");
              return Objects.requireNonNull(LINES.mapRow(row, number))
                  .readable()
                  .map(line -> new OwnedLine(basket, line));
            })
        .list()
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  public int size(String basket) {
    return database
        .sql("SELECT COUNT(*) FROM basket_lines WHERE basket_id = :basket")
        .param("basket", basket)
        .query(Integer.class)
        .single();
  }

  /** Puts a line into a basket, and makes the basket if it is the first. */
  void add(String basket, BasketLine line, Instant now) {
    transaction.executeWithoutResult(
        status -> {
          forget(now.minus(FORGOTTEN));
          touch(basket, now);
          if (size(basket) >= MOST_LINES) {
            throw new RefusedException(
                Problem.UNPROCESSABLE,
                "The basket has %d lines, and no room for more.".formatted(MOST_LINES));
          }
          values(
                  database.sql(
                      """
                      INSERT INTO basket_lines
                        (id, basket_id, prediction_id, name, unit, amount, by_hand,
                         grams, tare_grams, pieces, corrected_from,
                         discount_percent, discount_amount, discount_reason)
                      VALUES
                        (:id, :basket, :prediction, :name, :unit, :amount, :byHand,
                         :grams, :tare, :pieces, :correctedFrom,
                         :discountPercent, :discountAmount, :discountReason)
                      """),
                  line)
              .param("basket", basket)
              .param("prediction", line.predictionId())
              .update();
        });
  }

  /** Forgets the baskets that were not used since a moment; those that are parked wait. */
  private void forget(Instant before) {
    database
        .sql(
            """
            DELETE FROM baskets WHERE updated_at < :before
              AND id NOT IN (SELECT basket_id FROM parked_baskets WHERE taken_at IS NULL)
            """)
        .param("before", before.toEpochMilli())
        .update();
    database
        .sql("DELETE FROM parked_baskets WHERE taken_at < :before")
        .param("before", before.toEpochMilli())
        .update();
  }

  private void touch(String basket, Instant now) {
    database
        .sql(
            """
            INSERT INTO baskets (id, updated_at) VALUES (:id, :now)
            ON CONFLICT (id) DO UPDATE SET updated_at = excluded.updated_at
            """)
        .param("id", basket)
        .param("now", now.toEpochMilli())
        .update();
  }

  /**
   * Moves all lines of a basket into another one; belongs in a transaction.
   *
   * @return how many lines there were
   */
  int move(String from, String to, Instant now) {
    touch(to, now);
    Discount discount = discount(from);
    if (discount != null) {
      discount(to, discount);
      discount(from, null);
    }
    return database
        .sql("UPDATE basket_lines SET basket_id = :to WHERE basket_id = :from")
        .param("to", to)
        .param("from", from)
        .update();
  }

  /** Writes a line in the place of the one with its id. */
  public void change(String basket, BasketLine line) {
    values(
            database.sql(
                """
                UPDATE basket_lines SET
                  name = :name, unit = :unit, amount = :amount, by_hand = :byHand,
                  grams = :grams, tare_grams = :tare, pieces = :pieces,
                  corrected_from = :correctedFrom, discount_percent = :discountPercent,
                  discount_amount = :discountAmount, discount_reason = :discountReason
                WHERE id = :id AND basket_id = :basket
                """),
            line)
        .param("basket", basket)
        .update();
  }

  public void remove(String basket, String line) {
    database
        .sql("DELETE FROM basket_lines WHERE id = :id AND basket_id = :basket")
        .param("id", line)
        .param("basket", basket)
        .update();
  }

  /** Whether goods of an answer's photo are in a basket. */
  public boolean hasGoods(String basket, String predictionId) {
    return linesOf(predictionId).stream().anyMatch(line -> line.basket().equals(basket));
  }

  /**
   * Takes the lines that came from an answer out of a basket.
   *
   * @return how many lines are left
   */
  public int removeGoods(String basket, String predictionId) {
    database
        .sql("DELETE FROM basket_lines WHERE prediction_id = :prediction AND basket_id = :basket")
        .param("prediction", predictionId)
        .param("basket", basket)
        .update();
    return size(basket);
  }

  void removeAll(String basket) {
    database.sql("DELETE FROM baskets WHERE id = :id").param("id", basket).update();
  }

  private static JdbcClient.StatementSpec values(
      JdbcClient.StatementSpec statement, BasketLine line) {
    return discounted(statement, line.discount())
        .param("id", line.id())
        .param("name", line.name())
        .param("unit", line.unit().id())
        .param("amount", line.amount(), Types.BIGINT)
        .param("byHand", line.byHand())
        .param("grams", line.grams(), Types.BIGINT)
        .param("tare", line.tareGrams())
        .param("pieces", line.pieces(), Types.INTEGER)
        .param("correctedFrom", line.correctedFrom(), Types.VARCHAR);
  }

  private static BasketLine read(StoredRow row) throws SQLException {
    Long pieces = row.optionalWhole("pieces", 1, Quantity.MOST_PIECES);
    BasketLine line =
        new BasketLine(
            row.text("id"),
            row.optionalText("prediction_id"),
            row.optionalText("name"),
            new BasketLine.Pricing(
                row.parsed("unit", Unit.EXPECTED, Unit::of),
                row.optionalWhole("amount", 1, Till.MOST),
                row.flag("by_hand")),
            new BasketLine.Measured(
                row.optionalWhole("grams", 1, Quantity.MOST_GRAMS),
                row.whole("tare_grams", 0, Quantity.MOST_GRAMS),
                pieces == null ? null : Integer.valueOf(pieces.intValue())),
            row.optionalText("corrected_from"),
            optionalDiscount(row));
    line.quantity(); // Refuses a tare that is more than the weight.
    return line;
  }
}
