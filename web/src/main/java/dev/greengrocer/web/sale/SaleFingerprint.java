package dev.greengrocer.web.sale;

import dev.greengrocer.web.DiscountWish;
import dev.greengrocer.web.Fingerprint;
import org.jspecify.annotations.Nullable;

/** The hashes under which the books find a sale or a return that is asked for again. */
final class SaleFingerprint {

  private SaleFingerprint() {}

  static String of(SaleWish wish) {
    Fingerprint fingerprint =
        new Fingerprint("sale 1")
            .part(wish.customer())
            .part(wish.mobile())
            .part(wish.paidBy().id());
    if (wish.cashGiven() != null) {
      fingerprint.section("cash").part(wish.cashGiven());
    }
    for (SaleWish.Line line : wish.lines()) {
      add(fingerprint.section("line"), line);
    }
    addDiscount(fingerprint, wish.discount());
    return fingerprint.sha256();
  }

  private static void add(Fingerprint fingerprint, SaleWish.Line line) {
    String tare = line.tareKilograms() == null ? "0" : line.tareKilograms().canonical();
    fingerprint
        .normalized(line.name())
        .part(line.predictionId())
        .part(line.kilograms())
        .part("0".equals(tare) ? null : tare)
        .part(line.pieces())
        .part(line.price());
    addDiscount(fingerprint, line.discount());
  }

  /** Nothing for none, so that requests of earlier versions keep their hashes. */
  private static void addDiscount(Fingerprint fingerprint, @Nullable DiscountWish discount) {
    if (discount != null) {
      fingerprint.section("discount").part(discount.canonical()).part(discount.reason());
    }
  }

  static String of(String saleId, ReturnWish wish) {
    Fingerprint fingerprint =
        new Fingerprint("return 1").part(saleId).part(wish.paidBy().id()).part(wish.reason());
    for (ReturnWish.Line line : wish.lines()) {
      fingerprint.section("line").part(line.line()).part(line.kilograms()).part(line.pieces());
    }
    return fingerprint.sha256();
  }
}
