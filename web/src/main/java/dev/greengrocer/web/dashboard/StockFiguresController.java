package dev.greengrocer.web.dashboard;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.ShopCalendar;
import dev.greengrocer.ledger.figures.Days;
import dev.greengrocer.ledger.figures.StockFigures;
import dev.greengrocer.ledger.figures.StockFlow;
import dev.greengrocer.ledger.price.Till;
import dev.greengrocer.ledger.price.Unit;
import dev.greengrocer.web.Refuses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Margin and shrinkage for programs. */
@RestController
@RequestMapping("/api/v1/dashboard/stock")
@Tag(name = "Stock")
class StockFiguresController {

  private final StockFigures figures;
  private final StockFiguresCsv csv;
  private final Till till;
  private final ShopCalendar calendar;
  private final Clock clock;

  StockFiguresController(
      StockFigures figures, StockFiguresCsv csv, Till till, ShopCalendar calendar, Clock clock) {
    this.figures = figures;
    this.csv = csv;
    this.till = till;
    this.calendar = calendar;
    this.clock = clock;
  }

  /**
   * What came in, was sold and was lost of a kind: kilograms or pieces, and money without tax, both
   * as exact decimals in text.
   *
   * @param missing what counts found less than should have been there; below 0 what they found more
   * @param shrinkagePercent what was wasted or missing, of what was sold or lost; absent for
   *     neither
   * @param costOfSold absent when its cost is unknown
   * @param margin revenue less that
   * @param costOfLost what was wasted or missing had cost; absent when unknown
   */
  @Schema(name = "StockFigures")
  record KindBody(
      String name,
      Unit unit,
      String delivered,
      String sold,
      String wasted,
      String missing,
      @Nullable String shrinkagePercent,
      String revenue,
      @Nullable String costOfSold,
      @Nullable String margin,
      @Nullable String marginPercent,
      @Nullable String costOfLost) {}

  /**
   * Margin and shrinkage of some days.
   *
   * @param revenue of the kinds whose cost is known
   * @param costOfSold what they had cost
   * @param margin revenue less that
   * @param costOfLost what was wasted or missing of them had cost
   * @param unknown how many kinds were sold or lost whose cost is unknown
   */
  @Schema(name = "StockFiguresOfDays")
  record FiguresBody(
      LocalDate from,
      LocalDate to,
      String currency,
      List<KindBody> items,
      String revenue,
      String costOfSold,
      String margin,
      @Nullable String marginPercent,
      String costOfLost,
      @Nullable String shrinkagePercent,
      long unknown) {}

  @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
  @Refuses(Problem.UNPROCESSABLE)
  @Operation(
      operationId = "getStockFigures",
      summary = "Get margin and shrinkage by kind; of the last 30 days when no days are given")
  FiguresBody get(
      @RequestParam(required = false) @Nullable LocalDate from,
      @RequestParam(required = false) @Nullable LocalDate to) {
    Days days = days(from, to);
    List<StockFlow> kinds = figures.byKind(days);
    StockFlow.Totals totals = StockFlow.Totals.of(kinds);
    return new FiguresBody(
        days.first(),
        days.last(),
        till.currency(),
        kinds.stream().map(this::body).toList(),
        till.plain(totals.revenue()),
        till.plain(totals.costOfSold()),
        till.plain(totals.margin()),
        text(totals.marginPercent()),
        till.plain(totals.costOfLost()),
        text(totals.shrinkagePercent()),
        totals.unknown());
  }

  private KindBody body(StockFlow kind) {
    return new KindBody(
        kind.goods().name(),
        kind.goods().unit(),
        kind.plain(kind.delivered()),
        kind.plain(kind.sold()),
        kind.plain(kind.wasted()),
        kind.plain(kind.missing()),
        text(kind.shrinkagePercent()),
        till.plain(kind.revenue()),
        plain(kind.costOfSold()),
        plain(kind.margin()),
        text(kind.marginPercent()),
        plain(kind.costOfLost()));
  }

  @GetMapping(path = "/export", produces = "text/csv")
  @Refuses(Problem.UNPROCESSABLE)
  @Operation(
      operationId = "exportStockFigures",
      summary = "Export margin and shrinkage as CSV, one row a kind")
  @ApiResponse(
      responseCode = "200",
      description = "The file",
      content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
  void export(
      @RequestParam(required = false) @Nullable LocalDate from,
      @RequestParam(required = false) @Nullable LocalDate to,
      HttpServletResponse response)
      throws IOException {
    csv.write(days(from, to), response);
  }

  private Days days(@Nullable LocalDate from, @Nullable LocalDate to) {
    LocalDate last = to == null ? calendar.day(clock.instant()) : to;
    LocalDate first = from == null ? Days.endingAt(last, ShownDays.USUAL).first() : from;
    if (last.isBefore(first) || first.isBefore(last.minusDays(ShownDays.MOST))) {
      throw new RefusedException(
          Problem.UNPROCESSABLE,
          "from %s to %s: a first day and a last day that is not before it, at most %d days"
              .formatted(first, last, ShownDays.MOST));
    }
    return new Days(first, last);
  }

  private @Nullable String plain(@Nullable Long minor) {
    return minor == null ? null : till.plain(minor);
  }

  private static @Nullable String text(@Nullable BigDecimal percent) {
    return percent == null ? null : percent.toPlainString();
  }
}
