package dev.greengrocer.ledger.sale;

import dev.greengrocer.ledger.database.Cursor;
import dev.greengrocer.ledger.database.Page;
import dev.greengrocer.ledger.database.Stored;
import dev.greengrocer.ledger.database.StoredRow;
import dev.greengrocer.ledger.database.UnreadableRow;
import dev.greengrocer.ledger.price.Quantity;
import dev.greengrocer.ledger.price.TaxRate;
import dev.greengrocer.ledger.price.Till;
import dev.greengrocer.ledger.price.Unit;
import dev.greengrocer.ledger.stock.StockAmount;
import dev.greengrocer.ledger.stock.StockMovement;
import dev.greengrocer.ledger.stock.StockMovements;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Everything that was sold. Thread-safe. */
@Repository
public class Sales {

  private static final RowMapper<Stored<Sale>> SALES = Stored.rows(Sales::sale, "sales", "id");
  private static final RowMapper<Stored<Sale.Line>> LINES =
      Stored.rows(Sales::line, "sale_lines", "sale_id", "position");
  private static final RowMapper<Stored<SaleTaxes.Sum>> TAXES =
      Stored.rows(Sales::sum, "sale_taxes", "sale_id", "tax_rate");

  private final JdbcClient database;
  private final StockMovements stock;

  Sales(JdbcClient database, StockMovements stock) {
    this.database = database;
    this.stock = stock;
  }

  /**
   * Takes the number of the next receipt; belongs in the transaction of its sale, and makes others
   * wait until that ends.
   */
  long takeNumber() {
    return database
        .sql("UPDATE receipt_numbers SET last_number = last_number + 1 RETURNING last_number")
        .query(Long.class)
        .single();
  }

  /** Makes whoever sells, returns or voids wait until the transaction ends. */
  void holdNumbers() {
    database.sql("UPDATE receipt_numbers SET last_number = last_number").update();
  }

  /** The returns of goods of a sale, the first one first. */
  public List<Sale> returnsOf(String id) {
    return withLines(
        database
            .sql("SELECT * FROM sales WHERE return_of = :id ORDER BY number")
            .param("id", id)
            .query(SALES)
            .list()
            .stream()
            .map(Stored::orRefuse)
            .toList());
  }

  /**
   * Writes a sale into the books, and its goods out of stock; belongs in a transaction, for it is
   * several rows.
   */
  void add(Sale sale) {
    Sale.ReturnOf returnOf = sale.returnOf();
    database
        .sql(
            """
            INSERT INTO sales
              (id, number, at, sold_on, actor, customer_name, customer_mobile, currency, payment,
               goods_total, tax_included, tax_added, cash_rounding, total, cash_given,
               discount_reason, return_of, return_receipt, return_reason)
            VALUES
              (:id, :number, :at, :day, :actor, :name, :mobile, :currency, :payment,
               :goods, :taxIncluded, :taxAdded, :rounding, :total, :given, :discountReason,
               :returnOf, :returnReceipt, :returnReason)
            """)
        .param("id", sale.id())
        .param("number", sale.number())
        .param("at", sale.at().toEpochMilli())
        .param("day", sale.day().toString())
        .param("actor", sale.actor())
        .param("name", sale.customer().name())
        .param("mobile", sale.customer().mobile())
        .param("currency", sale.currency())
        .param("payment", sale.payment().id())
        .param("goods", sale.goodsTotal())
        .param("taxIncluded", sale.taxes().included())
        .param("taxAdded", sale.taxes().added())
        .param("rounding", sale.cashRounding())
        .param("total", sale.total())
        .param("given", sale.cashGiven(), Types.BIGINT)
        .param("discountReason", sale.discountReason(), Types.VARCHAR)
        .param("returnOf", returnOf == null ? null : returnOf.saleId(), Types.VARCHAR)
        .param("returnReceipt", returnOf == null ? null : returnOf.receipt(), Types.BIGINT)
        .param("returnReason", returnOf == null ? null : returnOf.reason(), Types.VARCHAR)
        .update();
    int position = 0;
    for (Sale.Line line : sale.lines()) {
      position++;
      Quantity quantity = line.quantity();
      boolean weighed = quantity.unit() == Unit.KG;
      boolean isReturned = line.returned() != null;
      database
          .sql(
              """
              INSERT INTO sale_lines
                (sale_id, position, prediction_id, name, unit, amount, by_hand,
                 grams, tare_grams, pieces, total, tax_rate, discount, discount_reason,
                 discount_share, returned_line)
              VALUES
                (:sale, :position, :prediction, :name, :unit, :amount, :byHand,
                 :grams, :tare, :pieces, :total, :taxRate, :discount, :discountReason, :share,
                 :returned)
              """)
          .param("sale", sale.id())
          .param("position", position)
          .param("prediction", line.predictionId())
          .param("name", line.name())
          .param("unit", quantity.unit().id())
          .param("amount", line.amount())
          .param("byHand", line.byHand())
          .param(
              "grams",
              weighed ? (isReturned ? -quantity.netGrams() : quantity.grams()) : null,
              Types.BIGINT)
          .param("tare", isReturned ? 0 : quantity.tareGrams())
          .param(
              "pieces",
              weighed ? null : isReturned ? -quantity.pieces() : quantity.pieces(),
              Types.INTEGER)
          .param("returned", line.returned(), Types.INTEGER)
          .param("total", line.total())
          .param("discount", line.off().own())
          .param("discountReason", line.off().reason(), Types.VARCHAR)
          .param("share", line.off().share())
          .param("taxRate", line.tax() == null ? null : line.tax().hundredths(), Types.INTEGER)
          .update();
      StockAmount amount = StockAmount.of(quantity);
      stock.sold(
          new StockMovement.Booking(sale.id(), position, sale.at(), sale.day(), sale.actor()),
          line.name(),
          isReturned ? amount : amount.negated());
    }
    for (SaleTaxes.Sum sum : sale.taxes().sums()) {
      database
          .sql(
              """
              INSERT INTO sale_taxes (sale_id, tax_rate, net, tax)
              VALUES (:sale, :rate, :net, :tax)
              """)
          .param("sale", sale.id())
          .param("rate", sum.rate().hundredths())
          .param("net", sum.net())
          .param("tax", sum.tax())
          .update();
    }
  }

