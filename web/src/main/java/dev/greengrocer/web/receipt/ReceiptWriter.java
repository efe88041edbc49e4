package dev.greengrocer.web.receipt;

import dev.greengrocer.ledger.price.CheckoutSettings;
import dev.greengrocer.ledger.price.Quantity;
import dev.greengrocer.ledger.price.TaxSettings;
import dev.greengrocer.ledger.price.Till;
import dev.greengrocer.ledger.sale.Sale;
import dev.greengrocer.ledger.sale.SaleTaxes;
import dev.greengrocer.ledger.settings.LiveSettings;
import dev.greengrocer.web.Texts;
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
  private final Texts texts;

  ReceiptWriter(Till till, LiveSettings settings, Texts texts) {
    this.till = till;
    this.shop = settings.of(CheckoutSettings.class);
    this.taxes = settings.of(TaxSettings.class);
    this.texts = texts;
  }

  ReceiptText of(Sale sale) {
    Rows rows = new Rows();
    head(rows, sale);
    rows.rule();
    sale.lines().forEach(line -> goods(rows, line));
    if (!sale.unreadable().isEmpty()) {
      rows.plain(texts.of("paper.lines-that-cannot-be-read", sale.unreadable().size()), "");
    }
    rows.rule();
    sums(rows, sale);
    taxes(rows, sale.taxes());
    foot(rows, sale);
    return new ReceiptText(name(sale), rows.all);
  }

  private String name(Sale sale) {
    return texts.of(sale.returnOf() == null ? "paper.receipt" : "paper.return", sale.number());
  }

  private void head(Rows rows, Sale sale) {
    rows.add(shop.get().shop(), "", ReceiptText.Look.TITLE);
    taxes.get().addressLines().forEach(part -> rows.plain(part, ""));
    if (!taxes.get().number().isBlank()) {
      rows.plain(texts.of("paper.tax-number", taxes.get().number()), "");
    }
    rows.strong(name(sale), moment(sale.at()));
    Sale.ReturnOf first = sale.returnOf();
    if (first != null) {
      rows.plain(texts.of("paper.goods-of-receipt", first.receipt(), first.reason()), "");
    }
    Sale.Voided voided = sale.voided();
    if (voided != null) {
      rows.strong(texts.of("paper.voided", moment(voided.at())), "");
      rows.plain(voided.reason(), "");
    }
  }

  private void goods(Rows rows, Sale.Line line) {
    rows.plain(line.name(), till.plain(line.full() - line.off().own()));
    Quantity quantity = line.quantity();
    boolean isNet = quantity.tareGrams() > 0;
    rows.plain(
        "  %s x %s%s%s"
            .formatted(
                isNet ? texts.of("paper.net", line.quantityText()) : line.quantityText(),
                till.plain(line.amount()),
                line.byHand() ? " *" : "",
                isNet ? ", " + texts.of("paper.tare", quantity.tareGrams()) : ""),
        "");
    if (line.off().own() > 0) {
      rows.plain(
          "  "
              + texts.of(
                  "paper.taken-off-line",
                  String.valueOf(line.off().reason()),
                  till.plain(line.off().own())),
          "");
    }
  }

  private void sums(Rows rows, Sale sale) {
    if (sale.discount() > 0) {
      rows.plain(
          texts.of("paper.taken-off", String.valueOf(sale.discountReason())),
          "-" + till.plain(sale.discount()));
    }
    if (!sale.taxes().included()) {
      for (SaleTaxes.Sum sum : sale.taxes().sums()) {
        rows.plain(
            texts.of("paper.tax-on", sum.rate().text(), till.plain(sum.net())),
            till.plain(sum.tax()));
      }
    }
    if (sale.cashRounding() != 0) {
      rows.plain(texts.of("paper.rounding-to-coins"), till.plain(sale.cashRounding()));
    }
    rows.strong(texts.of("paper.total", sale.currency()), till.plain(sale.total()));
    Long given = sale.cashGiven();
    Long change = sale.change();
    if (given != null && change != null) {
      rows.plain(texts.of("paper.cash-given"), till.plain(given));
      rows.strong(texts.of("paper.change"), till.plain(change));
    } else {
      rows.plain(texts.of("paper.paid"), texts.word(sale.payment()));
    }
  }

  private void taxes(Rows rows, SaleTaxes all) {
    if (!all.sums().isEmpty()) {
      rows.rule();
      rows.plain(
          texts.of(all.included() ? "paper.tax-in-the-total" : "paper.tax"),
          texts.of("paper.gross"));
      for (SaleTaxes.Sum sum : all.sums()) {
        rows.plain(
            texts.of(
                "paper.net-and-tax",
                sum.rate().text(),
                till.plain(sum.net()),
                till.plain(sum.tax())),
            till.plain(sum.gross()));
      }
    }
  }

  private void foot(Rows rows, Sale sale) {
    rows.rule();
    if (sale.customer().name() != null) {
      rows.plain(texts.of("paper.customer", String.valueOf(sale.customer().name())), "");
    }
    rows.plain(texts.of("paper.served-by", sale.actor()), "");
    if (sale.lines().stream().anyMatch(Sale.Line::byHand)) {
      rows.plain("* " + texts.of("paper.price-set-by-hand"), "");
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
