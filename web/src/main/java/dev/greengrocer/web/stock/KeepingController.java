package dev.greengrocer.web.stock;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.idempotency.Scope;
import dev.greengrocer.ledger.price.Pieces;
import dev.greengrocer.ledger.price.Till;
import dev.greengrocer.ledger.stock.GoodsIn;
import dev.greengrocer.ledger.stock.StockAmount;
import dev.greengrocer.ledger.stock.StockKeeping;
import dev.greengrocer.web.ExactlyOne;
import dev.greengrocer.web.Fingerprint;
import dev.greengrocer.web.IdempotencyKey;
import dev.greengrocer.web.Numeral;
import dev.greengrocer.web.Refuses;
import dev.greengrocer.web.caller.IdempotentCall;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Waste and counts for programs. */
@RestController
@RequestMapping("/api/v1/stock")
@Tag(name = "Stock")
class KeepingController {

  static final String REASON = "must be 1 to " + GoodsIn.LONGEST_REASON + " characters on one line";
  private static final String PIECES = "from 1 to " + Pieces.MOST + " pieces";
  private static final String COUNTED = "from 0 to 99999999 pieces";
  private static final String LINES = "must be 1 to " + StockKeeping.MOST_COUNTS + " lines";

  private final StockKeeping keeping;
  private final Till till;

  KeepingController(StockKeeping keeping, Till till) {
    this.keeping = keeping;
    this.till = till;
  }

  /**
   * Something that is thrown away: a weight or a number of pieces.
   *
   * @param name what it is, as the price list or the model has it
   * @param kilograms above 0, with at most three decimals
   * @param reason why
   */
  @Schema(name = "WasteWish")
  @ExactlyOne({"kilograms", "pieces"})
  record WasteWish(
      String name,
      @Nullable Numeral kilograms,
      @Min(value = 1, message = PIECES) @Max(value = Pieces.MOST, message = PIECES)
          @Nullable Integer pieces,
      @Size(min = 1, max = GoodsIn.LONGEST_REASON, message = REASON) String reason) {}

  /** What was counted, each kind once. */
  @Schema(name = "StockCountWish")
  record CountWish(
      @Size(min = 1, max = StockKeeping.MOST_COUNTS, message = LINES) List<CountLine> lines) {}

  /**
   * What was counted of one kind: a weight or a number of pieces.
   *
   * @param name what it is, as the price list or the model has it
   * @param kilograms from 0, with at most three decimals
   * @param reason of a difference; absent when there is nothing to tell
   */
  @Schema(name = "StockCountWishLine")
  @ExactlyOne({"kilograms", "pieces"})
  record CountLine(
      String name,
      @Nullable Numeral kilograms,
      @Min(value = 0, message = COUNTED) @Max(value = StockAmount.MOST_COUNTED, message = COUNTED)
          @Nullable Integer pieces,
      @Size(min = 1, max = GoodsIn.LONGEST_REASON, message = REASON) @Nullable String reason) {}

  /** Movements that were booked together. */
  @Schema(name = "StockBooking")
  record BookingBody(List<MovementBody> items) {}

  @PostMapping(
      path = "/waste",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Refuses({Problem.UNPROCESSABLE, Problem.KEY_REUSED, Problem.CONFLICT})
  @Operation(
      operationId = "recordWaste",
      summary = "Throw something away",
      description = "The same Idempotency-Key with the same body gives the same movement.")
  @ApiResponse(responseCode = "201", description = "Booked")
  ResponseEntity<BookingBody> waste(
      @RequestBody WasteWish wish,
      @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
      Actor actor) {
    IdempotencyKey.checked(key);
    return booked(
        keeping.waste(
            actor,
            wish.name(),
            Amounts.quantity(wish.kilograms(), wish.pieces()),
            wish.reason(),
            IdempotentCall.of(Scope.WASTE, key, () -> fingerprint(wish))));
  }

  private static String fingerprint(WasteWish wish) {
    return new Fingerprint("waste 1")
        .normalized(wish.name())
        .part(wish.kilograms())
        .part(wish.pieces())
        .normalized(wish.reason())
        .sha256();
  }

  @PostMapping(
      path = "/counts",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Refuses({Problem.UNPROCESSABLE, Problem.KEY_REUSED, Problem.CONFLICT})
  @Operation(
      operationId = "recordStockCount",
      summary = "Write down what was counted",
      description =
          "Each movement holds what was found, and the difference from what should be there at"
              + " this moment; it is written when there is none, too. The same Idempotency-Key with"
              + " the same body gives the same movements.")
  @ApiResponse(responseCode = "201", description = "Booked")
  ResponseEntity<BookingBody> count(
      @RequestBody CountWish wish,
      @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
      Actor actor) {
    IdempotencyKey.checked(key);
    return booked(
        keeping.count(
            actor,
            wish.lines().stream()
                .map(
                    line ->
                        new StockKeeping.Count(
                            line.name(),
                            Amounts.wished(line.kilograms(), line.pieces()),
                            line.reason()))
                .toList(),
            IdempotentCall.of(Scope.COUNT, key, () -> fingerprint(wish))));
  }

  private static String fingerprint(CountWish wish) {
    Fingerprint fingerprint = new Fingerprint("count 1");
    for (CountLine line : wish.lines()) {
      fingerprint
          .normalized(line.name())
          .part(line.kilograms())
          .part(line.pieces())
          .normalized(line.reason());
    }
    return fingerprint.sha256();
  }

  private ResponseEntity<BookingBody> booked(StockKeeping.Made made) {
    return ResponseEntity.status(HttpStatus.CREATED)
        .header(IdempotencyKey.REPLAYED, Boolean.toString(made.replayed()))
        .body(
            new BookingBody(
                made.movements().stream().map(one -> MovementBody.of(one, till)).toList()));
  }
}