  /** Who made a sale; empty when there is none. */
  Optional<String> actor(String id) {
    return database
        .sql("SELECT actor FROM sales WHERE id = :id")
        .param("id", id)
        .query(String.class)
        .optional();
  }

  /**
   * A sale, or empty when there is none.
   *
   * @throws dev.greengrocer.ledger.RefusedException if its row cannot be read
   */
  Optional<Sale> find(String id) {
    return database
        .sql("SELECT * FROM sales WHERE id = :id")
        .param("id", id)
        .query(SALES)
        .optional()
        .map(sale -> withLines(List.of(sale.orRefuse())).get(0));
  }

  /**
   * A page of sales, the latest first.
   *
   * @param cursor {@link Page#next} of the page before, or null for the first
   * @param size most sales on the page, at least 1
   */
  public Page<Sale> page(SaleFilter filter, @Nullable String cursor, int size) {
    Map<String, Object> values = new HashMap<>();
    StringBuilder conditions = new StringBuilder("1 = 1");
    if (filter.from() != null) {
      conditions.append(" AND sold_on >= :from");
      values.put("from", filter.from().toString());
    }
    if (filter.to() != null) {
      conditions.append(" AND sold_on <= :to");
      values.put("to", filter.to().toString());
    }
    if (cursor != null) {
      conditions.append(" AND id < :before");
      values.put("before", Cursor.id(cursor));
    }
    // One more than asked for tells whether there is a next page.
    values.put("size", size + 1);
    Page<Sale> page =
        Page.of(
            database
                .sql("SELECT * FROM sales WHERE " + conditions + " ORDER BY id DESC LIMIT :size")
                .params(values)
                .query(SALES)
                .list(),
            size);
    return page.with(withLines(page.items()));
  }

  /** Every row of sales and their lines that cannot be read. */
  public static List<UnreadableRow> unreadable(JdbcClient database) {
    List<UnreadableRow> faults = new ArrayList<>();
    Stored.forEachPart(
        database,
        "sales",
        SALES,
        part -> {
          faults.addAll(Stored.faults(part));
          faults.addAll(
              Stored.faults(
                  database
                      .sql(
                          "SELECT * FROM sale_lines WHERE sale_id IN (:ids) ORDER BY sale_id, position")
                      .param("ids", part.stream().map(Stored::id).toList())
                      .query(LINES)
                      .list()));
          faults.addAll(
              Stored.faults(
                  database
                      .sql(
                          "SELECT * FROM sale_taxes WHERE sale_id IN (:ids) ORDER BY sale_id, tax_rate")
                      .param("ids", part.stream().map(Stored::id).toList())
                      .query(TAXES)
                      .list()));
        });
    return faults;
  }

  /**
   * Takes a sale back, and its goods into stock; belongs in a transaction.
   *
   * @return whether it was there and had not been taken back
   */
  boolean voidSale(String id, Sale.Voided voided) {
    boolean changed =
        database
                .sql(
                    """
                    UPDATE sales SET voided_at = :at, voided_by = :by, void_reason = :reason
                    WHERE id = :id AND voided_at IS NULL
                    """)
                .param("at", voided.at().toEpochMilli())
                .param("by", voided.by())
                .param("reason", voided.reason())
                .param("id", id)
                .update()
            > 0;
    if (changed) {
      stock.voided(id, voided.at(), voided.by());
    }
    return changed;
  }

  private record Owned<T>(String saleId, Stored<T> row) {}

