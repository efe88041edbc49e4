package dev.greengrocer.web.closing;

import dev.greengrocer.files.Sha256;
import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.closing.Closing;
import dev.greengrocer.ledger.closing.Closings;
import dev.greengrocer.ledger.closing.DayClosing;
import dev.greengrocer.ledger.closing.PeriodReport;
import dev.greengrocer.ledger.closing.ZReport;
import dev.greengrocer.ledger.database.Page;
import dev.greengrocer.ledger.database.UnreadableRow;
import dev.greengrocer.ledger.idempotency.Scope;
import dev.greengrocer.ledger.price.Till;
import dev.greengrocer.ledger.sale.Payment;
import dev.greengrocer.web.IdempotencyKey;
import dev.greengrocer.web.Numeral;
import dev.greengrocer.web.Refuses;
import dev.greengrocer.web.caller.IdempotentCall;
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
import java.time.Instant;
import java.util.List;
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

/** The closing of a day for programs. */
@RestController
@RequestMapping("/api/v1/closings")
@Tag(name = "Day closing")
class ClosingController {

  private static final int LONGEST_STATE = 64;
  private static final String STATE = "must be 1 to " + LONGEST_STATE + " characters";
  private static final String NUMBER = "must be the number of a Z report, from 1";

  private final DayClosing closing;
  private final Closings closings;
  private final ClosingCsv csv;
  private final Till till;

  ClosingController(DayClosing closing, Closings closings, ClosingCsv csv, Till till) {
    this.closing = closing;
    this.closings = closings;
    this.csv = csv;
    this.till = till;
  }

  /**
   * What was counted.
   *
   * @param counted the cash in the drawer, from 0
   * @param kept how much of it stays in the drawer for the next period; all of it when absent
   * @param state of the X report that was shown to the person who counted; when it is given and
   *     something was sold or voided since, nothing is closed
   */
  @Schema(name = "ClosingWish")
  record Wish(
      Numeral counted,
      @Nullable Numeral kept,
      @Size(min = 1, max = LONGEST_STATE, message = STATE) @Nullable String state) {}

  /**
   * Sales that have something in common; money is exact decimals as text.
   *
   * @param payment how they were paid; absent in rows of clerks
   * @param clerk who sold, or took back; absent in rows of payments
   * @param sales how many receipts
   * @param total what was paid
   * @param rounding how much of it is rounding to coins
   * @param priceOverrides lines whose price the clerk said
   * @param overridden the total of those lines
   * @param discounts lines that were sold for less
   * @param discounted what was taken off them
   * @param returns how many of the receipts give goods back
   * @param returned what was paid back for them; the total is without it
   * @param voids how many sales were taken back
   * @param voided what was given back for them
   * @param net total less voided
   */
  @Schema(name = "PeriodRow")
  record RowBody(
      @Nullable Payment payment,
      @Nullable String clerk,
      String currency,
      long sales,
      String total,
      String rounding,
      long priceOverrides,
      String overridden,
      long discounts,
      String discounted,
      long returns,
      String returned,
      long voids,
      String voided,
      String net) {}

  /**
   * A sale that was taken back in a period.
   *
   * @param voidedBy who took it back
   */
  @Schema(name = "PeriodVoid")
  record VoidBody(
      String id, long receipt, Payment payment, String currency, String total, String voidedBy) {}

  /**
   * The tax of one rate, as the receipts of a period have it.
   *
   * @param rate in percent
   * @param net what was sold, without the tax
   * @param voidedNet what was taken back, without the tax
   */
  @Schema(name = "PeriodTax")
  record TaxBody(
      String rate, String currency, String net, String tax, String voidedNet, String voidedTax) {}

