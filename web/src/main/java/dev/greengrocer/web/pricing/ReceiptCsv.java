package dev.greengrocer.web.pricing;

import dev.greengrocer.web.Csv;
import java.util.List;

/** Sales as CSV: one row a line, with its sale beside it. */
final class ReceiptCsv {

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
    "prediction"
  };

  private final Csv file;
  private final Till till;

  ReceiptCsv(Appendable out, Till till) {
    this.file = Csv.to(out, COLUMNS);
    this.till = till;
  }

  void write(List<Sale> sales) {
    for (Sale sale : sales) {
      int position = 0;
      for (Sale.Line line : sale.lines()) {
        position++;
        Quantity quantity = line.quantity();
        boolean weighed = quantity.unit() == Unit.KG;
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
            line.name(),
            quantity.unit().id(),
            till.plain(line.amount()),
            line.byHand() ? "yes" : "no",
            weighed ? Quantity.kilograms(quantity.netGrams()) : quantity.pieces(),
            weighed ? Quantity.kilograms(quantity.tareGrams()) : null,
            till.plain(line.total()),
            till.plain(sale.cashRounding()),
            till.plain(sale.total()),
            sale.currency(),
            sale.voided() == null ? null : sale.voided().reason(),
            line.predictionId());
      }
    }
  }
}
