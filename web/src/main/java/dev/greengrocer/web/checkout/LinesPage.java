package dev.greengrocer.web.checkout;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.price.ScaleLabels;
import dev.greengrocer.ledger.price.Till;
import dev.greengrocer.ledger.price.Unit;
import dev.greengrocer.ledger.sale.BasketEditing;
import dev.greengrocer.ledger.sale.BasketLine;
import dev.greengrocer.ledger.sale.Baskets;
import dev.greengrocer.web.Texts;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The lines of a basket: put in by hand, named, measured, taken out. */
@Controller
@RequestMapping("/checkout")
class LinesPage {

  private final CheckoutAnswers answers;
  private final CurrentBasket current;
  private final BasketEditing editing;
  private final Baskets baskets;
  private final LineReader fields;
  private final PriceQuestion question;
  private final ScaleLabels labels;
  private final Till till;
  private final Texts texts;

  LinesPage(
      CheckoutAnswers answers,
      CurrentBasket current,
      BasketEditing editing,
      Baskets baskets,
      LineReader fields,
      PriceQuestion question,
      ScaleLabels labels,
      Till till,
      Texts texts) {
    this.answers = answers;
    this.current = current;
    this.editing = editing;
    this.baskets = baskets;
    this.fields = fields;
    this.question = question;
    this.labels = labels;
    this.till = till;
    this.texts = texts;
  }

  @PostMapping("/lines")
  String addByHand(
      @RequestParam String name,
      @RequestParam(defaultValue = "") String price,
      @RequestParam Unit unit,
      @RequestParam(defaultValue = "") String line,
      LineMeasure measure,
      Asked asked) {
    return answers.to(
        asked,
        () -> {
          Typed.Reader reader = new Typed.Reader();
          String id = PageIds.orNew(line);
          if (ScaleLabels.isBarcode(name)) {
            return addLabelled(
                    current.orNew(asked.request(), asked.response()), id, name, price, reader)
                .with("handUnit", unit);
          }
          String goods = reader.read("hand-name", name, editing::goods);
          Long amount = reader.read("hand-price", price, till::price);
          if (goods == null && reader.isGood()) {
            reader.refuse(
                "hand-name",
                new RefusedException(Problem.UNPROCESSABLE, texts.of("checkout.say-what-it-is")));
          }
          if (goods != null && amount != null) {
            question.ask("hand-price", amount, editing.listed(goods, unit), unit, measure, reader);
          }
          if (goods == null || !reader.isGood()) {
            return Outcome.refused(reader.typed()).with("handUnit", unit);
          }
          editing.addByHand(
              current.orNew(asked.request(), asked.response()), id, goods, unit, amount);
          return Outcome.SAVED;
        });
  }

  private Outcome addLabelled(
      String basket, String id, String barcode, String price, Typed.Reader reader) {
    ScaleLabels.Goods goods = reader.read("hand-name", barcode, labels::read);
    if (!price.isBlank()) {
      reader.read("hand-price", price, till::price);
      reader.refuse(
          "hand-price",
          new RefusedException(
              Problem.UNPROCESSABLE, texts.of("checkout.a-label-brings-its-own-price")));
    }
    if (goods == null || !reader.isGood()) {
      return Outcome.refused(reader.typed());
    }
    try {
      editing.addLabelled(basket, id, goods);
    } catch (RefusedException e) {
      reader.refuse("hand-name", e);
      return Outcome.refused(reader.typed());
    }
    return Outcome.SAVED;
  }

  @PostMapping("/lines/{id}/name")
  String name(@PathVariable String id, @RequestParam String name, Asked asked) {
    return answers.to(
        asked,
        () -> {
          editing.name(CurrentBasket.of(asked.request()), id, name);
          return Outcome.SAVED;
        });
  }

  @PostMapping("/lines/{id}")
  String measure(@PathVariable String id, LineMeasure measure, Asked asked) {
    return answers.to(asked, () -> measure(CurrentBasket.of(asked.request()), id, measure));
  }

  /** All fields of a line together: either every one is saved, or none is. */
  private Outcome measure(String basket, String id, LineMeasure measure) {
    Typed.Reader reader = new Typed.Reader();
    boolean changed =
        editing.change(
            basket,
            id,
            measure.was() == null ? "" : measure.was(),
            line -> {
              BasketLine wanted = fields.read(line, measure, reader);
              return reader.isGood() ? wanted : line;
            });
    if (!reader.isGood()) {
      return Outcome.refused(reader.typed());
    }
    return changed ? Outcome.SAVED : Outcome.changed(texts.of("checkout.changed-somewhere-else"));
  }

  @PostMapping("/lines/{id}/remove")
  String remove(@PathVariable String id, Asked asked) {
    return answers.to(
        asked,
        () -> {
          baskets.remove(CurrentBasket.of(asked.request()), id);
          return Outcome.SAVED;
        });
  }
}