  /**
   * What was sold and taken back in a period; money is exact decimals as text.
   *
   * @param opened when the period before was closed; absent when there was none
   * @param at when this was looked at or closed
   * @param firstReceipt absent when nothing was sold
   * @param lastReceipt absent when nothing was sold
   * @param receipts how many
   * @param openingCash what the period before left in the drawer
   * @param expectedCash what should be in the drawer
   * @param taxes by rate; goods without a rate are in none
   * @param state what to send when closing the period, so that it is closed as it was shown
   */
  @Schema(name = "PeriodReport")
  record PeriodBody(
      @Nullable Instant opened,
      Instant at,
      String currency,
      @Nullable Long firstReceipt,
      @Nullable Long lastReceipt,
      long receipts,
      String total,
      String voided,
      String net,
      String openingCash,
      String cashTaken,
      String cashReturned,
      String expectedCash,
      List<RowBody> byPayment,
      List<RowBody> byClerk,
      List<VoidBody> voids,
      List<TaxBody> taxes,
      String state) {}

  /**
   * A Z report as lists have it; money is exact decimals as text.
   *
   * @param opened when the one before was made; absent for the first
   * @param firstReceipt absent when nothing was sold
   * @param lastReceipt absent when nothing was sold
   * @param difference what was counted more than expected; below 0 when something is missing
   * @param kept what stays in the drawer
   */
  @Schema(name = "Closing")
  record ClosingBody(
      long number,
      String id,
      @Nullable Instant opened,
      Instant at,
      String closedBy,
      String currency,
      @Nullable Long firstReceipt,
      @Nullable Long lastReceipt,
      long receipts,
      String total,
      String voided,
      String net,
      String opening,
      String expected,
      String counted,
      String difference,
      String kept) {}

  /** A Z report. */
  @Schema(name = "ZReport")
  record ReportBody(ClosingBody closing, PeriodBody period) {}

  /**
   * A page of Z reports.
   *
   * @param unreadable those of the page that cannot be read; absent when all can
   */
  @Schema(name = "Closings")
  record ClosingsBody(
      List<ClosingBody> items, @Nullable String next, @Nullable List<UnreadableRow> unreadable) {}

  @GetMapping(path = "/present", produces = MediaType.APPLICATION_JSON_VALUE)
  @Refuses(Problem.CONFLICT)
  @Operation(
      operationId = "getPresentPeriod",
      summary = "Get the X report: what happened since the last closing")
  PeriodBody present() {
    return body(closing.present());
  }

