package dev.greengrocer.web.stock;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.database.Page;
import dev.greengrocer.ledger.database.UnreadableRow;
import dev.greengrocer.ledger.price.PriceList;
import dev.greengrocer.ledger.price.Till;
import dev.greengrocer.ledger.stock.MovementFilter;
import dev.greengrocer.ledger.stock.MovementKind;
import dev.greengrocer.ledger.stock.StockMovement;
import dev.greengrocer.ledger.stock.StockMovements;
import dev.greengrocer.web.Refuses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Every movement of stock for programs. */
@RestController
@RequestMapping("/api/v1/stock/movements")
@Tag(name = "Stock")
class MovementController {

  private final StockMovements movements;
  private final PriceList prices;
  private final StockCsv csv;
  private final Till till;

  MovementController(StockMovements movements, PriceList prices, StockCsv csv, Till till) {
    this.movements = movements;
    this.prices = prices;
    this.csv = csv;
    this.till = till;
  }

  /**
   * A page of movements.
   *
   * @param unreadable those of the page that cannot be read; absent when all can
   */
  @Schema(name = "StockMovements")
  record MovementsBody(
      List<MovementBody> items, @Nullable String next, @Nullable List<UnreadableRow> unreadable) {}

  @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
  @Refuses(Problem.UNPROCESSABLE)
  @Operation(operationId = "listStockMovements", summary = "List movements, the latest first")
  MovementsBody list(
      @RequestParam(required = false) @Nullable String name,
      @Parameter(schema = @Schema(implementation = MovementKind.class))
          @RequestParam(required = false)
          @Nullable String kind,
      @RequestParam(required = false) @Nullable LocalDate from,
      @RequestParam(required = false) @Nullable LocalDate to,
      @RequestParam(required = false) @Nullable String cursor,
      @Parameter(description = "How many; 50 when absent")
          @RequestParam(required = false)
          @Min(value = 1, message = Page.LIMIT)
          @Max(value = Page.MOST, message = Page.LIMIT)
          @Nullable Integer limit) {
    Page<StockMovement> page =
        movements.page(filter(name, kind, from, to), cursor, Page.size(limit, null));
    return new MovementsBody(
        page.items().stream().map(one -> MovementBody.of(one, till)).toList(),
        page.next(),
        page.unreadable());
  }

  @GetMapping(path = "/export", produces = "text/csv")
  @Refuses(Problem.UNPROCESSABLE)
  @Operation(
      operationId = "exportStockMovements",
      summary = "Export movements as CSV, one row a movement, the latest first")
  @ApiResponse(
      responseCode = "200",
      description = "The file",
      content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
  void export(
      @RequestParam(required = false) @Nullable String name,
      @Parameter(schema = @Schema(implementation = MovementKind.class))
          @RequestParam(required = false)
          @Nullable String kind,
      @RequestParam(required = false) @Nullable LocalDate from,
      @RequestParam(required = false) @Nullable LocalDate to,
      HttpServletResponse response)
      throws IOException {
    csv.writeMovements(filter(name, kind, from, to), response);
  }

  private MovementFilter filter(
      @Nullable String name,
      @Nullable String kind,
      @Nullable LocalDate from,
      @Nullable LocalDate to) {
    return new MovementFilter(
        name == null || name.isBlank() ? null : prices.canonical(name),
        Choices.kind(kind),
        from,
        to);
  }
}
