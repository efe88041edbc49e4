package dev.greengrocer.web.checkout;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.database.UnreadableRow;
import dev.greengrocer.ledger.price.Quantity;
import dev.greengrocer.ledger.price.Till;
import dev.greengrocer.ledger.price.Unit;
import dev.greengrocer.ledger.sale.BasketLine;
import dev.greengrocer.ledger.sale.Baskets;
import dev.greengrocer.ledger.sale.ParkedBasket;
import dev.greengrocer.ledger.sale.ParkedBaskets;
import dev.greengrocer.ledger.sale.SalePricing;
import dev.greengrocer.web.DiscountBody;
import dev.greengrocer.web.Refuses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Baskets that wait, for programs. */
@RestController
@RequestMapping("/api/v1/parked-baskets")
@Tag(name = "Parked baskets")
class ParkedBasketController {

  private final ParkedBaskets parked;
  private final Baskets baskets;
  private final SalePricing pricing;
  private final Till till;

  ParkedBasketController(ParkedBaskets parked, Baskets baskets, SalePricing pricing, Till till) {
    this.parked = parked;
    this.baskets = baskets;
    this.pricing = pricing;
    this.till = till;
  }

  /**
   * A basket that waits, or that was taken a short while ago; money and weights are exact decimals
   * as text.
   *
   * @param number a short one, which no other waiting basket has
   * @param name what the clerk called it; absent when it has a number alone
   * @param lines what is in it; none any more once a till has taken it back
   * @param total of the lines that have all they need, at the prices of when they were put in
   * @param discount what is taken off all of it; absent when nothing is
   * @param missing what has to be said before it can be sold; absent when nothing
   * @param taken absent while it waits
   * @param unreadable its lines that cannot be read; absent when all can
   */
  @Schema(name = "ParkedBasket")
  record Body(
      String id,
      long number,
      @Nullable String name,
      Instant parkedAt,
      String parkedBy,
      List<LineBody> lines,
      String total,
      String currency,
      @Nullable DiscountBody discount,
      @Nullable String missing,
      @Nullable TakenBody taken,
      @Nullable List<UnreadableRow> unreadable) {}

  /**
   * A line that is not sold yet.
   *
   * @param name absent until it is named
   * @param price for a kilogram or a piece; absent until it is entered
   * @param discount what is taken off its price times quantity; absent when nothing is
   * @param total absent while something is missing
   */
  @Schema(name = "ParkedBasketLine")
  record LineBody(
      @Nullable String name,
      @Nullable String predictionId,
      Unit unit,
      @Nullable String price,
      boolean priceByHand,
      @Nullable String kilograms,
      @Nullable String tareKilograms,
      @Nullable Integer pieces,
      @Nullable DiscountBody discount,
      @Nullable String total) {}

  /**
   * That a basket waits no more.
   *
   * @param byTill whether a till has its lines now; otherwise the caller that took it has read them
   */
  @Schema(name = "ParkedBasketTaken")
  record TakenBody(Instant at, String by, boolean byTill) {}

  /**
   * The baskets that wait, by number.
   *
   * @param unreadable those that cannot be read; absent when all can
   */
  @Schema(name = "ParkedBaskets")
  record ListBody(List<Body> items, @Nullable List<UnreadableRow> unreadable) {}

  @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(operationId = "listParkedBaskets", summary = "List the baskets that wait, by number")
  ListBody list() {
    ParkedBaskets.Waiting waiting = parked.waiting();
    return new ListBody(
        waiting.items().stream().map(this::body).toList(), noneOr(waiting.unreadable()));
  }

  @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
  @Refuses(Problem.CONFLICT)
  @Operation(operationId = "getParkedBasket", summary = "Get a parked basket")
  Body get(@PathVariable String id) {
    return body(parked.get(id));
  }

  @DeleteMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
  @Refuses(Problem.CONFLICT)
  @Operation(
      operationId = "takeParkedBasket",
      summary = "Take a basket out of the list",
      description =
          "The answer holds its lines, to sell them or to let them be. The first caller has it:"
              + " it gets the same answer when it asks again, all others get 409.")
  Body take(@PathVariable String id, Actor actor) {
    return body(parked.takeOut(actor, id));
  }

  private Body body(ParkedBasket one) {
    Baskets.Contents contents = baskets.contents(one.basket());
    ParkedBasket.Taken taken = one.taken();
    return new Body(
        one.id(),
        one.number(),
        one.name(),
        one.at(),
        one.by(),
        contents.lines().stream().map(this::body).toList(),
        till.plain(pricing.cost(contents).total()),
        till.currency(),
        DiscountBody.of(contents.discount(), till),
        contents.missing(),
        taken == null ? null : new TakenBody(taken.at(), taken.by(), taken.into() != null),
        noneOr(contents.unreadable()));
  }

  private LineBody body(BasketLine line) {
    Long price = line.amount();
    Long grams = line.grams();
    return new LineBody(
        line.name(),
        line.predictionId(),
        line.unit(),
        price == null ? null : till.plain(price),
        line.byHand(),
        grams == null ? null : Quantity.kilograms(grams),
        line.tareGrams() == 0 ? null : Quantity.kilograms(line.tareGrams()),
        line.unit() == Unit.PIECE ? line.pieces() : null,
        DiscountBody.of(line.discount(), till),
        line.missing() == null ? till.plain(pricing.cost(line)) : null);
  }

  private static @Nullable List<UnreadableRow> noneOr(List<UnreadableRow> rows) {
    return rows.isEmpty() ? null : rows;
  }
}
