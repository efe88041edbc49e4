package dev.greengrocer.web.sale;

import dev.greengrocer.files.Csv;
import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.database.Page;
import dev.greengrocer.ledger.database.UnreadableRow;
import dev.greengrocer.ledger.idempotency.IdempotentRequest;
import dev.greengrocer.ledger.idempotency.IdempotentRequest.EarlierRequest;
import dev.greengrocer.ledger.idempotency.Scope;
import dev.greengrocer.ledger.price.CheckoutSettings;
import dev.greengrocer.ledger.price.Till;
import dev.greengrocer.ledger.sale.Checkout;
import dev.greengrocer.ledger.sale.Customer;
import dev.greengrocer.ledger.sale.Paid;
import dev.greengrocer.ledger.sale.ReceiptCsv;
import dev.greengrocer.ledger.sale.Sale;
import dev.greengrocer.ledger.sale.SaleFilter;
import dev.greengrocer.ledger.sale.SalePricing;
import dev.greengrocer.ledger.sale.Sales;
import dev.greengrocer.ledger.settings.LiveSettings;
import dev.greengrocer.web.IdempotencyKey;
import dev.greengrocer.web.Numeral;
import dev.greengrocer.web.Refuses;
import dev.greengrocer.web.account.Supervision;
import dev.greengrocer.web.caller.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
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
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
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

  private final Checkout checkout;
  private final Sales sales;
  private final WishedLines lines;
  private final Till till;
  private final Supplier<CheckoutSettings> settings;
  private final Supervision supervision;

  SaleController(
      Checkout checkout,
      Sales sales,
      WishedLines lines,
      Till till,
      LiveSettings settings,
      Supervision supervision) {
    this.supervision = supervision;
    this.checkout = checkout;
    this.sales = sales;
    this.lines = lines;
    this.till = till;
    this.settings = settings.of(CheckoutSettings.class);
  }

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
  @ApiResponse(responseCode = "201", description = "Sold")
  ResponseEntity<SaleBody> sell(
      @RequestBody SaleWish wish,
      @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
      @Parameter(
              description =
                  "true for a program into which people type prices: one that is more than double"
                      + " or less than half of the list's sells nothing (409)")
          @RequestParam(defaultValue = "false")
          boolean checkPrices,
      Actor actor) {
    IdempotencyKey.checked(key);
    supervision.approve(wish.toApprove(), "sale", null, Supervision.Word.NONE);
    Checkout.Made made =
        checkout.sell(
            actor,
            () ->
                new SalePricing.Goods(
                    lines.read(wish.lines(), checkPrices),
                    wish.discount() == null ? null : wish.discount().read(till)),
            Customer.of(wish.customer(), wish.mobile(), settings.get().region()),
            paid(wish),
            request(key, wish));
    return ResponseEntity.created(URI.create("/api/v1/sales/" + made.sale().id()))
        .header(IdempotencyKey.REPLAYED, Boolean.toString(made.replayed()))
        .body(SaleBody.of(made.sale(), till));
  }

  private Paid paid(SaleWish wish) {
    Numeral given = wish.cashGiven();
    return new Paid(wish.paidBy(), given == null ? null : till.cash(given.text()));
  }

  private static @Nullable IdempotentRequest request(@Nullable String key, SaleWish wish) {
    return key == null
        ? null
        : new IdempotentRequest(
            Scope.SALE,
            Caller.owner(),
            key,
            SaleFingerprint.of(wish),
            new EarlierRequest(Caller.named(key), EarlierSaleHash.of(wish), Caller::wrote));
  }

  @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(operationId = "getSale", summary = "Get a sale")
  SaleBody get(@PathVariable String id) {
    return SaleBody.of(checkout.get(id), till);
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
        page.items().stream().map(sale -> SaleBody.of(sale, till)).toList(),
        page.next(),
        page.unreadable());
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
    return SaleBody.of(checkout.voidSale(actor, id, wish.reason()), till);
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
}