  @PostMapping(
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Refuses({Problem.UNPROCESSABLE, Problem.KEY_REUSED, Problem.CONFLICT})
  @Operation(
      operationId = "closePeriod",
      summary = "Close the period with a Z report",
      description =
          "Holds every receipt since the last closing, and never changes. The same"
              + " Idempotency-Key with the same body gives the same report.")
  @ApiResponse(responseCode = "201", description = "Closed")
  ResponseEntity<ReportBody> close(
      @RequestBody Wish wish,
      @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
      Actor actor) {
    IdempotencyKey.checked(key);
    long counted = till.counted("counted", wish.counted().text());
    long kept = wish.kept() == null ? counted : till.counted("kept", wish.kept().text());
    DayClosing.Made made =
        closing.close(
            actor,
            new DayClosing.Count(counted, kept, wish.state()),
            IdempotentCall.of(Scope.CLOSING, key, () -> fingerprint(wish)));
    return ResponseEntity.created(
            URI.create("/api/v1/closings/" + made.report().closing().number()))
        .header(IdempotencyKey.REPLAYED, Boolean.toString(made.replayed()))
        .body(body(made.report()));
  }

  /** Older than {@code Fingerprint}: the books hold hashes of this form. */
  private static String fingerprint(Wish wish) {
    Numeral kept = wish.kept();
    return Sha256.of(
        "closing 1\n%s\n%s\n%s"
            .formatted(
                wish.counted().canonical(),
                kept == null ? "" : kept.canonical(),
                wish.state() == null ? "" : wish.state()));
  }

  @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(operationId = "listClosings", summary = "List Z reports, the latest first")
  ClosingsBody list(
      @RequestParam(required = false) @Nullable String cursor,
      @Parameter(description = "How many; 50 when absent")
          @RequestParam(required = false)
          @Min(value = 1, message = Page.LIMIT)
          @Max(value = Page.MOST, message = Page.LIMIT)
          @Nullable Integer limit) {
    Page<Closing> page = closings.page(cursor, Page.size(limit, null));
    return new ClosingsBody(
        page.items().stream().map(this::body).toList(), page.next(), page.unreadable());
  }

  @GetMapping(path = "/{number}", produces = MediaType.APPLICATION_JSON_VALUE)
  @Refuses(Problem.CONFLICT)
  @Operation(operationId = "getClosing", summary = "Get a Z report")
  ReportBody get(@PathVariable @Min(value = 1, message = NUMBER) long number) {
    return body(closing.get(number));
  }

  @GetMapping(path = "/export", produces = "text/csv")
  @Refuses(Problem.CONFLICT)
  @Operation(
      operationId = "exportClosings",
      summary = "Export Z reports as CSV, one row a report, the latest first")
  @ApiResponse(
      responseCode = "200",
      description = "The file",
      content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
  void export(HttpServletResponse response) throws IOException {
    csv.write(response);
  }

  private ReportBody body(ZReport report) {
    return new ReportBody(body(report.closing()), body(report.period()));
  }

  private ClosingBody body(Closing one) {
    Closing.Drawer cash = one.cash();
    boolean sold = one.sold().receipts() > 0;
    return new ClosingBody(
        one.number(),
        one.id(),
        one.opened(),
        one.at(),
        one.actor(),
        one.currency(),
        sold ? one.sold().firstReceipt() : null,
        sold ? one.sold().lastReceipt() : null,
        one.sold().receipts(),
        till.plain(one.sold().total()),
        till.plain(one.sold().voided()),
        till.plain(one.sold().net()),
        till.plain(cash.opening()),
        till.plain(cash.expected()),
        till.plain(cash.counted()),
        till.plain(cash.difference()),
        till.plain(cash.kept()));
  }

  private PeriodBody body(PeriodReport period) {
    boolean sold = period.receipts() > 0;
    return new PeriodBody(
        period.opened(),
        period.at(),
        period.currency(),
        sold ? period.firstReceipt() : null,
        sold ? period.lastReceipt() : null,
        period.receipts(),
        till.plain(period.total()),
        till.plain(period.voided()),
        till.plain(period.total() - period.voided()),
        till.plain(period.openingCash()),
        till.plain(period.cashTaken()),
        till.plain(period.cashReturned()),
        till.plain(period.expectedCash()),
        period.byPayment().stream().map(row -> body(row, Payment.of(row.name()), null)).toList(),
        period.byClerk().stream().map(row -> body(row, null, row.name())).toList(),
        period.voids().stream().map(this::body).toList(),
        period.taxes().stream().map(this::body).toList(),
        period.state());
  }

  private RowBody body(PeriodReport.Row row, @Nullable Payment payment, @Nullable String clerk) {
    return new RowBody(
        payment,
        clerk,
        row.currency(),
        row.takings().sales(),
        till.plain(row.takings().total()),
        till.plain(row.takings().rounding()),
        row.takings().overrides().count(),
        till.plain(row.takings().overrides().amount()),
        row.takings().discounts().count(),
        till.plain(row.takings().discounts().amount()),
        row.takings().returns().count(),
        till.plain(row.takings().returns().amount()),
        row.voids().count(),
        till.plain(row.voids().amount()),
        till.plain(row.net()));
  }

  private TaxBody body(PeriodReport.Tax tax) {
    return new TaxBody(
        tax.rate().percent(),
        tax.currency(),
        till.plain(tax.net()),
        till.plain(tax.tax()),
        till.plain(tax.voidedNet()),
        till.plain(tax.voidedTax()));
  }

  private VoidBody body(PeriodReport.VoidedSale gone) {
    return new VoidBody(
        gone.saleId(),
        gone.receipt(),
        gone.payment(),
        gone.currency(),
        till.plain(gone.total()),
        gone.actor());
  }
}
