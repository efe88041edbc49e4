package dev.greengrocer.web.stock;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.database.Page;
import dev.greengrocer.ledger.database.UnreadableRow;
import dev.greengrocer.ledger.idempotency.Scope;
import dev.greengrocer.ledger.price.Pieces;
import dev.greengrocer.ledger.price.Till;
import dev.greengrocer.ledger.stock.Deliveries;
import dev.greengrocer.ledger.stock.Delivery;
import dev.greengrocer.ledger.stock.GoodsIn;
import dev.greengrocer.web.ExactlyOne;
import dev.greengrocer.web.Fingerprint;
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
import java.time.LocalDate;
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

/** Deliveries for programs. */
@RestController
@RequestMapping("/api/v1/deliveries")
@Tag(name = "Deliveries")
class DeliveryController {

  private static final String NUMBER = "must be the number of a delivery, from 1";
  private static final String CRATES = "must be 1 to " + GoodsIn.MOST_CRATES + " crates";
  private static final String PIECES = "from 1 to " + Pieces.MOST + " pieces";

  private final GoodsIn goodsIn;
  private final Deliveries deliveries;
  private final StockCsv csv;
  private final Till till;

  DeliveryController(GoodsIn goodsIn, Deliveries deliveries, StockCsv csv, Till till) {
    this.goodsIn = goodsIn;
    this.deliveries = deliveries;
    this.csv = csv;
    this.till = till;
  }

  /**
   * What came in.
   *
   * @param supplier from whom, 1 to 100 characters; absent when not entered
   * @param document the number of the supplier's note or invoice, 1 to 50 characters; absent for
   *     none
   */
  @Schema(name = "DeliveryWish")
  record Wish(
      @Nullable String supplier,
      @Nullable String document,
      @Size(min = 1, max = GoodsIn.MOST_CRATES, message = CRATES) List<CrateWish> crates) {}

  /**
   * A crate: a weight or a number of pieces, as the goods are sold.
   *
   * @param name what it is, as the price list or the model has it
   * @param kilograms net, above 0, with at most three decimals
   * @param lot of the grower or packer, 1 to 50 characters; absent for none
   * @param cost of all of it, from 0; absent when not entered
   * @param predictionId the answer that named it; absent when a person did
   */
  @Schema(name = "CrateWish")
  @ExactlyOne({"kilograms", "pieces"})
  record CrateWish(
      String name,
      @Nullable Numeral kilograms,
      @Min(value = 1, message = PIECES) @Max(value = Pieces.MOST, message = PIECES)
          @Nullable Integer pieces,
      @Nullable String lot,
      @Nullable Numeral cost,
      @Nullable String predictionId) {}

  /**
   * A delivery; weights and money are exact decimals as text.
   *
   * @param number from 1, without gaps
   * @param day the shop's day
   * @param by who booked it
   * @param cost what the crates cost together whose cost is known
   * @param unreadable its crates that cannot be read, which its cost does not hold; absent when all
   *     can
   * @param voided when, by whom and why it was taken out again; absent when it was not
   */
  @Schema(name = "Delivery")
  record DeliveryBody(
      long number,
      String id,
      Instant at,
      LocalDate day,
      String by,
      @Nullable String supplier,
      @Nullable String document,
      List<MovementBody> crates,
      String cost,
      String currency,
      @Nullable List<UnreadableRow> unreadable,
      @Nullable VoidBody voided) {}

  /** When, by whom and why a delivery was taken out again. */
  @Schema(name = "DeliveryVoid")
  record VoidBody(Instant at, String by, @Nullable String reason) {}

  /** Why to take a delivery out again. */
  @Schema(name = "DeliveryVoidWish")
  record VoidWish(
      @Size(min = 1, max = GoodsIn.LONGEST_REASON, message = KeepingController.REASON)
          String reason) {}

  /**
   * A page of deliveries.
   *
   * @param unreadable those of the page that cannot be read; absent when all can
   */
  @Schema(name = "Deliveries")
  record DeliveriesBody(
      List<DeliveryBody> items, @Nullable String next, @Nullable List<UnreadableRow> unreadable) {}

