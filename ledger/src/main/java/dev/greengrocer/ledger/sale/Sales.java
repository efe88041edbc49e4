package dev.greengrocer.ledger.sale;

import dev.greengrocer.ledger.database.Cursor;
import dev.greengrocer.ledger.database.Page;
import dev.greengrocer.ledger.database.Stored;
import dev.greengrocer.ledger.database.UnreadableRow;
import dev.greengrocer.ledger.price.Quantity;
import dev.greengrocer.ledger.price.Unit;
import dev.greengrocer.ledger.stock.StockAmount;
import dev.greengrocer.ledger.stock.StockMovement;
import dev.greengrocer.ledger.stock.StockMovements;
import java.sql.Types;
import java.util.ArrayList;
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

  /** Makes sales, returns and voids wait until the transaction ends. */
  void holdNumbers() {
    database.sql("UPDATE receipt_numbers SET last_number = last_number").update();
  }

  /** The returns of goods of a sale, the first one first. */
  public List<Sale> returnsOf(String id) {
    return withLines(
        database
            .sql("SELECT * FROM sales WHERE return_of = :id ORDER BY number")
            .param("id", id)
            .query(SaleRows.SALES)
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
    addHead(sale);
    int position = 0;
    for (Sale.Line line : sale.lines()) {
      position++;
      addLine(sale, position, line);
    }
    sale.taxes().sums().forEach(sum -> addTax(sale, sum));
  }

  private void addHead(Sale sale) {
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
  }

  private void addLine(Sale sale, int position, Sale.Line line) {
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

  private void addTax(Sale sale, SaleTaxes.Sum sum) {
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
        .query(SaleRows.SALES)
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
                .query(SaleRows.SALES)
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
        SaleRows.SALES,
        part -> {
          faults.addAll(Stored.faults(part));
          faults.addAll(
              Stored.faults(
                  database
                      .sql(
                          "SELECT * FROM sale_lines WHERE sale_id IN (:ids) ORDER BY sale_id,"
                              + " position")
                      .param("ids", part.stream().map(Stored::id).toList())
                      .query(SaleRows.LINES)
                      .list()));
          faults.addAll(
              Stored.faults(
                  database
                      .sql(
                          "SELECT * FROM sale_taxes WHERE sale_id IN (:ids) ORDER BY sale_id,"
                              + " tax_rate")
                      .param("ids", part.stream().map(Stored::id).toList())
                      .query(SaleRows.TAXES)
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
            SaleRows.LINES,
            sales);
    Map<String, List<Stored<SaleTaxes.Sum>>> taxes =
        owned(
            "SELECT * FROM sale_taxes WHERE sale_id IN (:ids) ORDER BY sale_id, tax_rate",
            SaleRows.TAXES,
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
}
