package dev.greengrocer.web.stock;

import dev.greengrocer.files.Csv;
import dev.greengrocer.ledger.database.Page;
import dev.greengrocer.ledger.price.Till;
import dev.greengrocer.ledger.stock.Deliveries;
import dev.greengrocer.ledger.stock.Delivery;
import dev.greengrocer.ledger.stock.MovementFilter;
import dev.greengrocer.ledger.stock.StockAmount;
import dev.greengrocer.ledger.stock.StockItem;
import dev.greengrocer.ledger.stock.StockList;
import dev.greengrocer.ledger.stock.StockMovement;
import dev.greengrocer.ledger.stock.StockMovements;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The stock, its movements and deliveries as CSV. A row that cannot be read has its id alone.
 * Thread-safe.
 */
@Component
class StockCsv {

  private static final String[] STOCK = {
    "name",
    "unit",
    "on_hand",
    "sold_per_day",
    "days_of_cover",
    "threshold",
    "below_threshold",
    "below_zero"
  };

  private static final String[] MOVEMENTS = {
    "id",
    "at",
    "day",
    "kind",
    "name",
    "unit",
    "amount",
    "counted",
    "reason",
    "lot",
    "cost",
    "currency",
    "by",
    "booking",
    "position",
    "prediction_id"
  };

  private static final String[] DELIVERIES = {
    "delivery",
    "id",
    "at",
    "day",
    "supplier",
    "document",
    "by",
    "voided_at",
    "voided_by",
    "void_reason",
    "crate",
    "name",
    "unit",
    "amount",
    "lot",
    "cost",
    "currency"
  };

  private final StockList list;
  private final StockMovements movements;
  private final Deliveries deliveries;
  private final Till till;

  StockCsv(StockList list, StockMovements movements, Deliveries deliveries, Till till) {
    this.list = list;
    this.movements = movements;
    this.deliveries = deliveries;
    this.till = till;
  }

  /** Writes what is in stock, one row a kind. */
  void writeStock(HttpServletResponse response) throws IOException {
    response.setContentType(Csv.MEDIA_TYPE);
    Csv file = Csv.to(response.getWriter(), STOCK);
    for (StockItem item : list.items()) {
      file.line(
          item.goods().name(),
          item.goods().unit().id(),
          item.onHand().plain(),
          item.soldPerDayText(),
          item.daysOfCover(),
          plain(item.threshold()),
          item.belowThreshold(),
          item.onHand().belowZero());
    }
  }

  /** Writes movements, one row each, the latest first. */
  void writeMovements(MovementFilter filter, HttpServletResponse response) throws IOException {
    response.setContentType(Csv.MEDIA_TYPE);
    Csv file = Csv.to(response.getWriter(), MOVEMENTS);
    String cursor = null;
    do {
      Page<StockMovement> page = movements.page(filter, cursor, Page.MOST);
      page.items().forEach(one -> write(file, one));
      if (page.unreadable() != null) {
        page.unreadable().forEach(row -> file.beginning(row.id()));
      }
      cursor = page.next();
    } while (cursor != null);
  }

  private void write(Csv file, StockMovement movement) {
    StockMovement.Booking booking = movement.booking();
    StockMovement.Crate crate = movement.crate();
    file.line(
        movement.id(),
        booking.at(),
        booking.day(),
        movement.kind().id(),
        movement.name(),
        movement.amount().unit().id(),
        movement.amount().plain(),
        plain(movement.counted()),
        movement.reason(),
        crate == null ? null : crate.lot(),
        crate == null || crate.cost() == null ? null : till.plain(crate.cost()),
        crate == null ? null : crate.currency(),
        booking.actor(),
        booking.id(),
        booking.position(),
        crate == null ? null : crate.predictionId());
  }

  /** Writes deliveries, one row a crate, the latest delivery first. */
  void writeDeliveries(HttpServletResponse response) throws IOException {
    response.setContentType(Csv.MEDIA_TYPE);
    Csv file = Csv.to(response.getWriter(), DELIVERIES);
    String cursor = null;
    do {
      Page<Delivery> page = deliveries.page(cursor, Page.MOST);
      page.items()
          .forEach(
              delivery -> {
                delivery.crates().forEach(crate -> write(file, delivery, crate));
                delivery
                    .unreadable()
                    .forEach(crate -> file.beginning(delivery.number(), delivery.id()));
              });
      if (page.unreadable() != null) {
        page.unreadable().forEach(row -> file.beginning(null, row.id()));
      }
      cursor = page.next();
    } while (cursor != null);
  }

  private void write(Csv file, Delivery delivery, StockMovement movement) {
    Delivery.Voided voided = delivery.voided();
    StockMovement.Crate crate = movement.crate();
    file.line(
        delivery.number(),
        delivery.id(),
        delivery.at(),
        delivery.day(),
        delivery.papers().supplier(),
        delivery.papers().document(),
        delivery.actor(),
        voided == null ? null : voided.at(),
        voided == null ? null : voided.by(),
        voided == null ? null : voided.reason(),
        movement.booking().position(),
        movement.name(),
        movement.amount().unit().id(),
        movement.amount().plain(),
        crate == null ? null : crate.lot(),
        crate == null || crate.cost() == null ? null : till.plain(crate.cost()),
        crate == null ? null : crate.currency());
  }

  private static @Nullable String plain(@Nullable StockAmount amount) {
    return amount == null ? null : amount.plain();
  }
}