  @PostMapping(
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Refuses({Problem.UNPROCESSABLE, Problem.KEY_REUSED, Problem.CONFLICT})
  @Operation(
      operationId = "createDelivery",
      summary = "Take a delivery in",
      description =
          "Whole or not at all, and in the books before it is answered. The same Idempotency-Key"
              + " with the same body gives the same delivery.")
  @ApiResponse(responseCode = "201", description = "Booked")
  ResponseEntity<DeliveryBody> create(
      @RequestBody Wish wish,
      @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
      Actor actor) {
    IdempotencyKey.checked(key);
    GoodsIn.Made made =
        goodsIn.book(
            actor,
            wish.supplier(),
            wish.document(),
            wish.crates().stream().map(this::crate).toList(),
            IdempotentCall.of(Scope.DELIVERY, key, () -> fingerprint(wish)));
    return ResponseEntity.created(URI.create("/api/v1/deliveries/" + made.delivery().number()))
        .header(IdempotencyKey.REPLAYED, Boolean.toString(made.replayed()))
        .body(body(made.delivery()));
  }

  private GoodsIn.Crate crate(CrateWish wish) {
    Numeral cost = wish.cost();
    return new GoodsIn.Crate(
        wish.name(),
        Amounts.quantity(wish.kilograms(), wish.pieces()),
        wish.lot(),
        cost == null ? null : Long.valueOf(till.counted("cost", cost.text())),
        wish.predictionId());
  }

  private static String fingerprint(Wish wish) {
    Fingerprint fingerprint =
        new Fingerprint("delivery 1").normalized(wish.supplier()).normalized(wish.document());
    for (CrateWish crate : wish.crates()) {
      fingerprint
          .normalized(crate.name())
          .part(crate.kilograms())
          .part(crate.pieces())
          .normalized(crate.lot())
          .part(crate.cost())
          .normalized(crate.predictionId());
    }
    return fingerprint.sha256();
  }

  @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(operationId = "listDeliveries", summary = "List deliveries, the latest first")
  DeliveriesBody list(
      @RequestParam(required = false) @Nullable String cursor,
      @Parameter(description = "How many; 50 when absent")
          @RequestParam(required = false)
          @Min(value = 1, message = Page.LIMIT)
          @Max(value = Page.MOST, message = Page.LIMIT)
          @Nullable Integer limit) {
    Page<Delivery> page = deliveries.page(cursor, Page.size(limit, null));
    return new DeliveriesBody(
        page.items().stream().map(this::body).toList(), page.next(), page.unreadable());
  }

  @GetMapping(path = "/{number}", produces = MediaType.APPLICATION_JSON_VALUE)
  @Refuses(Problem.CONFLICT)
  @Operation(operationId = "getDelivery", summary = "Get a delivery")
  DeliveryBody get(@PathVariable @Min(value = 1, message = NUMBER) long number) {
    return body(goodsIn.get(number));
  }

  @PostMapping(
      path = "/{number}/void",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Refuses({Problem.UNPROCESSABLE, Problem.CONFLICT})
  @Operation(
      operationId = "voidDelivery",
      summary = "Take a delivery out again that was booked wrongly; it stays in the books")
  DeliveryBody voidDelivery(
      @PathVariable @Min(value = 1, message = NUMBER) long number,
      @RequestBody VoidWish wish,
      Actor actor) {
    return body(goodsIn.voidDelivery(actor, number, wish.reason()));
  }

  @GetMapping(path = "/export", produces = "text/csv")
  @Operation(
      operationId = "exportDeliveries",
      summary = "Export deliveries as CSV, one row a crate, the latest first")
  @ApiResponse(
      responseCode = "200",
      description = "The file",
      content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
  void export(HttpServletResponse response) throws IOException {
    csv.writeDeliveries(response);
  }

  private DeliveryBody body(Delivery delivery) {
    Delivery.Voided voided = delivery.voided();
    return new DeliveryBody(
        delivery.number(),
        delivery.id(),
        delivery.at(),
        delivery.day(),
        delivery.actor(),
        delivery.papers().supplier(),
        delivery.papers().document(),
        delivery.crates().stream().map(one -> MovementBody.of(one, till)).toList(),
        till.plain(delivery.cost()),
        till.currency(),
        delivery.unreadable().isEmpty() ? null : delivery.unreadable(),
        voided == null ? null : new VoidBody(voided.at(), voided.by(), voided.reason()));
  }
}
