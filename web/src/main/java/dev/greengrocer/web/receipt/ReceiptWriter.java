package dev.greengrocer.web.receipt;

import dev.greengrocer.ledger.price.CheckoutSettings;
import dev.greengrocer.ledger.price.Quantity;
import dev.greengrocer.ledger.price.TaxSettings;
import dev.greengrocer.ledger.price.Till;
import dev.greengrocer.ledger.sale.Sale;
import dev.greengrocer.ledger.sale.SaleTaxes;
import dev.greengrocer.ledger.settings.LiveSettings;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Writes the text of the receipt of a sale or a return. Thread-safe. */
@Component
class ReceiptWriter {

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  private final Till till;
  private final Supplier<CheckoutSettings> shop;
  private final Supplier<TaxSettings> taxes;

  ReceiptWriter(Till till, LiveSettings settings) {
    this.till = till;
    this.shop = settings.of(CheckoutSettings.class);
    this.taxes = settings.of(TaxSettings.class);
  }

  ReceiptText of(Sale sale) {
    Rows rows = new Rows();
    head(rows, sale);
    rows.rule();
    sale.lines().forEach(line -> goods(rows, line));
    if (!sale.unreadable().isEmpty()) {
      rows.plain("Lines that cannot be read: " + sale.unreadable().size(), "");
    }
    rows.rule();
    sums(rows, sale);
    taxes(rows, sale.taxes());
    foot(rows, sale);
    return new ReceiptText(name(sale), rows.all);
  }

  private static String name(Sale sale) {
    return (sale.returnOf() == null ? "Receipt " : "Return ") + sale.number();
  }

  private void head(Rows rows, Sale sale) {
    rows.add(shop.get().shop(), "", ReceiptText.Look.TITLE);
    taxes.get().addressLines().forEach(part -> rows.plain(part, ""));
    if (!taxes.get().number().isBlank()) {
      rows.plain("Tax number " + taxes.get().number(), "");
    }
    rows.strong(name(sale), moment(sale.at()));
    Sale.ReturnOf first = sale.returnOf();
    if (first != null) {
      rows.plain("Goods of receipt %d: %s".formatted(first.receipt(), first.reason()), "");
    }
    Sale.Voided voided = sale.voided();
    if (voided != null) {
      rows.strong("VOIDED " + moment(voided.at()), "");
      rows.plain(voided.reason(), "");
    }
  }

  private void goods(Rows rows, Sale.Line line) {
    rows.plain(line.name(), till.plain(line.full() - line.off().own()));
    Quantity quantity = line.quantity();
    boolean isNet = quantity.tareGrams() > 0;
    rows.plain(
        "  %s%s x %s%s%s"
            .formatted(
                line.quantityText(),
                isNet ? " net" : "",
                till.plain(line.amount()),
                line.byHand() ? " *" : "",
                isNet ? ", tare " + quantity.tareGrams() + " g" : ""),
        "");
    if (line.off().own() > 0) {
      rows.plain(
          "  %s: %s taken off".formatted(line.off().reason(), till.plain(line.off().own())), "");
    }
  }

  private void sums(Rows rows, Sale sale) {
    if (sale.discount() > 0) {
      rows.plain("Taken off: " + sale.discountReason(), "-" + till.plain(sale.discount()));
    }
    if (!sale.taxes().included()) {
      for (SaleTaxes.Sum sum : sale.taxes().sums()) {
        rows.plain(
            "Tax %s on %s".formatted(sum.rate().text(), till.plain(sum.net())),
            till.plain(sum.tax()));
      }
    }
    if (sale.cashRounding() != 0) {
      rows.plain("Rounding to coins", till.plain(sale.cashRounding()));
    }
    rows.strong("Total " + sale.currency(), till.plain(sale.total()));
    Long given = sale.cashGiven();
    Long change = sale.change();
    if (given != null && change != null) {
      rows.plain("Cash given", till.plain(given));
      rows.strong("Change", till.plain(change));
    } else {
      rows.plain("Paid", sale.payment().id());
    }
  }

  private void taxes(Rows rows, SaleTaxes all) {
    if (!all.sums().isEmpty()) {
      rows.rule();
      rows.plain(all.included() ? "Tax in the total" : "Tax", "gross");
      for (SaleTaxes.Sum sum : all.sums()) {
        rows.plain(
            "%s: net %s, tax %s"
                .formatted(sum.rate().text(), till.plain(sum.net()), till.plain(sum.tax())),
            till.plain(sum.gross()));
      }
    }
  }

  private void foot(Rows rows, Sale sale) {
    rows.rule();
    if (sale.customer().name() != null) {
      rows.plain("Customer: " + sale.customer().name(), "");
    }
    rows.plain("Served by " + sale.actor(), "");
    if (sale.lines().stream().anyMatch(Sale.Line::byHand)) {
      rows.plain("* price set by hand", "");
    }
  }

  /** In the time of the shop, which is the server's. */
  private static String moment(Instant at) {
    return MOMENT.format(at.atZone(ZoneId.systemDefault()));
  }

  private static final class Rows {

    private final List<ReceiptText.Row> all = new ArrayList<>();

    void add(String left, String right, ReceiptText.Look look) {
      all.add(new ReceiptText.Row(left, right, look));
    }

    void plain(String left, String right) {
      add(left, right, ReceiptText.Look.PLAIN);
    }

    void strong(String left, String right) {
      add(left, right, ReceiptText.Look.STRONG);
    }

    void rule() {
      add("", "", ReceiptText.Look.RULE);
    }
  }
}
