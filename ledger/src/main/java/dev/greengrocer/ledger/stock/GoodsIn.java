package dev.greengrocer.ledger.stock;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.audit.AuditEntry;
import dev.greengrocer.ledger.audit.AuditLog;
import dev.greengrocer.ledger.database.Ids;
import dev.greengrocer.ledger.idempotency.IdempotentRequest;
import dev.greengrocer.ledger.idempotency.Scope;
import dev.greengrocer.ledger.price.PriceList;
import dev.greengrocer.ledger.price.Quantity;
import dev.greengrocer.ledger.price.Till;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Takes deliveries in. A delivery is booked whole or not at all, and asking for it twice books it
 * once. Thread-safe.
 *
 * <pre>{@code
 * GoodsIn.Crate tomatoes = new GoodsIn.Crate("tomato", Quantity.ofGrams(6_000, 0), "L 7", 840L, null);
 * Delivery booked = goodsIn.book(actor, "Miller", "2026-117", List.of(tomatoes), request).delivery();
 * }</pre>
 */
@Service
public class GoodsIn {

  /** The most crates of one delivery. */
  public static final int MOST_CRATES = 200;

  public static final int LONGEST_SUPPLIER = 100;
  public static final int LONGEST_DOCUMENT = 50;
  public static final int LONGEST_LOT = 50;
  public static final int LONGEST_REASON = 200;
  private static final int MOST_IN_WORDS = 20;
  private static final int ID_LENGTH = 36;
  private static final Pattern ID = Pattern.compile("[0-9A-Za-z-]{36}");

  private final Deliveries deliveries;
  private final StockMovements movements;
  private final StockBookings bookings;
  private final PriceList prices;
  private final Till till;
  private final AuditLog audit;

  GoodsIn(
      Deliveries deliveries,
      StockMovements movements,
      StockBookings bookings,
      PriceList prices,
      Till till,
      AuditLog audit) {
    this.deliveries = deliveries;
    this.movements = movements;
    this.bookings = bookings;
    this.prices = prices;
    this.till = till;
    this.audit = audit;
  }

  /**
   * A crate that came.
   *
   * @param name what it is, however it is written
   * @param quantity how much, less its tare
   * @param lot of the grower or packer; blank or null for none
   * @param cost of all of it, in minor units from 0, or null when not entered
   * @param predictionId the answer that named it, or null
   */
  public record Crate(
      String name,
      Quantity quantity,
      @Nullable String lot,
      @Nullable Long cost,
      @Nullable String predictionId) {}

  /**
   * A delivery that is in the books.
   *
   * @param replayed whether an earlier request with the same key made it
   */
  public record Made(Delivery delivery, boolean replayed) {}

  /**
   * Books a delivery.
   *
   * @param supplier from whom; blank or null when not entered
   * @param document the number of the supplier's note or invoice; blank or null for none
   * @param request what is asked for, or null when it has no key
   * @throws RefusedException if a crate cannot be booked, naming it
   */
  public Made book(
      Actor actor,
      @Nullable String supplier,
      @Nullable String document,
      List<Crate> crates,
      @Nullable IdempotentRequest request) {
    if (crates.isEmpty() || crates.size() > MOST_CRATES) {
      throw new RefusedException(
          Problem.UNPROCESSABLE,
          "%d crates: a delivery has 1 to %d".formatted(crates.size(), MOST_CRATES));
    }
    Delivery.Papers papers =
        new Delivery.Papers(
            StockText.optional("supplier", supplier, LONGEST_SUPPLIER),
            StockText.optional("document", document, LONGEST_DOCUMENT));
    StockBookings.Made made =
        bookings.once(request, "delivery", now -> write(actor, papers, crates, now));
    return new Made(get(made.id()), made.replayed());
  }

