package dev.greengrocer.web.receipt;

import dev.greengrocer.ledger.price.CheckoutSettings;
import dev.greengrocer.ledger.price.PriceLabel;
import dev.greengrocer.ledger.price.Till;
import dev.greengrocer.ledger.settings.LiveSettings;
import dev.greengrocer.web.Texts;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Writes the text of the label of a bag. Thread-safe. */
@Component
class PriceLabelWriter {

  private final Till till;
  private final Supplier<CheckoutSettings> shop;
  private final Texts texts;

  PriceLabelWriter(Till till, LiveSettings settings, Texts texts) {
    this.till = till;
    this.shop = settings.of(CheckoutSettings.class);
    this.texts = texts;
  }

  ReceiptText of(PriceLabel label) {
    return new ReceiptText(
        label.name(),
        List.of(
            row(shop.get().shop(), label.day().toString(), ReceiptText.Look.PLAIN),
            row(label.name(), "", ReceiptText.Look.TITLE),
            row(texts.of("paper.plu", label.plu()), unitPrice(label), ReceiptText.Look.PLAIN),
            row(quantity(label), till.text(label.total()), ReceiptText.Look.STRONG),
            row(label.barcode(), "", ReceiptText.Look.BARCODE)));
  }

  /** What a kilogram or a piece costs, such as {@code 2.99 EUR / kg}. */
  String unitPrice(PriceLabel label) {
    return till.text(label.price()) + " / " + texts.word(label.quantity().unit());
  }

  /** How much is in the bag, such as {@code 0.534 kg} or {@code 3 pieces}. */
  String quantity(PriceLabel label) {
    return switch (label.quantity().unit()) {
      case KG -> label.quantity().text();
      case PIECE -> texts.of("paper.pieces", label.quantity().pieces());
    };
  }

  private static ReceiptText.Row row(String left, String right, ReceiptText.Look look) {
    return new ReceiptText.Row(left, right, look);
  }
}
