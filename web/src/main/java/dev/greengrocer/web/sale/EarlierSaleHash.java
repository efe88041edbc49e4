package dev.greengrocer.web.sale;

import dev.greengrocer.files.Sha256;
import dev.greengrocer.web.Numeral;
import java.math.BigDecimal;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The hash of a request for a sale as earlier versions wrote it into the books, so that a request
 * that is repeated after the upgrade finds its sale. It depends on how numbers are written.
 */
final class EarlierSaleHash {

  private EarlierSaleHash() {}

  static String of(SaleWish wish) {
    return Sha256.of(
        "Wish[lines=[%s], customer=%s, mobile=%s, payment=%s]"
            .formatted(
                wish.lines().stream().map(EarlierSaleHash::text).collect(Collectors.joining(", ")),
                wish.customer(),
                wish.mobile(),
                wish.payment()));
  }

  private static String text(SaleWish.Line line) {
    return "WishedLine[name=%s, predictionId=%s, kilograms=%s, tareKilograms=%s, pieces=%s, price=%s]"
        .formatted(
            line.name(),
            line.predictionId(),
            number(line.kilograms()),
            number(line.tareKilograms()),
            line.pieces() == null ? null : line.pieces().toString(),
            number(line.price()));
  }

  private static @Nullable String number(@Nullable Numeral number) {
    if (number == null) {
      return null;
    }
    try {
      return new BigDecimal(number.written().strip()).toString();
    } catch (NumberFormatException e) {
      return number.written(); // Earlier versions refused it: no hash in the books is of it.
    }
  }
}
