package dev.greengrocer.web.checkout;

import dev.greengrocer.files.Sha256;
import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.database.Ids;
import dev.greengrocer.ledger.price.CheckoutSettings;
import dev.greengrocer.ledger.price.Discount;
import dev.greengrocer.ledger.price.Price;
import dev.greengrocer.ledger.price.PriceList;
import dev.greengrocer.ledger.price.Quantity;
import dev.greengrocer.ledger.price.ScaleLabels;
import dev.greengrocer.ledger.price.Till;
import dev.greengrocer.ledger.price.Unit;
import dev.greengrocer.ledger.price.Weight;
import dev.greengrocer.ledger.sale.BasketLine;
import dev.greengrocer.ledger.sale.Baskets;
import dev.greengrocer.ledger.sale.Checkout;
import dev.greengrocer.ledger.sale.Customer;
import dev.greengrocer.ledger.sale.Favourites;
import dev.greengrocer.ledger.sale.Paid;
import dev.greengrocer.ledger.sale.ParkedBasket;
import dev.greengrocer.ledger.sale.ParkedBaskets;
import dev.greengrocer.ledger.sale.Payment;
import dev.greengrocer.ledger.sale.Sale;
import dev.greengrocer.ledger.sale.ScaleWeights;
import dev.greengrocer.ledger.sale.TillName;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The basket of one browser, from the first goods to the receipt. */
@Controller
@RequestMapping("/checkout")
class CheckoutPage {

  private static final String BACK = "redirect:/checkout";
  private static final String TYPED = "typed";
  private static final String SOLD = "sold";
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
  private static final Pattern LINE = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final List<String> LINE_FIELDS = List.of("weight-", "tare-", "pieces-", "price-");

  private final Checkout checkout;
  private final Baskets baskets;
  private final ParkedBaskets parked;
  private final ScaleWeights weights;
  private final ScaleLabels labels;
  private final Favourites favourites;
  private final BasketView view;
  private final PriceList prices;
  private final Till till;
  private final CheckoutSettings settings;

  CheckoutPage(
      Checkout checkout,
      Baskets baskets,
      ParkedBaskets parked,
      ScaleWeights weights,
      ScaleLabels labels,
      Favourites favourites,
      BasketView view,
      PriceList prices,
      Till till,
      CheckoutSettings settings) {
    this.checkout = checkout;
    this.baskets = baskets;
    this.parked = parked;
    this.weights = weights;
    this.labels = labels;
    this.favourites = favourites;
    this.view = view;
    this.prices = prices;
    this.till = till;
    this.settings = settings;
  }

  @GetMapping
  String show(HttpServletRequest request, HttpServletResponse response, Model page) {
    String basket = basket(request, response);
    TillName name = TillCookie.of(request);
    weights.place(basket, name);
    page.addAttribute("tillName", name == null ? "" : name.value());
    BasketView.Shown shown = view.of(basket);
    Typed typed = page.getAttribute(TYPED) instanceof Typed refused ? refused : Typed.NOTHING;
    page.addAttribute(TYPED, typed);
    page.addAttribute("basket", shown);
    page.addAttribute("key", Sha256.of(basket));
    // What stands in the fields of a line and was refused is not what would be sold.
    page.addAttribute("state", refusesALine(typed, shown) ? "unsaved" : shown.state());
    page.addAttribute("newLine", Ids.next());
    page.addAttribute("newParked", Ids.next());
    page.addAttribute("parked", view.parked());
    page.addAttribute("names", prices.inForce(prices.today()).stream().map(Price::name).toList());
    page.addAttribute("favourites", favourites());
    page.addAttribute("currency", till.currency());
    page.addAttribute("units", Unit.values());
    return "checkout";
  }

  /**
   * Goods that one touch puts into the basket.
   *
   * @param line the id of the line that it makes
   * @param price such as {@code 2.99 EUR / kg}
   */
  record Favourite(String name, Unit unit, String price, String line) {}

  private List<Favourite> favourites() {
    return favourites.today().stream()
        .map(
            price ->
                new Favourite(
                    price.name(),
                    price.unit(),
                    till.text(price.amount()) + " / " + price.unit().id(),
                    Ids.next()))
        .toList();
  }

  /**
   * What the basket of this browser looks like at present, for a page that waits for a scale.
   *
   * @param state another one when anything in it is another
   */
  record State(String state) {}

