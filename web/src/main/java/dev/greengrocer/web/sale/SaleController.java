package dev.greengrocer.web.sale;

import dev.greengrocer.files.Csv;
import dev.greengrocer.files.Sha256;
import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.database.Page;
import dev.greengrocer.ledger.database.UnreadableRow;
import dev.greengrocer.ledger.idempotency.IdempotentRequest;
import dev.greengrocer.ledger.idempotency.IdempotentRequest.EarlierRequest;
import dev.greengrocer.ledger.idempotency.Scope;
import dev.greengrocer.ledger.price.CheckoutSettings;
import dev.greengrocer.ledger.price.MalformedQuantityException;
import dev.greengrocer.ledger.price.Pieces;
import dev.greengrocer.ledger.price.Price;
import dev.greengrocer.ledger.price.PriceList;
import dev.greengrocer.ledger.price.Quantity;
import dev.greengrocer.ledger.price.Till;
import dev.greengrocer.ledger.price.Unit;
import dev.greengrocer.ledger.price.Weight;
import dev.greengrocer.ledger.sale.Baskets;
import dev.greengrocer.ledger.sale.Checkout;
import dev.greengrocer.ledger.sale.Customer;
import dev.greengrocer.ledger.sale.Paid;
import dev.greengrocer.ledger.sale.Payment;
import dev.greengrocer.ledger.sale.ReceiptCsv;
import dev.greengrocer.ledger.sale.Returns;
import dev.greengrocer.ledger.sale.Sale;
import dev.greengrocer.ledger.sale.SaleFilter;
import dev.greengrocer.ledger.sale.SaleTaxes;
import dev.greengrocer.ledger.sale.Sales;
import dev.greengrocer.web.DiscountWish;
import dev.greengrocer.web.ExactlyOne;
import dev.greengrocer.web.IdempotencyKey;
import dev.greengrocer.web.Numeral;
import dev.greengrocer.web.Refuses;
import dev.greengrocer.web.security.Caller;
import dev.greengrocer.web.security.Supervision;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.net.URI;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Sales for programs. */
@RestController
@RequestMapping("/api/v1/sales")
@Tag(name = "Sales")
class SaleController {

  private static final String PIECES = "from 1 to " + Pieces.MOST + " pieces";
  private static final String LINE = "from 1 to " + Baskets.MOST_LINES;
  private static final String LINES = "must be 1 to " + Baskets.MOST_LINES + " lines";

  private final Checkout checkout;
  private final Sales sales;
  private final Returns returns;
  private final PriceList prices;
  private final Till till;
  private final CheckoutSettings settings;
  private final Supervision supervision;

  SaleController(
      Checkout checkout,
      Sales sales,
      Returns returns,
      PriceList prices,
      Till till,
      CheckoutSettings settings,
      Supervision supervision) {
    this.supervision = supervision;
    this.returns = returns;
    this.checkout = checkout;
    this.sales = sales;
    this.prices = prices;
    this.till = till;
    this.settings = settings;
  }

  /**
   * What to sell.
   *
   * @param customer who buys, or absent
   * @param mobile their mobile number, or absent
   * @param payment cash when absent
   * @param cashGiven what the customer hands over in cash, at least the total; the answer says the
   *     change
   * @param discount what to take off all lines together, after their own discounts; absent when
   *     nothing
   */
  @Schema(name = "SaleWish")
  record Wish(
      @Size(min = 1, max = Baskets.MOST_LINES, message = LINES) List<WishedLine> lines,
      @Nullable String customer,
      @Nullable String mobile,
      @Nullable Payment payment,
      @Nullable Numeral cashGiven,
      @Nullable DiscountWish discount) {}

