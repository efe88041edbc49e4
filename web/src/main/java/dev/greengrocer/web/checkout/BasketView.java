package dev.greengrocer.web.checkout;

import dev.greengrocer.ClassScore;
import dev.greengrocer.ledger.database.UnreadableRow;
import dev.greengrocer.ledger.prediction.LoggedPrediction;
import dev.greengrocer.ledger.prediction.PredictionLog;
import dev.greengrocer.ledger.price.Discount;
import dev.greengrocer.ledger.price.PriceList;
import dev.greengrocer.ledger.price.Quantity;
import dev.greengrocer.ledger.price.Till;
import dev.greengrocer.ledger.price.Unit;
import dev.greengrocer.ledger.price.Weight;
import dev.greengrocer.ledger.sale.BasketLine;
import dev.greengrocer.ledger.sale.Baskets;
import dev.greengrocer.ledger.sale.Lack;
import dev.greengrocer.ledger.sale.ParkedBasket;
import dev.greengrocer.ledger.sale.ParkedBaskets;
import dev.greengrocer.ledger.sale.SalePricing;
import dev.greengrocer.web.Texts;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows a basket with its choices, prices and totals in words. Thread-safe. */
@Component
class BasketView {

  private final Baskets baskets;
  private final PriceList prices;
  private final PredictionLog predictions;
  private final Till till;
  private final SalePricing pricing;
  private final ParkedBaskets parked;
  private final Texts texts;

  BasketView(
      Baskets baskets,
      PriceList prices,
      PredictionLog predictions,
      Till till,
      SalePricing pricing,
      ParkedBaskets parked,
      Texts texts) {
    this.texts = texts;
    this.pricing = pricing;
    this.parked = parked;
    this.baskets = baskets;
    this.prices = prices;
    this.predictions = predictions;
    this.till = till;
  }

  /**
   * A basket as its page shows it.
   *
   * @param lines in the order in which they came
   * @param pay what is paid for it
   * @param missing what each unfinished line lacks, or null when it can be sold
   * @param state its content in few characters, so that a sale can tell whether that is what was
   *     shown
   * @param unreadable lines that cannot be read, which can only be taken out
   * @param off what is taken off all of it, or null
   */
  record Shown(
      List<Line> lines,
      Pay pay,
      @Nullable String missing,
      String state,
      List<UnreadableRow> unreadable,
      @Nullable Off off) {

    Shown {
      lines = List.copyOf(lines);
      unreadable = List.copyOf(unreadable);
    }

    /** Whether nothing is in it. */
    public boolean isEmpty() {
      return lines.isEmpty() && unreadable.isEmpty();
    }
  }

  /**
   * What is paid for a basket.
   *
   * @param total of the lines that have all they need
   * @param tax what is added to the prices and included in the total, or null
   * @param cash what is paid in coins where that differs, or null
   * @param due what is paid in cash, in minor units, so that the page can count the change
   * @param decimals of the currency
   * @param likely what people hand over for it, such as {@code 20.00}, the exact amount first; none
   *     while something is missing
   */
  public record Pay(
      String total,
      @Nullable String tax,
      @Nullable String cash,
      long due,
      int decimals,
      List<String> likely) {

    public Pay {
      likely = List.copyOf(likely);
    }
  }

  /**
   * A line as its page shows it.
   *
   * @param named what named it
   * @param priced what it costs
   * @param measured how much of it there is
   * @param missing what is missing, or null
   * @param choices the names of a shortlist, large enough to touch; none when nothing is to choose
   * @param state its content in few characters, so that a change can tell whether it is of what was
   *     shown
   * @param off what is taken off it, or null
   */
  public record Line(
      String id,
      @Nullable String name,
      Named named,
      Priced priced,
      Measured measured,
      @Nullable String missing,
      List<Choice> choices,
      String state,
      @Nullable Off off) {

    public Line {
      choices = List.copyOf(choices);
    }

    /**
     * What named a line.
     *
     * @param predictionId the answer, or null when a person did
     * @param photo whether the answer's photo belongs to the line
     * @param correctedFrom what it was before its photo was corrected, until a person has seen to
     *     it
     */
    public record Named(
        @Nullable String predictionId, boolean photo, @Nullable String correctedFrom) {}

    /**
     * What a line costs.
     *
     * @param unit what the price is for
     * @param per the unit in words
     * @param price such as {@code 2.99}, or empty
     * @param byHand whether the cashier said the price
     * @param total such as {@code 1.05 EUR}, or null while something is missing
     */
    public record Priced(
        Unit unit, String per, String price, boolean byHand, @Nullable String total) {}

    /**
     * How much of it there is.
     *
     * @param weight in kilograms such as {@code 0.350}, or empty
     * @param tare in kilograms, or empty
     * @param understood the weight and what is left of it without the tare, as people say it
     * @param pieces such as {@code 3}, or empty
     * @param amount what is paid for, such as {@code 0.335 kg} or {@code 3}; empty while unknown
     */
    public record Measured(
        String weight, String tare, String understood, String pieces, String amount) {}
  }

  /**
   * What is taken off.
   *
   * @param typed as a person would type it, such as {@code 10 %}
   * @param reason why
   * @param text such as {@code - 0.35 EUR}; empty while something is missing
   */
  record Off(String typed, String reason, String text) {}