  private String write(Actor actor, Delivery.Papers papers, List<Crate> crates, Instant now) {
    StockMovement.Booking booking = movements.booking(Ids.next(), now, actor.name());
    List<StockMovement> read = new ArrayList<>();
    for (Crate crate : crates) {
      try {
        read.add(movement(booking.at(read.size() + 1), crate));
      } catch (RefusedException e) {
        throw new RefusedException(
            e.problem(), "crate %d: %s".formatted(read.size() + 1, e.getMessage()));
      }
    }
    Delivery delivery =
        new Delivery(
            booking.id(),
            deliveries.takeNumber(),
            now,
            booking.day(),
            actor.name(),
            papers,
            read,
            List.of(),
            null);
    deliveries.add(delivery);
    read.forEach(movements::add);
    audit.record(
        actor,
        AuditEntry.Kind.STOCK,
        "delivery " + delivery.number(),
        "booked",
        null,
        words(delivery));
    return delivery.id();
  }

  private StockMovement movement(StockMovement.Booking booking, Crate crate) {
    String answer = crate.predictionId();
    if (answer != null && !ID.matcher(answer).matches()) {
      throw new RefusedException(
          Problem.UNPROCESSABLE,
          "predictionId '%s': the id of an answer, %d characters, or leave it out"
              .formatted(Quantity.shortened(answer), ID_LENGTH));
    }
    return new StockMovement(
        Ids.next(),
        booking,
        MovementKind.DELIVERY,
        prices.remembered(crate.name()),
        StockAmount.of(crate.quantity()),
        null,
        null,
        new StockMovement.Crate(
            StockText.optional("lot", crate.lot(), LONGEST_LOT),
            crate.cost(),
            crate.cost() == null ? null : till.currency(),
            answer));
  }

  /** What came, from whom and for how much, in one line. */
  private String words(Delivery delivery) {
    String supplier = delivery.papers().supplier();
    return (supplier == null ? "" : supplier + ": ")
        + delivery.crates().stream()
            .limit(MOST_IN_WORDS)
            .map(crate -> crate.name() + " " + crate.amount().text())
            .collect(Collectors.joining(", "))
        + (delivery.crates().size() > MOST_IN_WORDS ? ", …" : "")
        + (delivery.costKnown() ? "; " + till.text(delivery.cost()) : "");
  }

  /**
   * Takes a delivery that was booked wrongly out again; it stays in the books with the reason.
   *
   * @throws RefusedException if there is none, or if it was voided before
   */
  public Delivery voidDelivery(Actor actor, long number, String reason) {
    String why = StockText.required("reason", reason, LONGEST_REASON);
    bookings.once(
        null,
        "delivery",
        now -> {
          Delivery delivery = get(number);
          if (delivery.voided() != null) {
            throw new RefusedException(
                Problem.CONFLICT, "Delivery %d was voided before.".formatted(number));
          }
          StockMovement.Booking booking = movements.booking(delivery.id(), now, actor.name());
          // Read anew: a crate that cannot be read is refused here, and not left in stock.
          for (StockMovement crate : movements.of(delivery.id())) {
            movements.add(takenOut(booking, crate, why));
          }
          audit.record(
              actor, AuditEntry.Kind.STOCK, "delivery " + number, "voided", words(delivery), why);
          return delivery.id();
        });
    return get(number);
  }

  private static StockMovement takenOut(
      StockMovement.Booking booking, StockMovement crate, String reason) {
    StockMovement.Crate known = crate.crate();
    return new StockMovement(
        Ids.next(),
        booking.at(crate.booking().position()),
        MovementKind.VOID,
        crate.name(),
        crate.amount().negated(),
        null,
        reason,
        known == null ? null : known.takenBack());
  }

  /**
   * The delivery that came of a key, whatever was asked for with it: for those whose answer was
   * lost. Empty when none did.
   *
   * @param owner who chose the key
   * @param key of the request
   */
  public Optional<Delivery> bookedWith(String owner, String key) {
    return bookings.madeWith(Scope.DELIVERY, owner, key).map(this::get);
  }

  /**
   * A delivery.
   *
   * @throws RefusedException if there is none
   */
  public Delivery get(long number) {
    return deliveries
        .find(number)
        .orElseThrow(
            () ->
                new RefusedException(
                    Problem.NOT_FOUND, "There is no delivery %d.".formatted(number)));
  }

  private Delivery get(String id) {
    return deliveries
        .find(id)
        .orElseThrow(
            () ->
                new RefusedException(
                    Problem.NOT_FOUND, "There is no delivery with id '%s'.".formatted(id)));
  }
}