  /**
   * A line to sell: a weight or a number of pieces, as the price is for.
   *
   * @param name what it is, as the price list or the model has it
   * @param predictionId the answer that named it, or absent
   * @param kilograms on the scales, with at most three decimals
   * @param tareKilograms of the packaging; 0 when absent, and for pieces
   * @param pieces how many
   * @param price for a kilogram or a piece; the price list's when absent
   * @param discount what to take off this line; absent when nothing
   */
  @Schema(name = "SaleWishLine")
  @ExactlyOne({"kilograms", "pieces"})
  record WishedLine(
      String name,
      @Nullable String predictionId,
      @Nullable Numeral kilograms,
      @Nullable Numeral tareKilograms,
      @Min(value = 1, message = PIECES) @Max(value = Pieces.MOST, message = PIECES)
          @Nullable Integer pieces,
      @Nullable Numeral price,
      @Nullable DiscountWish discount) {}

  /**
   * A sale; money and weights are exact decimals as text.
   *
   * @param taxes by rate, the lowest first; none when no goods have a rate
   * @param taxIncluded whether the prices hold the tax; otherwise the total is the goods' with it
   * @param cashGiven what the customer handed over in cash; absent when nobody said
   * @param change what they got back
   * @param discount what was taken off all lines together; it is in their totals; absent when
   *     nothing was
   * @param discountReason why; absent when nothing was
   * @param returnOf the sale of which goods are given back; then quantities and amounts are
   *     negative; absent for a sale
   * @param unreadable its lines that cannot be read, which its totals hold, too; absent when all
   *     can
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
      List<LineBody> lines,
      String goodsTotal,
      List<TaxBody> taxes,
      boolean taxIncluded,
      String cashRounding,
      String total,
      @Nullable String cashGiven,
      @Nullable String change,
      String currency,
      @Nullable String discount,
      @Nullable String discountReason,
      @Nullable ReturnOfBody returnOf,
      @Nullable VoidBody voided,
      @Nullable List<UnreadableRow> unreadable) {}

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
  record LineBody(
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
      @Nullable Integer returnedLine) {}

  /**
   * The sale of which goods are given back.
   *
   * @param sale its id
   */
  @Schema(name = "SaleReturnOf")
  record ReturnOfBody(String sale, long receipt, String reason) {}

  /**
   * What to give back of a sale.
   *
   * @param payment by what the money is paid back; cash when absent
   * @param reason why
   */
  @Schema(name = "SaleReturnWish")
  record ReturnWish(
      @Size(min = 1, max = Baskets.MOST_LINES, message = LINES) List<ReturnedLine> lines,
      @Nullable Payment payment,
      @Size(min = 1, max = Checkout.LONGEST_REASON, message = Checkout.REASON) String reason) {}

  /**
   * How much of a line to give back: a weight or a number of pieces, as it was sold.
   *
   * @param line of the sale, from 1
   * @param kilograms net, with at most three decimals
   */
  @Schema(name = "SaleReturnWishLine")
  @ExactlyOne({"kilograms", "pieces"})
  record ReturnedLine(
      @Min(value = 1, message = LINE) @Max(value = Baskets.MOST_LINES, message = LINE) int line,
      @Nullable Numeral kilograms,
      @Min(value = 1, message = PIECES) @Max(value = Pieces.MOST, message = PIECES)
          @Nullable Integer pieces) {}

  /**
   * The returns of goods of a sale.
   *
   * @param left what can be given back yet; none when the sale was voided or is itself a return
   */
  @Schema(name = "SaleReturns")
  record ReturnsBody(List<SaleBody> items, List<LeftBody> left) {}

  /**
   * What is left of a line.
   *
   * @param line of the sale, from 1
   * @param kilograms net; absent for pieces, and when nothing is left
   * @param total what was paid for it, without tax that is added to prices
   */
  @Schema(name = "SaleLineLeft")
  record LeftBody(
      int line, String name, @Nullable String kilograms, @Nullable Integer pieces, String total) {}