  /**
   * One of a shortlist.
   *
   * @param price such as {@code 2.99 EUR / kg}, or a word when it has none
   */
  record Choice(String name, String price, boolean chosen) {}

  Shown of(String basket) {
    Baskets.Contents contents = baskets.contents(basket);
    List<BasketLine> lines = contents.lines();
    LocalDate today = prices.today();
    SalePricing.Cost cost = pricing.cost(contents);
    long total = cost.total();
    Discount discount = contents.discount();
    long due = total + till.cashRounding(total);
    String missing = missing(contents);
    return new Shown(
        lines.stream().map(line -> shown(line, today)).toList(),
        new Pay(
            till.text(total),
            cost.tax() == 0 ? null : till.text(cost.tax()),
            due == total ? null : till.text(due),
            due,
            till.decimals(),
            missing == null ? till.cashLikely(due).stream().map(till::plain).toList() : List.of()),
        missing,
        contents.state(),
        contents.unreadable(),
        discount == null
            ? null
            : new Off(till.text(discount), discount.reason(), "- " + till.text(cost.off())));
  }

  /**
   * A basket that waits, as the page lists it.
   *
   * @param title its number and name
   * @param lines how many, in words
   * @param total such as {@code 3.49 EUR}, of the lines that have all they need
   * @param missing what the others lack, or null
   */
  record Parked(
      String id,
      String title,
      Instant at,
      String by,
      String lines,
      String total,
      @Nullable String missing) {}

  /** The baskets that wait, by number. */
  List<Parked> parked() {
    return parked.waiting().items().stream().map(this::shown).toList();
  }

  private Parked shown(ParkedBasket one) {
    Baskets.Contents contents = baskets.contents(one.basket());
    int lines = contents.lines().size() + contents.unreadable().size();
    return new Parked(
        one.id(),
        one.title(),
        one.at(),
        one.by(),
        texts.of("checkout.lines", lines),
        till.text(pricing.cost(contents).total()),
        missing(contents));
  }

  private Line shown(BasketLine line, LocalDate today) {
    Long grams = line.grams();
    Long price = line.amount();
    Quantity quantity = line.quantity();
    LoggedPrediction prediction =
        line.predictionId() == null
            ? null
            : predictions.findReadable(line.predictionId()).orElse(null);
    return new Line(
        line.id(),
        line.name(),
        new Line.Named(
            line.predictionId(),
            prediction != null && prediction.photo() != null,
            line.correctedFrom()),
        new Line.Priced(
            line.unit(),
            texts.word(line.unit()),
            price == null ? "" : till.plain(price),
            line.byHand(),
            line.missing() == null ? till.text(pricing.cost(line)) : null),
        new Line.Measured(
            grams == null ? "" : Quantity.kilograms(grams),
            line.tareGrams() == 0 ? "" : Quantity.kilograms(line.tareGrams()),
            understood(line),
            line.pieces() == null ? "" : line.pieces().toString(),
            quantity == null ? "" : quantity.text()),
        missing(line),
        choices(line, prediction, today),
        line.state(),
        off(line));
  }

  /** What keeps a basket from being sold, or null. */
  private @Nullable String missing(Baskets.Contents contents) {
    List<String> all = new ArrayList<>();
    for (BasketLine line : contents.lines()) {
      String lacks = missing(line);
      if (lacks != null) {
        String name = line.name() == null ? texts.of("checkout.unnamed-goods") : line.name();
        all.add(name + ": " + lacks);
      }
    }
    if (!contents.unreadable().isEmpty()) {
      all.add(texts.of("checkout.a-line-cannot-be-read"));
    }
    return all.isEmpty() ? null : String.join(" · ", all);
  }

  private @Nullable String missing(BasketLine line) {
    Lack lack = line.lack();
    return lack == null ? null : texts.word(lack);
  }

  private @Nullable Off off(BasketLine line) {
    Discount discount = line.discount();
    Quantity quantity = line.quantity();
    Long price = line.amount();
    return discount == null
        ? null
        : new Off(
            till.text(discount),
            discount.reason(),
            quantity == null || price == null
                ? ""
                : "- " + till.text(discount.off(till.total(price, quantity))));
  }

  /** What the till has understood; how to type a weight while it has none. */
  private String understood(BasketLine line) {
    Quantity quantity = line.unit() == Unit.KG ? line.quantity() : null;
    if (quantity == null) {
      return texts.of("checkout.how-to-type-a-weight");
    }
    String net = new Weight(quantity.netGrams()).text();
    return quantity.tareGrams() == 0 ? "= " + net : "= " + texts.of("checkout.net", net);
  }

  private List<Choice> choices(
      BasketLine line, @Nullable LoggedPrediction prediction, LocalDate today) {
    if (prediction == null || prediction.shortlist().size() < 2) {
      return List.of();
    }
    return prediction.shortlist().stream()
        .map(ClassScore::label)
        .map(
            label ->
                new Choice(
                    label,
                    prices
                        .find(label, today)
                        .map(price -> till.text(price.amount()) + " / " + texts.word(price.unit()))
                        .orElseGet(() -> texts.of("checkout.no-price")),
                    label.equals(line.name())))
        .toList();
  }
}