  private List<Sale> withLines(List<Sale> sales) {
    if (sales.isEmpty()) {
      return sales;
    }
    Map<String, List<Stored<Sale.Line>>> lines =
        owned(
            "SELECT * FROM sale_lines WHERE sale_id IN (:ids) ORDER BY sale_id, position",
            LINES,
            sales);
    Map<String, List<Stored<SaleTaxes.Sum>>> taxes =
        owned(
            "SELECT * FROM sale_taxes WHERE sale_id IN (:ids) ORDER BY sale_id, tax_rate",
            TAXES,
            sales);
    return sales.stream()
        .map(
            sale -> {
              List<Stored<Sale.Line>> own = lines.getOrDefault(sale.id(), List.of());
              List<Stored<SaleTaxes.Sum>> sums = taxes.getOrDefault(sale.id(), List.of());
              List<UnreadableRow> faults = new ArrayList<>(Stored.faults(own));
              faults.addAll(Stored.faults(sums));
              return sale.with(Stored.values(own), Stored.values(sums), faults);
            })
        .toList();
  }

  /** The rows of sales, by the sale that they belong to. */
  private <T> Map<String, List<Stored<T>>> owned(
      String query, RowMapper<Stored<T>> rows, List<Sale> sales) {
    Map<String, List<Stored<T>>> owned = new HashMap<>();
    database
        .sql(query)
        .param("ids", sales.stream().map(Sale::id).toList())
        .query(
            (row, number) ->
                new Owned<T>(
                    row.getString("sale_id"), Objects.requireNonNull(rows.mapRow(row, number))))
        .list()
        .forEach(
            one -> owned.computeIfAbsent(one.saleId(), id -> new ArrayList<>()).add(one.row()));
    return owned;
  }

  private static SaleTaxes.Sum sum(StoredRow row) throws SQLException {
    return new SaleTaxes.Sum(
        new TaxRate((int) row.whole("tax_rate", 0, TaxRate.MOST)),
        row.whole("net", Long.MIN_VALUE, Long.MAX_VALUE),
        row.whole("tax", Long.MIN_VALUE, Long.MAX_VALUE));
  }

  private static Sale.Line line(StoredRow row) throws SQLException {
    Unit unit = row.parsed("unit", Unit.EXPECTED, Unit::of);
    Long returned = row.optionalWhole("returned_line", 1, Baskets.MOST_LINES);
    return new Sale.Line(
        row.optionalText("prediction_id"),
        row.text("name"),
        row.whole("amount", 1, Till.MOST),
        row.flag("by_hand"),
        returned == null ? sold(row, unit) : givenBack(row, unit),
        returned == null
            ? row.whole("total", 0, Long.MAX_VALUE)
            : row.whole("total", Long.MIN_VALUE, 0),
        TaxRate.stored(row),
        new Sale.Off(
            row.whole("discount", returned == null ? 0 : Long.MIN_VALUE, Long.MAX_VALUE),
            row.optionalText("discount_reason"),
            row.whole("discount_share", 0, Long.MAX_VALUE)),
        returned == null ? null : Integer.valueOf(returned.intValue()));
  }

  private static Quantity sold(StoredRow row, Unit unit) throws SQLException {
    return unit == Unit.KG
        ? Quantity.ofGrams(
            row.whole("grams", 1, Quantity.MOST_GRAMS),
            row.whole("tare_grams", 0, Quantity.MOST_GRAMS))
        : Quantity.ofPieces((int) row.whole("pieces", 1, Quantity.MOST_PIECES));
  }

  private static Quantity givenBack(StoredRow row, Unit unit) throws SQLException {
    return unit == Unit.KG
        ? Quantity.ofGrams(-row.whole("grams", -Quantity.MOST_GRAMS, -1), 0)
        : Quantity.ofPieces((int) -row.whole("pieces", -Quantity.MOST_PIECES, -1));
  }

  private static Sale sale(StoredRow row) throws SQLException {
    Instant voidedAt = row.optionalMoment("voided_at");
    String returnOf = row.optionalText("return_of");
    Sale.Voided voided =
        voidedAt == null
            ? null
            : new Sale.Voided(voidedAt, row.text("voided_by"), row.text("void_reason"));
    return new Sale(
        row.text("id"),
        row.whole("number", 1, Long.MAX_VALUE),
        row.moment("at"),
        row.day("sold_on"),
        row.text("actor"),
        new Customer(row.optionalText("customer_name"), row.optionalText("customer_mobile")),
        row.parsed("currency", "must be a currency of ISO 4217", Sales::currency),
        row.parsed("payment", "must be cash or card", Payment::of),
        List.of(),
        row.whole("goods_total", Long.MIN_VALUE, Long.MAX_VALUE),
        new SaleTaxes(row.flag("tax_included"), List.of()),
        row.whole("cash_rounding", Long.MIN_VALUE, Long.MAX_VALUE),
        row.whole("total", Long.MIN_VALUE, Long.MAX_VALUE),
        row.optionalWhole("cash_given", 1, Till.MOST),
        row.optionalText("discount_reason"),
        returnOf == null
            ? null
            : new Sale.ReturnOf(
                returnOf,
                row.whole("return_receipt", 1, Long.MAX_VALUE),
                row.text("return_reason")),
        voided,
        List.of());
  }

  private static String currency(String code) {
    return Currency.getInstance(code).getCurrencyCode();
  }
}