  @GetMapping(path = "/state", produces = MediaType.APPLICATION_JSON_VALUE)
  @ResponseBody
  State state(HttpServletRequest request) {
    Optional<String> basket = BasketCookie.of(request);
    basket.ifPresent(one -> weights.place(one, TillCookie.of(request)));
    return new State(basket.map(one -> baskets.contents(one).state()).orElse(""));
  }

  /** Says what this till is called, so that scales know it; blank takes the name away. */
  @PostMapping("/till")
  String nameTill(
      @RequestParam(defaultValue = "") String name,
      HttpServletRequest request,
      HttpServletResponse response,
      RedirectAttributes next) {
    try {
      TillName till = name.isBlank() ? null : TillName.of(name);
      TillCookie.give(request, response, till);
      next.addFlashAttribute(
          "success",
          till == null
              ? "This till takes no weights from a scale any more."
              : "This till is %s. Weights of its scale are filled in by themselves."
                  .formatted(till.value()));
    } catch (RefusedException e) {
      next.addFlashAttribute("error", String.valueOf(e.getMessage()));
    }
    return BACK;
  }

  /** How many lines a basket has. */
  record Count(int count) {}

  /** What a page that named a photo puts into the basket; without a label it is chosen here. */
  record Goods(String predictionId, @Nullable String label) {

    Goods {
      Objects.requireNonNull(predictionId, "predictionId");
    }
  }

