package dev.greengrocer.ledger.sale;

import dev.greengrocer.files.Csv;
import dev.greengrocer.ledger.database.Page;
import dev.greengrocer.ledger.price.Quantity;
import dev.greengrocer.ledger.price.Till;
import dev.greengrocer.ledger.price.Unit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sales as CSV: one row a line, with its sale beside it. A line that cannot be read has its sale
 * alone, and a sale that cannot be read has its id alone.
 */
public final class ReceiptCsv {

  private static final String[] COLUMNS = {
    "receipt",
    "sale",
    "at",
    "day",
    "sold_by",
    "customer",
    "mobile",
    "payment",
    "line",
    "name",
    "unit",
    "price",
    "price_by_hand",
    "quantity",
    "tare",
    "line_total",
    "cash_rounding",
    "total",
    "currency",
    "voided",
    "prediction",
    "cash_given",
    "change",
    "tax_rate",
    "tax_included",
    "discount",
    "discount_reason",
    "sale_discount",
    "sale_discount_reason",
    "return_of",
    "returned_line",
    "return_reason"
  };

  private final Csv file;
  private final Till till;

  public ReceiptCsv(Appendable out, Till till) {
    this.file = Csv.to(out, COLUMNS);
    this.till = till;
  }

  public void write(Page<Sale> page) {
    write(page.items());
    if (page.unreadable() != null) {
      page.unreadable().forEach(row -> file.beginning(null, row.id()));
    }
  }

  public void write(List<Sale> sales) {
    for (Sale sale : sales) {
      List<String> unreadable =
          sale.unreadable().stream()
              .filter(row -> row.table().equals("sale_lines"))
              .map(row -> row.id().substring(row.id().indexOf('/') + 1))
              .toList();
      unreadable.forEach(position -> write(sale, position, null));
      int position = 1;
      for (Sale.Line line : sale.lines()) {
        while (unreadable.contains(Integer.toString(position))) {
          position++;
        }
        write(sale, position, line);
        position++;
      }
    }
  }

  private void write(Sale sale, Object position, Sale.@Nullable Line line) {
    Quantity quantity = line == null ? null : line.quantity();
    Quantity weight = quantity != null && quantity.unit() == Unit.KG ? quantity : null;
    int sign = sale.returnOf() == null ? 1 : -1;
    Object amount =
        quantity == null
            ? null
            : weight == null
                ? Integer.valueOf(sign * quantity.pieces())
                : Quantity.kilograms(sign * weight.netGrams());
    file.line(
        sale.number(),
        sale.id(),
        sale.at(),
        sale.day(),
        sale.actor(),
        sale.customer().name(),
        sale.customer().mobile(),
        sale.payment().id(),
        position,
        line == null ? null : line.name(),
        quantity == null ? null : quantity.unit().id(),
        line == null ? null : till.plain(line.amount()),
        line == null ? null : line.byHand() ? "yes" : "no",
        amount,
        weight == null ? null : Quantity.kilograms(weight.tareGrams()),
        line == null ? null : till.plain(line.total()),
        till.plain(sale.cashRounding()),
        till.plain(sale.total()),
        sale.currency(),
        sale.voided() == null ? null : sale.voided().reason(),
        line == null ? null : line.predictionId(),
        money(sale.cashGiven()),
        money(sale.change()),
        line == null || line.tax() == null ? null : line.tax().percent(),
        line == null || line.tax() == null ? null : sale.taxes().included() ? "yes" : "no",
        line == null || line.off().own() == 0 ? null : till.plain(line.off().own()),
        line == null ? null : line.off().reason(),
        line == null || line.off().share() == 0 ? null : till.plain(line.off().share()),
        sale.discountReason(),
        sale.returnOf() == null ? null : sale.returnOf().receipt(),
        line == null ? null : line.returned(),
        sale.returnOf() == null ? null : sale.returnOf().reason());
  }

  private @Nullable String money(@Nullable Long minor) {
    return minor == null ? null : till.plain(minor);
  }
}
