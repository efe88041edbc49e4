package dev.greengrocer.web.stock;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.price.Unit;
import dev.greengrocer.ledger.stock.StockAmount;
import dev.greengrocer.ledger.stock.StockItem;
import dev.greengrocer.ledger.stock.StockKeeping;
import dev.greengrocer.ledger.stock.StockList;
import dev.greengrocer.web.ExactlyOne;
import dev.greengrocer.web.Numeral;
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
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What is in stock, and below how much something is to be ordered, for programs. */
@RestController
@RequestMapping("/api/v1/stock")
@Tag(name = "Stock")
class StockController {

  static final String PIECES = "from 1 to 99999999 pieces";

  private final StockList list;
  private final StockKeeping keeping;
  private final StockCsv csv;

  StockController(StockList list, StockKeeping keeping, StockCsv csv) {
    this.list = list;
    this.keeping = keeping;
    this.csv = csv;
  }

  /**
   * What there is of one kind; numbers are exact decimals as text.
   *
   * @param kilograms how much; below 0 when more was sold than came in; absent for pieces
   * @param pieces how many; absent for a weight
   * @param soldPerDay kilograms or pieces on an average day; absent while unknown
   * @param daysOfCover for how many days it lasts; absent when none was sold of late
   * @param thresholdKilograms below it, it is to be ordered; absent when there is none
   * @param thresholdPieces below it, it is to be ordered; absent when there is none
   * @param belowThreshold whether it is to be ordered
   * @param belowZero whether more was sold than came in: a delivery is not booked, or the count was
   *     wrong
   */
  @Schema(name = "StockItem")
  record ItemBody(
      String name,
      Unit unit,
      @Nullable String kilograms,
      @Nullable Long pieces,
      @Nullable String soldPerDay,
      @Nullable String daysOfCover,
      @Nullable String thresholdKilograms,
      @Nullable Long thresholdPieces,
      boolean belowThreshold,
      boolean belowZero) {}

  /**
   * What is in stock.
   *
   * @param coverDays of how many days before today the sales say how long something lasts
   * @param items everything that was ever delivered, counted or wasted, or has a threshold, by name
   */
  @Schema(name = "Stock")
  record StockBody(int coverDays, List<ItemBody> items) {}

  /**
   * Below how much something is to be ordered: a weight or a number of pieces.
   *
   * @param kilograms above 0, with at most three decimals
   */
  @Schema(name = "StockThresholdWish")
  @ExactlyOne({"kilograms", "pieces"})
  record ThresholdWish(
      @Nullable Numeral kilograms,
      @Min(value = 1, message = PIECES) @Max(value = StockAmount.MOST_COUNTED, message = PIECES)
          @Nullable Integer pieces) {}

  @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "listStock",
      summary = "List what is in stock, with days of cover and what is to be ordered")
  StockBody list() {
    return new StockBody(
        list.coverDays(), list.items().stream().map(StockController::body).toList());
  }

  private static ItemBody body(StockItem item) {
    return new ItemBody(
        item.goods().name(),
        item.goods().unit(),
        MovementBody.kilograms(item.onHand()),
        MovementBody.pieces(item.onHand()),
        item.soldPerDayText(),
        item.daysOfCover() == null ? null : item.daysOfCover().toPlainString(),
        MovementBody.kilograms(item.threshold()),
        MovementBody.pieces(item.threshold()),
        item.belowThreshold(),
        item.onHand().belowZero());
  }

  @GetMapping(path = "/export", produces = "text/csv")
  @Operation(operationId = "exportStock", summary = "Export what is in stock as CSV")
  @ApiResponse(
      responseCode = "200",
      description = "The file",
      content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
  void export(HttpServletResponse response) throws IOException {
    csv.writeStock(response);
  }

  @PutMapping(path = "/thresholds/{name}", consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Refuses(Problem.UNPROCESSABLE)
  @Operation(
      operationId = "setStockThreshold",
      summary = "Set below how much something is to be ordered")
  @ApiResponse(responseCode = "204", description = "Set")
  void set(@PathVariable String name, @RequestBody ThresholdWish wish, Actor actor) {
    StockAmount least = Amounts.wished(wish.kilograms(), wish.pieces());
    keeping.threshold(actor, name, least.unit(), least);
  }

  @DeleteMapping("/thresholds/{name}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Refuses(Problem.UNPROCESSABLE)
  @Operation(operationId = "removeStockThreshold", summary = "Remove a threshold")
  @ApiResponse(responseCode = "204", description = "Removed")
  void remove(
      @PathVariable String name,
      @Parameter(schema = @Schema(implementation = Unit.class)) @RequestParam String unit,
      Actor actor) {
    keeping.threshold(actor, name, Choices.unit(unit), null);
  }
}
