package dev.greengrocer.web.sale;

import dev.greengrocer.ledger.database.UnreadableRow;
import dev.greengrocer.ledger.price.Quantity;
import dev.greengrocer.ledger.price.Till;
import dev.greengrocer.ledger.price.Unit;
import dev.greengrocer.ledger.sale.Payment;
import dev.greengrocer.ledger.sale.Sale;
import dev.greengrocer.ledger.sale.SaleTaxes;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sale; money and weights are exact decimals as text.
 *
 * @param taxes by rate, the lowest first; none when no goods have a rate
 * @param taxIncluded whether the prices hold the tax; otherwise the total is the goods' with it
 * @param cashGiven what the customer handed over in cash; absent when not entered
 * @param change what they got back
 * @param discount what was taken off all lines together; it is in their totals; absent when nothing
 *     was
 * @param discountReason why; absent when nothing was
 * @param returnOf the sale of which goods are given back; then quantities and amounts are negative;
 *     absent for a sale
 * @param unreadable its lines that cannot be read, which its totals hold, too; absent when all can
 */
@Schema(name = "Sale")
record SaleBody(
    String id,
    long receipt,
    Instant at,
    LocalDate day,
    String soldBy,
    @Nullable String customer,
    @Nullable String mobile,
    Payment payment,
    List<Line> lines,
    String goodsTotal,
    List<Tax> taxes,
    boolean taxIncluded,
    String cashRounding,
    String total,
    @Nullable String cashGiven,
    @Nullable String change,
    String currency,
    @Nullable String discount,
    @Nullable String discountReason,
    @Nullable ReturnOf returnOf,
    @Nullable VoidNote voided,
    @Nullable List<UnreadableRow> unreadable) {

  /** A sale as programs get it. */
  static SaleBody of(Sale sale, Till till) {
    return new SaleBody(
        sale.id(),
        sale.number(),
        sale.at(),
        sale.day(),
        sale.actor(),
        sale.customer().name(),
        sale.customer().mobile(),
        sale.payment(),
        sale.lines().stream().map(line -> Line.of(line, till)).toList(),
        till.plain(sale.goodsTotal()),
        sale.taxes().sums().stream().map(sum -> Tax.of(sum, till)).toList(),
        sale.taxes().included(),
        till.plain(sale.cashRounding()),
        till.plain(sale.total()),
        sale.cashGiven() == null ? null : till.plain(sale.cashGiven()),
        sale.change() == null ? null : till.plain(sale.change()),
        sale.currency(),
        sale.discountReason() == null ? null : till.plain(sale.discount()),
        sale.discountReason(),
        sale.returnOf() == null
            ? null
            : new ReturnOf(
                sale.returnOf().saleId(), sale.returnOf().receipt(), sale.returnOf().reason()),
        sale.voided() == null
            ? null
            : new VoidNote(sale.voided().at(), sale.voided().by(), sale.voided().reason()),
        sale.unreadable().isEmpty() ? null : sale.unreadable());
  }

  /**
   * A line of a sale.
   *
   * @param total price times quantity, less what was taken off
   * @param taxRate in percent; absent when it has none
   * @param discount what was taken off this line alone; absent when nothing was
   * @param discountReason why; absent when nothing was
   * @param discountShare of what was taken off the whole sale; absent when nothing was
   * @param returnedLine the line of the first sale, from 1, that is given back; absent in a sale
   */
  @Schema(name = "SaleLine")
  record Line(
      String name,
      @Nullable String predictionId,
      Unit unit,
      String price,
      boolean priceByHand,
      @Nullable String kilograms,
      @Nullable String tareKilograms,
      @Nullable Integer pieces,
      String total,
      @Nullable String taxRate,
      @Nullable String discount,
      @Nullable String discountReason,
      @Nullable String discountShare,
      @Nullable Integer returnedLine) {

    private static Line of(Sale.Line line, Till till) {
      Quantity quantity = line.quantity();
      boolean weighed = quantity.unit() == Unit.KG;
      int sign = line.returned() == null ? 1 : -1;
      return new Line(
          line.name(),
          line.predictionId(),
          quantity.unit(),
          till.plain(line.amount()),
          line.byHand(),
          weighed ? Quantity.kilograms(sign * quantity.grams()) : null,
          weighed ? Quantity.kilograms(quantity.tareGrams()) : null,
          weighed ? null : Integer.valueOf(sign * quantity.pieces()),
          till.plain(line.total()),
          line.tax() == null ? null : line.tax().percent(),
          line.off().reason() == null ? null : till.plain(line.off().own()),
          line.off().reason(),
          line.off().share() == 0 ? null : till.plain(line.off().share()),
          line.returned());
    }
  }

  /**
   * The sale of which goods are given back.
   *
   * @param sale its id
   */
  @Schema(name = "SaleReturnOf")
  record ReturnOf(String sale, long receipt, String reason) {}

  /**
   * What goods of one rate of tax cost.
   *
   * @param rate in percent, such as {@code 7}
   * @param net without the tax
   * @param gross with it
   */
  @Schema(name = "SaleTax")
  record Tax(String rate, String net, String tax, String gross) {

    private static Tax of(SaleTaxes.Sum sum, Till till) {
      return new Tax(
          sum.rate().percent(),
          till.plain(sum.net()),
          till.plain(sum.tax()),
          till.plain(sum.gross()));
    }
  }

  /** When, by whom and why a sale was taken back. */
  @Schema(name = "SaleVoid")
  record VoidNote(Instant at, String by, String reason) {}
}
