package dev.greengrocer.web.sale;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.idempotency.Scope;
import dev.greengrocer.ledger.price.Quantity;
import dev.greengrocer.ledger.price.Till;
import dev.greengrocer.ledger.price.Unit;
import dev.greengrocer.ledger.sale.Checkout;
import dev.greengrocer.ledger.sale.Returns;
import dev.greengrocer.ledger.sale.Sale;
import dev.greengrocer.ledger.sale.Sales;
import dev.greengrocer.web.IdempotencyKey;
import dev.greengrocer.web.Refuses;
import dev.greengrocer.web.account.Supervision;
import dev.greengrocer.web.caller.IdempotentCall;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
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
import org.springframework.web.bind.annotation.RestController;

/** Returns of goods of a sale for programs. */
@RestController
@RequestMapping("/api/v1/sales/{id}/returns")
@Tag(name = "Sales")
class ReturnController {

  private final Checkout checkout;
  private final Sales sales;
  private final Returns returns;
  private final Till till;
  private final Supervision supervision;

  ReturnController(
      Checkout checkout, Sales sales, Returns returns, Till till, Supervision supervision) {
    this.checkout = checkout;
    this.sales = sales;
    this.returns = returns;
    this.till = till;
    this.supervision = supervision;
  }

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

  @PostMapping(
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
  @ApiResponse(responseCode = "201", description = "Given back")
  ResponseEntity<SaleBody> giveBack(
      @PathVariable String id,
      @RequestBody ReturnWish wish,
      @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
      Actor actor) {
    IdempotencyKey.checked(key);
    supervision.approve(
        List.of(Supervision.Act.RETURN),
        "receipt " + checkout.get(id).number(),
        null,
        Supervision.Word.NONE);
    Checkout.Made made =
        returns.giveBack(
            actor,
            id,
            wish.lines().stream().map(ReturnController::wanted).toList(),
            wish.paidBy(),
            wish.reason(),
            IdempotentCall.of(Scope.RETURN, key, () -> SaleFingerprint.of(id, wish)));
    return ResponseEntity.created(URI.create("/api/v1/sales/" + made.sale().id()))
        .header(IdempotencyKey.REPLAYED, Boolean.toString(made.replayed()))
        .body(SaleBody.of(made.sale(), till));
  }

  private static Returns.Wanted wanted(ReturnWish.Line line) {
    return new Returns.Wanted(
        line.line(),
        line.pieces() == null
            ? Quantity.ofGrams(
                Quantity.grams(Objects.requireNonNull(line.kilograms(), "kilograms").text()), 0)
            : Quantity.ofPieces(line.pieces()));
  }

  @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
  @Refuses(Problem.CONFLICT)
  @Operation(
      operationId = "listReturns",
      summary = "List the returns of goods of a sale, and what is left of it")
  ReturnsBody listReturns(@PathVariable String id) {
    Sale sale = checkout.get(id);
    return new ReturnsBody(
        sales.returnsOf(id).stream().map(one -> SaleBody.of(one, till)).toList(),
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
}