  /** Takes what came from an answer out of the basket of this browser. */
  @PostMapping(
      path = "/basket/remove",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  @ResponseBody
  Count removeGoods(@RequestBody Goods goods, HttpServletRequest request) {
    return BasketCookie.of(request)
        .map(basket -> new Count(baskets.removeGoods(basket, goods.predictionId())))
        .orElseGet(() -> new Count(0));
  }

  @GetMapping(path = "/basket", produces = MediaType.APPLICATION_JSON_VALUE)
  @ResponseBody
  Count count(HttpServletRequest request) {
    return new Count(BasketCookie.of(request).map(baskets::size).orElse(0));
  }

  @PostMapping(
      path = "/basket",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  @ResponseBody
  Count add(@RequestBody Goods goods, HttpServletRequest request, HttpServletResponse response) {
    String basket = basket(request, response);
    checkout.addFromPhoto(basket, goods.predictionId(), goods.label());
    weights.place(basket, TillCookie.of(request));
    return new Count(baskets.size(basket));
  }

  @PostMapping(path = "/basket", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
  String add(
      @RequestParam String predictionId,
      @RequestParam(required = false) @Nullable String label,
      HttpServletRequest request,
      HttpServletResponse response) {
    checkout.addFromPhoto(basket(request, response), predictionId, label);
    return BACK;
  }

  @PostMapping("/lines")
  String addByHand(
      @RequestParam String name,
      @RequestParam(defaultValue = "") String price,
      @RequestParam Unit unit,
      @RequestParam(defaultValue = "") String line,
      @RequestParam(defaultValue = "") String n,
      HttpServletRequest request,
      HttpServletResponse response,
      Model page,
      RedirectAttributes next) {
    return answer(
        new Asked(n, request, response, page, next),
        () -> {
          Typed.Reader reader = new Typed.Reader();
          String id = LINE.matcher(line).matches() ? line : Ids.next();
          if (ScaleLabels.isBarcode(name)) {
            return addLabelled(basket(request, response), id, name, price, reader)
                .with("handUnit", unit);
          }
          String goods = reader.read("hand-name", name, Price::name);
          Long amount = reader.read("hand-price", price, till::price);
          if (goods == null && reader.isGood()) {
            reader.refuse(
                "hand-name", new RefusedException(Problem.UNPROCESSABLE, "Say what it is"));
          }
          if (goods == null || !reader.isGood()) {
            return Outcome.refused(reader.typed()).with("handUnit", unit);
          }
          checkout.addByHand(basket(request, response), id, goods, unit, amount);
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
              Problem.UNPROCESSABLE, "A label brings its own price: leave this empty"));
    }
    if (goods == null || !reader.isGood()) {
      return Outcome.refused(reader.typed());
    }
    try {
      checkout.addLabelled(basket, id, goods);
    } catch (RefusedException e) {
      reader.refuse("hand-name", e);
      return Outcome.refused(reader.typed());
    }
    return Outcome.SAVED;
  }

  @PostMapping("/lines/{id}/name")
  String name(
      @PathVariable String id,
      @RequestParam String name,
      @RequestParam(defaultValue = "") String n,
      HttpServletRequest request,
      HttpServletResponse response,
      Model page,
      RedirectAttributes next) {
    return answer(
        new Asked(n, request, response, page, next),
        () -> {
          checkout.name(basket(request), id, name);
          return Outcome.SAVED;
        });
  }

  /**
   * What was typed into the fields of a line; null where the line has no such field.
   *
   * @param was the state of the line that was shown
   * @param sure the grams of which the person has said that they are meant, however many
   */
  record Measure(
      @Nullable String weight,
      @Nullable String tare,
      @Nullable String pieces,
      @Nullable String price,
      @Nullable String was,
      @Nullable String sure) {}

  @PostMapping("/lines/{id}")
  String measure(
      @PathVariable String id,
      Measure measure,
      @RequestParam(defaultValue = "") String n,
      HttpServletRequest request,
      HttpServletResponse response,
      Model page,
      RedirectAttributes next) {
    return answer(
        new Asked(n, request, response, page, next), () -> measure(basket(request), id, measure));
  }

  /** All fields of a line together: either every one is saved, or none is. */
  private Outcome measure(String basket, String id, Measure measure) {
    Typed.Reader reader = new Typed.Reader();
    boolean changed =
        checkout.change(
            basket,
            id,
            measure.was() == null ? "" : measure.was(),
            line -> {
              BasketLine priced = priced(line, measure.price(), reader);
              BasketLine wanted =
                  line.unit() == Unit.KG
                      ? weighed(priced, measure, reader)
                      : counted(priced, measure.pieces(), reader);
              return reader.isGood() ? wanted : line;
            });
    if (!reader.isGood()) {
      return Outcome.refused(reader.typed());
    }
    return changed ? Outcome.SAVED : Outcome.CHANGED;
  }

  private BasketLine priced(BasketLine line, @Nullable String typed, Typed.Reader reader) {
    if (typed == null) {
      return line;
    }
    Long amount = reader.read("price-" + line.id(), typed, till::price);
    if (amount == null) {
      Long listed = checkout.listed(line);
      return listed == null && line.amount() == null
          ? line
          : line.named(String.valueOf(line.name()), line.unit(), listed);
    }
    return amount.equals(line.amount()) ? line : line.pricedByHand(amount, line.unit());
  }

  private BasketLine weighed(BasketLine line, Measure measure, Typed.Reader reader) {
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
            new RefusedException(e.problem(), e.getMessage() + "; for grams add g, as in 12 g"));
      }
    }
    if (grams != null && reader.isGood() && !grams.equals(line.grams())) {
      askWhetherItIsMeant(line, new Weight(grams), measure.sure(), reader);
    }
    return line.weighing(grams, tareOrNone);
  }

  /** Above what is plausible, a weight is taken only when the person says that it is meant. */
  private void askWhetherItIsMeant(
      BasketLine line, Weight weight, @Nullable String sure, Typed.Reader reader) {
    String grams = Long.toString(weight.grams());
    if (weight.grams() > till.plausibleWeight().grams() && !grams.equals(sure)) {
      reader.ask(
          "weight-" + line.id(),
          "%s is more than %s. Is it right?"
              .formatted(weight.text(), till.plausibleWeight().text()),
          new Typed.Question(grams, "Yes, " + weight.text()));
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

  @PostMapping("/lines/{id}/remove")
  String remove(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String n,
      HttpServletRequest request,
      HttpServletResponse response,
      Model page,
      RedirectAttributes next) {
    return answer(
        new Asked(n, request, response, page, next),
        () -> {
          baskets.remove(basket(request), id);
          return Outcome.SAVED;
        });
  }

  /**
   * Sells what was shown.
   *
   * @param of the hash of the basket's id, so that a press of which nobody heard gives its receipt
   * @param shown the state of the basket on the page
   * @param payment may be absent where {@code cash} is given
   * @param given what the customer hands over, as it was typed; it counts in cash alone
   * @param cash an amount that the page offered as cash given; it is paid in cash
   */
  @PostMapping("/sale")
  String sell(
      @RequestParam(defaultValue = "") String customer,
      @RequestParam(defaultValue = "") String mobile,
      @RequestParam(required = false) @Nullable Payment payment,
      @RequestParam(defaultValue = "") String given,
      @RequestParam(defaultValue = "") String cash,
      @RequestParam(defaultValue = "") String of,
      @RequestParam(defaultValue = "") String shown,
      @RequestParam(defaultValue = "") String n,
      HttpServletRequest request,
      HttpServletResponse response,
      Model page,
      Actor actor,
      RedirectAttributes next)
      throws MissingServletRequestParameterException {
    if (payment == null && cash.isEmpty()) {
      throw new MissingServletRequestParameterException("payment", "Payment");
    }
    Payment means = payment == null ? Payment.CASH : payment;
    return answer(
        new Asked(n, request, response, page, next),
        () -> {
          Optional<Sale> before = of.isEmpty() ? Optional.empty() : checkout.soldAs(of);
          if (before.isPresent()) {
            return Outcome.sold(before.get());
          }
          Typed.Reader reader = new Typed.Reader();
          reader.read("customer", customer, typed -> Customer.of(typed, null, settings.region()));
          reader.read("mobile", mobile, typed -> Customer.of(null, typed, settings.region()));
          Long handedOver =
              means == Payment.CARD
                  ? null
                  : reader.read("given", cash.isEmpty() ? given : cash, till::cash);
          Paid paid = new Paid(means, handedOver);
          if (handedOver != null) {
            try {
              paid.requireEnough(view.of(basket(request)).due(), till);
            } catch (RefusedException e) {
              reader.refuse("given", e);
            }
          }
          if (!reader.isGood()) {
            return Outcome.refused(reader.typed());
          }
          try {
            Customer buyer = Customer.of(customer, mobile, settings.region());
            return Outcome.sold(checkout.sell(actor, basket(request), shown, buyer, paid));
          } catch (RefusedException e) {
            return Outcome.refused(new Typed(reader.typed().texts(), Map.of(), Map.of()))
                .with("error", String.valueOf(e.getMessage()));
          }
        });
  }

  /** Takes something off a line; blank takes nothing off any more. */
  @PostMapping("/lines/{id}/discount")
  String discountLine(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String discount,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "") String n,
      HttpServletRequest request,
      HttpServletResponse response,
      Model page,
      RedirectAttributes next) {
    return answer(
        new Asked(n, request, response, page, next),
        () -> {
          Typed.Reader reader = new Typed.Reader();
          Discount wanted = discount(id, discount, reason, reader);
          if (!reader.isGood()) {
            return Outcome.refused(reader.typed());
          }
          checkout.change(basket(request), id, "", line -> line.discounted(wanted));
          return Outcome.SAVED;
        });
  }

  /** Takes something off the whole basket; blank takes nothing off any more. */
  @PostMapping("/discount")
  String discountBasket(
      @RequestParam(defaultValue = "") String discount,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "") String n,
      HttpServletRequest request,
      HttpServletResponse response,
      Model page,
      RedirectAttributes next) {
    return answer(
        new Asked(n, request, response, page, next),
        () -> {
          Typed.Reader reader = new Typed.Reader();
          Discount wanted = discount("basket", discount, reason, reader);
          if (!reader.isGood()) {
            return Outcome.refused(reader.typed());
          }
          checkout.discount(basket(request), wanted);
          return Outcome.SAVED;
        });
  }

  private @Nullable Discount discount(String of, String typed, String reason, Typed.Reader reader) {
    String why = reason.isBlank() ? "?" : reason;
    Discount wanted = reader.read("discount-" + of, typed, text -> till.discount(text, why));
    reader.read("reason-" + of, reason, text -> text);
    if (wanted != null && reason.isBlank()) {
      reader.refuse(
          "reason-" + of,
          new RefusedException(Problem.UNPROCESSABLE, "Say why; it stands on the receipt"));
    }
    return wanted;
  }

  /**
   * Puts the basket aside.
   *
   * @param id of the parked basket, so that a press of which nobody heard parks once
   * @param shown the state of the basket on the page
   */
  @PostMapping("/park")
  String park(
      @RequestParam(defaultValue = "") String name,
      @RequestParam(name = "parked", defaultValue = "") String id,
      @RequestParam(defaultValue = "") String shown,
      @RequestParam(defaultValue = "") String n,
      HttpServletRequest request,
      HttpServletResponse response,
      Model page,
      Actor actor,
      RedirectAttributes next) {
    return answer(
        new Asked(n, request, response, page, next),
        () -> {
          ParkedBasket one =
              parked.park(
                  actor,
                  basket(request),
                  LINE.matcher(id).matches() ? id : Ids.next(),
                  name,
                  shown);
          return Outcome.SAVED.with(
              "success", "Parked as basket %s. Any till can take it back.".formatted(one.title()));
        });
  }

  /** Takes a parked basket back into the empty basket of this browser. */
  @PostMapping("/parked/{id}/take")
  String takeBack(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String n,
      HttpServletRequest request,
      HttpServletResponse response,
      Model page,
      Actor actor,
      RedirectAttributes next) {
    return answer(
        new Asked(n, request, response, page, next),
        () -> {
          ParkedBaskets.TakenBack back = parked.takeBack(actor, id, basket(request, response));
          String words = "Basket %s is back.".formatted(back.parked().title());
          return back.repriced().isEmpty()
              ? Outcome.SAVED.with("success", words)
              : Outcome.SAVED.with(
                  "warning",
                  "%s Prices have changed since: %s"
                      .formatted(words, String.join("; ", back.repriced())));
        });
  }

  /** Takes a parked basket out of the list, because nobody will come for it. */
  @PostMapping("/parked/{id}/discard")
  String discard(@PathVariable String id, Actor actor, RedirectAttributes next) {
    try {
      ParkedBasket one = parked.takeOut(actor, id);
      next.addFlashAttribute("success", "Basket %s is discarded.".formatted(one.title()));
    } catch (RefusedException e) {
      next.addFlashAttribute("error", String.valueOf(e.getMessage()));
    }
    return BACK;
  }

  /** A request of the page, and where the words of its answer go. */
  private record Asked(
      String number,
      HttpServletRequest request,
      HttpServletResponse response,
      Model page,
      RedirectAttributes next) {}

  /**
   * What became of a change.
   *
   * @param word for the page's script
   * @param words for the page
   */
  private record Outcome(String word, Map<String, Object> words) {

    static final Outcome SAVED = new Outcome("saved", Map.of());

    /** Somebody else has changed the line since it was shown. */
    static final Outcome CHANGED =
        new Outcome(
            "changed",
            Map.of("error", "This was changed somewhere else in the meantime. Check it."));

    Outcome {
      words = Map.copyOf(words);
    }

    static Outcome refused(Typed typed) {
      return new Outcome("refused", Map.of(TYPED, typed));
    }

    static Outcome sold(Sale sale) {
      return new Outcome("sold", Map.of(SOLD, "/sales/" + sale.id()));
    }

    Outcome with(String name, Object value) {
      Map<String, Object> more = new HashMap<>(words);
      more.put(name, value);
      return new Outcome(word, more);
    }
  }

  /**
   * Answers a change: the page's script, which numbers its requests, gets the page with the number
   * in it; everybody else is sent to the page.
   */
  private String answer(Asked asked, Supplier<Outcome> change) {
    Outcome outcome;
    try {
      outcome = change.get();
    } catch (RefusedException e) {
      outcome =
          new Outcome(
              e.problem() == Problem.NOT_FOUND ? "gone" : "refused",
              Map.of("error", String.valueOf(e.getMessage())));
    }
    if (NUMBER.matcher(asked.number()).matches()) {
      asked.page().addAllAttributes(outcome.words());
      asked.page().addAttribute("answered", asked.number() + " " + outcome.word());
      return show(asked.request(), asked.response(), asked.page());
    }
    if (outcome.words().get(SOLD) instanceof String receipt) {
      BasketCookie.give(asked.request(), asked.response());
      return "redirect:" + receipt;
    }
    outcome.words().forEach(asked.next()::addFlashAttribute);
    return BACK;
  }

  private static boolean refusesALine(Typed typed, BasketView.Shown basket) {
    return basket.lines().stream()
        .anyMatch(
            line -> LINE_FIELDS.stream().anyMatch(field -> typed.fault(field + line.id()) != null));
  }

  /** The basket to fill: a browser's own, or a new one after a sale. */
  private String basket(HttpServletRequest request, HttpServletResponse response) {
    return BasketCookie.of(request)
        .filter(basket -> !checkout.sold(basket))
        .orElseGet(() -> BasketCookie.give(request, response));
  }

  private static String basket(HttpServletRequest request) {
    return BasketCookie.of(request)
        .orElseThrow(() -> new RefusedException(Problem.NOT_FOUND, "The basket is empty."));
  }
}