  /**
   * What goods of one rate of tax cost.
   *
   * @param rate in percent, such as {@code 7}
   * @param net without the tax
   * @param gross with it
   */
  @Schema(name = "SaleTax")
  record TaxBody(String rate, String net, String tax, String gross) {}

  /** When, by whom and why a sale was taken back. */
  @Schema(name = "SaleVoid")
  record VoidBody(Instant at, String by, String reason) {}

  /** Why to take a sale back. */
  @Schema(name = "SaleVoidWish")
  record VoidWish(
      @Size(min = 1, max = Checkout.LONGEST_REASON, message = Checkout.REASON) String reason) {}

  /**
   * A page of sales.
   *
   * @param unreadable sales of the page that cannot be read; absent when all can
   */
  @Schema(name = "Sales")
  record SalesBody(
      List<SaleBody> items, @Nullable String next, @Nullable List<UnreadableRow> unreadable) {}

  @PostMapping(
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Refuses({Problem.UNPROCESSABLE, Problem.KEY_REUSED, Problem.CONFLICT})
  @Operation(
      operationId = "createSale",
      summary = "Sell",
      description =
          "In the books before it is answered. The same Idempotency-Key with the same body gives"
              + " the same sale.")
  @ApiResponse(
      responseCode = "201",
      description = "Sold",
      headers =
          @Header(
              name = IdempotencyKey.REPLAYED,
              description = "true when an earlier request with this key was answered so",
              schema = @Schema(type = "boolean")))
  ResponseEntity<SaleBody> sell(
      @RequestBody Wish wish,
      @Parameter(schema = @Schema(type = "string", pattern = IdempotencyKey.PATTERN))
          @RequestHeader(name = IdempotencyKey.HEADER, required = false)
          @Nullable String key,
      Actor actor) {
    IdempotencyKey.checked(key);
    if (wish.lines().stream().anyMatch(Objects::isNull)) {
      throw new RefusedException(
          Problem.INVALID_REQUEST, "lines: null is no line; each is an object with a name");
    }
    supervision.approve(acts(wish), "sale", null, Supervision.Word.NONE);
    Checkout.Made made =
        checkout.sell(
            actor,
            () ->
                new Checkout.Goods(
                    lines(wish.lines()),
                    wish.discount() == null ? null : wish.discount().read(till)),
            Customer.of(wish.customer(), wish.mobile(), settings.region()),
            paid(wish),
            request(key, wish));
    return ResponseEntity.created(URI.create("/api/v1/sales/" + made.sale().id()))
        .header(IdempotencyKey.REPLAYED, Boolean.toString(made.replayed()))
        .body(body(made.sale()));
  }

  private Paid paid(Wish wish) {
    Numeral given = wish.cashGiven();
    return new Paid(
        wish.payment() == null ? Payment.CASH : wish.payment(),
        given == null ? null : till.cash(given.text()));
  }

  private static @Nullable IdempotentRequest request(@Nullable String key, Wish wish) {
    return key == null
        ? null
        : new IdempotentRequest(
            Scope.SALE,
            Caller.owner(),
            key,
            fingerprint(wish),
            new EarlierRequest(Caller.named(key), EarlierSaleHash.of(wish), Caller::wrote));
  }

  /**
   * The hash of what a request means, whatever its spacing, the order of its members and the zeros
   * of its numbers. It stands in the books: another version of the program computes the same.
   */
  static String fingerprint(Wish wish) {
    StringBuilder canonical = new StringBuilder("sale 1");
    part(canonical, wish.customer());
    part(canonical, wish.mobile());
    part(canonical, (wish.payment() == null ? Payment.CASH : wish.payment()).id());
    if (wish.cashGiven() != null) {
      canonical.append("\ncash");
      part(canonical, canonical(wish.cashGiven()));
    }
    for (WishedLine line : wish.lines()) {
      canonical.append("\nline");
      part(canonical, Normalizer.normalize(line.name(), Normalizer.Form.NFC));
      part(canonical, line.predictionId());
      part(canonical, canonical(line.kilograms()));
      String tare = canonical(line.tareKilograms());
      part(canonical, "0".equals(tare) ? null : tare);
      part(canonical, line.pieces() == null ? null : line.pieces().toString());
      part(canonical, canonical(line.price()));
      part(canonical, line.discount());
    }
    part(canonical, wish.discount());
    return Sha256.of(canonical.toString());
  }

  private static @Nullable String canonical(@Nullable Numeral number) {
    return number == null ? null : number.canonical();
  }

  /** Nothing for none, so that requests of earlier versions keep their hashes. */
  private static void part(StringBuilder canonical, @Nullable DiscountWish discount) {
    if (discount != null) {
      canonical.append("\ndiscount");
      part(canonical, discount.canonical());
      part(canonical, discount.reason());
    }
  }

  /** A text with its length before it: no two lists of parts read alike. */
  private static void part(StringBuilder canonical, @Nullable String text) {
    String value = text == null ? "" : text.strip();
    canonical.append('\n').append(value.length()).append(':').append(value);
  }

  private List<Sale.Line> lines(List<WishedLine> wished) {
    LocalDate today = prices.today();
    List<Sale.Line> lines = new ArrayList<>();
    for (WishedLine wish : wished) {
      try {
        lines.add(line(wish, today));
      } catch (RefusedException e) {
        throw new RefusedException(
            e.problem(), "lines[%d]: %s".formatted(lines.size(), e.getMessage()));
      }
    }
    return lines;
  }

  private Sale.Line line(WishedLine wish, LocalDate today) {
    String name = prices.canonical(wish.name());
    Quantity quantity = quantity(wish, name);
    Numeral price = wish.price();
    long amount = price == null ? listed(name, quantity, today) : till.price(price.text());
    String answer = wish.predictionId() == null ? null : checkout.answer(wish.predictionId());
    return checkout.line(
        answer,
        name,
        amount,
        price != null,
        quantity,
        wish.discount() == null ? null : wish.discount().read(till));
  }

  private long listed(String name, Quantity quantity, LocalDate today) {
    Price price =
        prices
            .find(name, today)
            .orElseThrow(
                () ->
                    new RefusedException(
                        Problem.UNPROCESSABLE,
                        "'%s' has no price today; send one".formatted(name)));
    if (price.unit() != quantity.unit()) {
      throw new RefusedException(
          Problem.UNPROCESSABLE, "'%s' is sold by the %s".formatted(name, price.unit().id()));
    }
    return price.amount();
  }

  private static Quantity quantity(WishedLine wish, String name) {
    Numeral wished = wish.tareKilograms();
    long tare = wished == null ? 0 : tare(wished);
    if (wish.pieces() != null) {
      if (wished != null && tare > 0) {
        throw new RefusedException(
            Problem.UNPROCESSABLE,
            "tareKilograms '%s': '%s' is counted, and pieces have no tare; leave it out"
                .formatted(wished.text(), name));
      }
      return Quantity.ofPieces(wish.pieces());
    }
    return Quantity.ofGrams(
        Quantity.grams(Objects.requireNonNull(wish.kilograms(), name).text()), tare);
  }

  private static long tare(Numeral kilograms) {
    try {
      return Weight.parse(kilograms.text()).grams();
    } catch (MalformedQuantityException e) {
      throw new RefusedException(Problem.UNPROCESSABLE, "tare: " + e.getMessage());
    }
  }

  @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(operationId = "getSale", summary = "Get a sale")
  SaleBody get(@PathVariable String id) {
    return body(checkout.get(id));
  }

  @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(operationId = "listSales", summary = "List sales, the latest first")
  SalesBody list(
      @RequestParam(required = false) @Nullable LocalDate from,
      @RequestParam(required = false) @Nullable LocalDate to,
      @RequestParam(required = false) @Nullable String cursor,
      @Parameter(description = "How many; 50 when absent")
          @RequestParam(required = false)
          @Min(value = 1, message = Page.LIMIT)
          @Max(value = Page.MOST, message = Page.LIMIT)
          @Nullable Integer limit,
      @Parameter(deprecated = true, description = "The older name of limit")
          @RequestParam(required = false)
          @Min(value = 1, message = Page.LIMIT)
          @Max(value = Page.MOST, message = Page.LIMIT)
          @Nullable Integer size) {
    Page<Sale> page = sales.page(new SaleFilter(from, to), cursor, Page.size(limit, size));
    return new SalesBody(
        page.items().stream().map(this::body).toList(), page.next(), page.unreadable());
  }

  @PostMapping(
      path = "/{id}/void",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Refuses({Problem.UNPROCESSABLE, Problem.CONFLICT})
  @Operation(
      operationId = "voidSale",
      summary = "Take a sale back; it stays in the books with the reason")
  SaleBody voidSale(@PathVariable String id, @RequestBody VoidWish wish, Actor actor) {
    Sale sale = checkout.get(id);
    supervision.approve(
        List.of(Supervision.Act.VOID), "receipt " + sale.number(), null, Supervision.Word.NONE);
    return body(checkout.voidSale(actor, id, wish.reason()));
  }

  @PostMapping(
      path = "/{id}/returns",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Refuses({Problem.UNPROCESSABLE, Problem.KEY_REUSED, Problem.CONFLICT})
  @Operation(
      operationId = "createReturn",
      summary = "Give goods of a sale back",
      description =
          "A sale of its own with a receipt of its own, whose quantities and amounts are negative."
              + " Never more is given back than was sold. The same Idempotency-Key with the same"
              + " body gives the same return.")
  @ApiResponse(
      responseCode = "201",
      description = "Given back",
      headers =
          @Header(
              name = IdempotencyKey.REPLAYED,
              description = "true when an earlier request with this key was answered so",
              schema = @Schema(type = "boolean")))
  ResponseEntity<SaleBody> giveBack(
      @PathVariable String id,
      @RequestBody ReturnWish wish,
      @Parameter(schema = @Schema(type = "string", pattern = IdempotencyKey.PATTERN))
          @RequestHeader(name = IdempotencyKey.HEADER, required = false)
          @Nullable String key,
      Actor actor) {
    IdempotencyKey.checked(key);
    supervision.approve(
        List.of(Supervision.Act.RETURN),
        "receipt " + checkout.get(id).number(),
        null,
        Supervision.Word.NONE);
    if (wish.lines().stream().anyMatch(Objects::isNull)) {
      throw new RefusedException(
          Problem.INVALID_REQUEST, "lines: null is no line; each is an object with a line");
    }
    Checkout.Made made =
        returns.giveBack(
            actor,
            id,
            wish.lines().stream().map(SaleController::wanted).toList(),
            wish.payment() == null ? Payment.CASH : wish.payment(),
            wish.reason(),
            key == null
                ? null
                : new IdempotentRequest(Scope.RETURN, Caller.owner(), key, fingerprint(id, wish)));
    return ResponseEntity.created(URI.create("/api/v1/sales/" + made.sale().id()))
        .header(IdempotencyKey.REPLAYED, Boolean.toString(made.replayed()))
        .body(body(made.sale()));
  }

  /** What a supervisor may have to approve of a sale. */
  private static List<Supervision.Act> acts(Wish wish) {
    List<Supervision.Act> acts = new ArrayList<>();
    if (wish.lines().stream().anyMatch(line -> line.price() != null)) {
      acts.add(Supervision.Act.PRICE);
    }
    if (wish.discount() != null
        || wish.lines().stream().anyMatch(line -> line.discount() != null)) {
      acts.add(Supervision.Act.DISCOUNT);
    }
    return acts;
  }

  private static Returns.Wanted wanted(ReturnedLine line) {
    return new Returns.Wanted(
        line.line(),
        line.pieces() == null
            ? Quantity.ofGrams(
                Quantity.grams(Objects.requireNonNull(line.kilograms(), "kilograms").text()), 0)
            : Quantity.ofPieces(line.pieces()));
  }

  private static String fingerprint(String id, ReturnWish wish) {
    StringBuilder canonical = new StringBuilder("return 1");
    part(canonical, id);
    part(canonical, (wish.payment() == null ? Payment.CASH : wish.payment()).id());
    part(canonical, wish.reason());
    for (ReturnedLine line : wish.lines()) {
      canonical.append("\nline");
      part(canonical, Integer.toString(line.line()));
      part(canonical, canonical(line.kilograms()));
      part(canonical, line.pieces() == null ? null : line.pieces().toString());
    }
    return Sha256.of(canonical.toString());
  }

  @GetMapping(path = "/{id}/returns", produces = MediaType.APPLICATION_JSON_VALUE)
  @Refuses(Problem.CONFLICT)
  @Operation(
      operationId = "listReturns",
      summary = "List the returns of goods of a sale, and what is left of it")
  ReturnsBody listReturns(@PathVariable String id) {
    Sale sale = checkout.get(id);
    return new ReturnsBody(
        sales.returnsOf(id).stream().map(this::body).toList(),
        returns.left(sale).stream().map(this::body).toList());
  }

  private LeftBody body(Returns.Left left) {
    Quantity quantity = left.left();
    boolean weighed = quantity != null && quantity.unit() == Unit.KG;
    return new LeftBody(
        left.line(),
        left.sold().name(),
        quantity != null && weighed ? Quantity.kilograms(quantity.netGrams()) : null,
        quantity == null || weighed ? null : Integer.valueOf(quantity.pieces()),
        till.plain(left.total()));
  }

  @GetMapping(path = "/export", produces = "text/csv")
  @Operation(
      operationId = "exportSales",
      summary = "Export sales as CSV, one row a line, the latest first")
  @ApiResponse(
      responseCode = "200",
      description = "The file",
      content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
  void export(
      @RequestParam(required = false) @Nullable LocalDate from,
      @RequestParam(required = false) @Nullable LocalDate to,
      HttpServletResponse response)
      throws IOException {
    response.setContentType(Csv.MEDIA_TYPE);
    ReceiptCsv file = new ReceiptCsv(response.getWriter(), till);
    String cursor = null;
    do {
      Page<Sale> page = sales.page(new SaleFilter(from, to), cursor, Page.MOST);
      file.write(page);
      cursor = page.next();
    } while (cursor != null);
  }

  private SaleBody body(Sale sale) {
    return new SaleBody(
        sale.id(),
        sale.number(),
        sale.at(),
        sale.day(),
        sale.actor(),
        sale.customer().name(),
        sale.customer().mobile(),
        sale.payment(),
        sale.lines().stream().map(this::body).toList(),
        till.plain(sale.goodsTotal()),
        sale.taxes().sums().stream().map(this::body).toList(),
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
            : new ReturnOfBody(
                sale.returnOf().saleId(), sale.returnOf().receipt(), sale.returnOf().reason()),
        sale.voided() == null
            ? null
            : new VoidBody(sale.voided().at(), sale.voided().by(), sale.voided().reason()),
        sale.unreadable().isEmpty() ? null : sale.unreadable());
  }

  private LineBody body(Sale.Line line) {
    Quantity quantity = line.quantity();
    boolean weighed = quantity.unit() == Unit.KG;
    int sign = line.returned() == null ? 1 : -1;
    return new LineBody(
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

  private TaxBody body(SaleTaxes.Sum sum) {
    return new TaxBody(
        sum.rate().percent(),
        till.plain(sum.net()),
        till.plain(sum.tax()),
        till.plain(sum.gross()));
  }
}
