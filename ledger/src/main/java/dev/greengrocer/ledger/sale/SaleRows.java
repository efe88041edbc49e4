package dev.greengrocer.ledger.sale;

import dev.greengrocer.ledger.database.Stored;
import dev.greengrocer.ledger.database.StoredRow;
import dev.greengrocer.ledger.price.Quantity;
import dev.greengrocer.ledger.price.TaxRate;
import dev.greengrocer.ledger.price.Till;
import dev.greengrocer.ledger.price.Unit;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import org.springframework.jdbc.core.RowMapper;

/** What the rows of sales, their lines and their taxes hold, checked as they are read. */
final class SaleRows {

  static final RowMapper<Stored<Sale>> SALES = Stored.rows(SaleRows::sale, "sales", "id");
  static final RowMapper<Stored<Sale.Line>> LINES =
      Stored.rows(SaleRows::line, "sale_lines", "sale_id", "position");
  static final RowMapper<Stored<SaleTaxes.Sum>> TAXES =
      Stored.rows(SaleRows::sum, "sale_taxes", "sale_id", "tax_rate");

  private SaleRows() {}

  private static SaleTaxes.Sum sum(StoredRow row) throws SQLException {
    return new SaleTaxes.Sum(
        new TaxRate((int) row.whole("tax_rate", 0, TaxRate.MOST)),
        sum(row, "net"),
        sum(row, "tax"));
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
            ? row.whole("total", 0, Till.MOST_TOTAL)
            : row.whole("total", -Till.MOST_TOTAL, 0),
        TaxRate.stored(row),
        new Sale.Off(
            row.whole("discount", returned == null ? 0 : -Till.MOST_TOTAL, Till.MOST_TOTAL),
            row.optionalText("discount_reason"),
            row.whole("discount_share", 0, Till.MOST_TOTAL)),
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
        new Sale.Receipt(
            row.text("id"),
            row.whole("number", 1, Long.MAX_VALUE),
            row.moment("at"),
            row.day("sold_on"),
            row.text("actor")),
        new Customer(row.optionalText("customer_name"), row.optionalText("customer_mobile")),
        List.of(),
        new Sale.Amounts(
            row.parsed("currency", "must be a currency of ISO 4217", SaleRows::currency),
            row.parsed("payment", "must be cash or card", Payment::of),
            sum(row, "goods_total"),
            new SaleTaxes(row.flag("tax_included"), List.of()),
            sum(row, "cash_rounding"),
            sum(row, "total"),
            row.optionalWhole("cash_given", 1, Till.MOST)),
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

  private static long sum(StoredRow row, String column) throws SQLException {
    return row.whole(column, -Till.MOST_TOTAL, Till.MOST_TOTAL);
  }

  private static String currency(String code) {
    return Currency.getInstance(code).getCurrencyCode();
  }
}
