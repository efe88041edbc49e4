package dev.greengrocer.ledger.stock;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.audit.AuditEntry;
import dev.greengrocer.ledger.audit.AuditLog;
import dev.greengrocer.ledger.database.Ids;
import dev.greengrocer.ledger.idempotency.IdempotentRequest;
import dev.greengrocer.ledger.price.PriceList;
import dev.greengrocer.ledger.price.Quantity;
import dev.greengrocer.ledger.price.Unit;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Waste, counts and thresholds. Thread-safe. */
@Service
public class StockKeeping {

  /** The most kinds that are counted at once. */
  public static final int MOST_COUNTS = StockMovements.MOST_POSITIONS;

  private final StockMovements movements;
  private final StockList list;
  private final StockThresholds thresholds;
  private final StockBookings bookings;
  private final PriceList prices;
  private final AuditLog audit;

  StockKeeping(
      StockMovements movements,
      StockList list,
      StockThresholds thresholds,
      StockBookings bookings,
      PriceList prices,
      AuditLog audit) {
    this.movements = movements;
    this.list = list;
    this.thresholds = thresholds;
    this.bookings = bookings;
    this.prices = prices;
    this.audit = audit;
  }

  /**
   * Movements that are in the books.
   *
   * @param replayed whether an earlier request with the same key made them
   */
  public record Made(List<StockMovement> movements, boolean replayed) {

    public Made {
      movements = List.copyOf(movements);
    }
  }

  /**
   * Something is thrown away.
   *
   * @param name what, however it is written
   * @param reason why, 1 to {@value GoodsIn#LONGEST_REASON} characters
   * @param request what is asked for, or null when it has no key
   */
  public Made waste(
      Actor actor,
      String name,
      Quantity quantity,
      String reason,
      @Nullable IdempotentRequest request) {
    String why = StockText.required("reason", reason, GoodsIn.LONGEST_REASON);
    StockAmount gone = StockAmount.of(quantity);
    return made(
        bookings.once(
            request,
            "waste",
            now -> {
              String goods = prices.remembered(name);
              StockMovement.Booking booking = movements.booking(Ids.next(), now, actor.name());
              movements.add(
                  new StockMovement(
                      Ids.next(),
                      booking,
                      MovementKind.WASTE,
                      goods,
                      gone.negated(),
                      null,
                      why,
                      null));
              audit.record(actor, AuditEntry.Kind.STOCK, goods, "wasted", null, words(gone, why));
              return booking.id();
            }));
  }

  /**
   * What a person has counted.
   *
   * @param name what, however it is written
   * @param found how much there is, from 0 to {@link StockAmount#MOST_COUNTED}
   * @param reason of a difference; blank or null when there is none to tell
   */
  public record Count(String name, StockAmount found, @Nullable String reason) {

    public Count {
      if (found.amount() < 0 || found.amount() > StockAmount.MOST_COUNTED) {
        throw new RefusedException(
            Problem.UNPROCESSABLE,
            "%s: %s: from 0 to %s"
                .formatted(
                    name,
                    found.text(),
                    new StockAmount(found.unit(), StockAmount.MOST_COUNTED).text()));
      }
    }
  }

  /**
   * Writes down what was counted, as the difference from what should be there at this moment: no
   * sale comes in between.
   *
   * @param request what is asked for, or null when it has no key
   * @throws RefusedException if one thing is counted twice
   */
  public Made count(Actor actor, List<Count> counts, @Nullable IdempotentRequest request) {
    if (counts.isEmpty() || counts.size() > MOST_COUNTS) {
      throw new RefusedException(
          Problem.UNPROCESSABLE,
          "%d counted: from 1 to %d things".formatted(counts.size(), MOST_COUNTS));
    }
    return made(bookings.once(request, "count", now -> write(actor, counts, now)));
  }

  private String write(Actor actor, List<Count> counts, Instant now) {
    StockMovement.Booking booking = movements.booking(Ids.next(), now, actor.name());
    Set<String> named = new HashSet<>();
    int position = 0;
    for (Count count : counts) {
      position++;
      String goods = prices.remembered(count.name());
      if (!named.add(goods + " " + count.found().unit().id())) {
        throw new RefusedException(
            Problem.UNPROCESSABLE,
            "%s: counted twice; add it up and count it once".formatted(goods));
      }
      StockAmount expected = list.onHand(goods, count.found().unit());
      String why = StockText.optional("reason", count.reason(), GoodsIn.LONGEST_REASON);
      movements.add(
          new StockMovement(
              Ids.next(),
              booking.at(position),
              MovementKind.COUNT,
              goods,
              count.found().minus(expected),
              count.found(),
              why,
              null));
      audit.record(
          actor,
          AuditEntry.Kind.STOCK,
          goods,
          "counted",
          expected.text(),
          words(count.found(), why));
    }
    return booking.id();
  }

  /**
   * Sets below how much of something it is to be ordered; null removes that.
   *
   * @throws RefusedException if there is none to remove
   */
  public void threshold(Actor actor, String name, Unit unit, @Nullable StockAmount least) {
    bookings.once(
        null,
        "threshold",
        now -> {
          String goods = prices.remembered(name);
          Optional<StockAmount> before = thresholds.find(goods, unit);
          if (least == null && before.isEmpty()) {
            throw new RefusedException(
                Problem.NOT_FOUND, "'%s' has no threshold by the %s.".formatted(goods, unit.id()));
          }
          if (least == null) {
            thresholds.remove(goods, unit);
          } else {
            thresholds.set(goods, least, now, actor.name());
          }
          audit.record(
              actor,
              AuditEntry.Kind.STOCK,
              goods,
              least == null ? "threshold removed" : "threshold set",
              before.map(StockAmount::text).orElse(null),
              least == null ? null : least.text());
          return goods;
        });
  }

  private static String words(StockAmount amount, @Nullable String reason) {
    return reason == null ? amount.text() : "%s (%s)".formatted(amount.text(), reason);
  }

  private Made made(StockBookings.Made booking) {
    return new Made(movements.of(booking.id()), booking.replayed());
  }
}
