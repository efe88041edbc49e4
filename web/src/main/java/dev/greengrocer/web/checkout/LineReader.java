package dev.greengrocer.web.checkout;

import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.price.Quantity;
import dev.greengrocer.ledger.price.Till;
import dev.greengrocer.ledger.price.Unit;
import dev.greengrocer.ledger.price.Weight;
import dev.greengrocer.ledger.sale.BasketEditing;
import dev.greengrocer.ledger.sale.BasketLine;
import dev.greengrocer.web.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what was typed into the fields of a line. */
@Component
class LineReader {

  private final BasketEditing editing;
  private final Texts texts;
  private final Till till;
  private final PriceQuestion question;

  LineReader(BasketEditing editing, Till till, PriceQuestion question, Texts texts) {
    this.editing = editing;
    this.till = till;
    this.question = question;
    this.texts = texts;
  }

  /**
   * The line as its fields want it.
   *
   * @param reader takes what is refused or to be asked
   */
  BasketLine read(BasketLine line, LineMeasure measure, Typed.Reader reader) {
    BasketLine priced = priced(line, measure, reader);
    return line.unit() == Unit.KG
        ? weighed(priced, measure, reader)
        : counted(priced, measure.pieces(), reader);
  }

  private BasketLine priced(BasketLine line, LineMeasure measure, Typed.Reader reader) {
    String typed = measure.price();
    if (typed == null) {
      return line;
    }
    String field = "price-" + line.id();
    Long amount = reader.read(field, typed, till::price);
    Long listed = editing.listed(line);
    if (amount == null) {
      return listed == null && line.amount() == null
          ? line
          : line.named(String.valueOf(line.name()), line.unit(), listed);
    }
    if (amount.equals(line.amount())) {
      return line;
    }
    question.ask(field, amount, listed, line.unit(), measure, reader);
    return line.pricedByHand(amount, line.unit());
  }

  private BasketLine weighed(BasketLine line, LineMeasure measure, Typed.Reader reader) {
    String weight = measure.weight();
    String tare = measure.tare();
    Long grams =
        weight == null ? line.grams() : reader.read("weight-" + line.id(), weight, this::grams);
    Long tareGrams =
        tare == null
            ? Long.valueOf(weight == null ? line.tareGrams() : 0)
            : reader.read("tare-" + line.id(), tare, typed -> till.weight(typed).grams());
    long tareOrNone = tareGrams == null ? 0 : tareGrams;
    if (grams != null && reader.isGood()) {
      try {
        Quantity.ofGrams(grams, tareOrNone);
      } catch (RefusedException e) {
        reader.refuse(
            "tare-" + line.id(),
            new RefusedException(
                e.problem(), texts.of("checkout.for-grams-add-g", String.valueOf(e.getMessage()))));
      }
    }
    if (grams != null && reader.isGood() && !grams.equals(line.grams())) {
      askWhetherItIsMeant(line, new Weight(grams), measure, reader);
    }
    return line.weighing(grams, tareOrNone);
  }

  /** Above what is plausible, a weight is taken only when the person says that it is meant. */
  private void askWhetherItIsMeant(
      BasketLine line, Weight weight, LineMeasure measure, Typed.Reader reader) {
    String grams = Long.toString(weight.grams());
    if (weight.grams() > till.plausibleWeight().grams() && !measure.isMeant(grams)) {
      reader.ask(
          "weight-" + line.id(),
          texts.of("checkout.is-it-right", weight.text(), till.plausibleWeight().text()),
          new Typed.Question(measure.meantWith(grams), texts.of("checkout.yes", weight.text())));
    }
  }

  private long grams(String typed) {
    return Quantity.ofGrams(till.weight(typed).grams(), 0).grams();
  }

  private static BasketLine counted(BasketLine line, @Nullable String pieces, Typed.Reader reader) {
    return pieces == null
        ? line
        : line.counting(
            reader.read(
                "pieces-" + line.id(),
                pieces,
                typed -> Quantity.ofPieces(Quantity.pieces(typed)).pieces()));
  }
}
