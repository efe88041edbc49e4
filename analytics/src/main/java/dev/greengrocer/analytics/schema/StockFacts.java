package dev.greengrocer.analytics.schema;

import static dev.greengrocer.analytics.schema.Cell.link;
import static dev.greengrocer.analytics.schema.Cell.optional;
import static dev.greengrocer.analytics.schema.Cell.required;
import static dev.greengrocer.analytics.schema.ColumnType.DAY;
import static dev.greengrocer.analytics.schema.ColumnType.MOMENT;
import static dev.greengrocer.analytics.schema.ColumnType.NUMBER;
import static dev.greengrocer.analytics.schema.ColumnType.TEXT;
import static dev.greengrocer.analytics.schema.ColumnType.WHOLE;

import dev.greengrocer.ledger.figures.PurchaseCosts;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The facts about goods in the shop: what came in and went out, and what they cost. Stateless. */
final class StockFacts {

  private StockFacts() {}

  static Fact stockMovement() {
    return new Fact(
        "stock_movement",
        "What came into the shop and went out of it; the sums of all are what is there. A movement"
            + " that was taken back is followed by one of the kind void.",
        List.of("movement_key"),
        Months.ofDays("stock_movements", "moved_on"),
        new Fact.Sql(
            """
            SELECT m.id, m.at, m.moved_on, m.actor, COALESCE(n.name, m.name) AS name, m.kind,
              CASE
                WHEN m.kind = 'delivery' OR (m.kind = 'void' AND m.amount < 0) THEN 'delivered'
                WHEN m.kind = 'waste' THEN 'wasted'
                WHEN p.id IS NOT NULL THEN 'opened'
                WHEN m.kind = 'count' THEN 'counted'
                ELSE 'sold' END AS flow,
              m.unit, m.amount, m.counted, m.reason, m.lot, m.cost,
              m.currency, o.currency AS only_currency, d.number AS delivery, d.supplier
            FROM stock_movements m
            LEFT JOIN sale_names n ON n.written = m.name
            LEFT JOIN deliveries d ON d.id = m.booking_id
            LEFT JOIN stock_openings p ON p.id = m.id
            LEFT JOIN (
              SELECT MAX(currency) AS currency FROM stock_movements
              HAVING MIN(currency) = MAX(currency)
            ) o ON 1 = 1
            WHERE m.moved_on BETWEEN ? AND ?
            ORDER BY m.at, m.id
            """,
            "SELECT COUNT(*) AS total FROM stock_movements"),
        List.of(
            link(
                "date_key",
                "date",
                "The shop's day of the movement.",
                from -> from.members().day(from.row().day("moved_on"))),
            link(
                "hour_key",
                "hour",
                "The hour in the time zone of the export.",
                from -> from.members().hour(from.row().moment("at"))),
            required(
                "movement_key",
                WHOLE,
                "The movement.",
                from -> Keys.ofRow("stock_movement", from.row().text("id"))),
            required("moved_at", MOMENT, "When it was booked.", from -> from.row().moment("at")),
            link(
                "class_key",
                "class",
                "What moved.",
                from -> from.members().classOf(from.row().text("name"))),
            link(
                "clerk_key",
                "clerk",
                "Who booked it, under a pseudonym.",
                from -> from.members().clerk(from.row().text("actor"))),
            required(
                "movement_kind",
                TEXT,
                "What was booked: delivery, sale, return, waste, count, or void, which takes back a"
                    + " delivery or a sale.",
                from -> from.row().text("kind")),
            required(
                "flow",
                TEXT,
                "What it adds to: delivered, sold, wasted, counted, or opened: the first booking of"
                    + " a kind when it is a count, whose difference is no loss. A void belongs to"
                    + " what it takes back, a return to what was sold.",
                from -> from.row().text("flow")),
            required("unit", TEXT, "kg or piece.", from -> from.row().text("unit")),
            optional(
                "net_grams",
                WHOLE,
                "Grams that came in, negative for what went out; missing for goods by the piece.",
                from -> amount(from, "kg")),
            optional(
                "pieces",
                WHOLE,
                "Pieces that came in, negative for what went out; missing for goods by weight.",
                from -> amount(from, "piece")),
            optional(
                "counted",
                WHOLE,
                "Grams or pieces that a count found; missing for all but counts.",
                from -> from.row().optionalWhole("counted")),
            optional(
                "delivery",
                WHOLE,
                "The number of the delivery; missing for what is no part of one.",
                from -> from.row().optionalWhole("delivery")),
            optional(
                "supplier",
                TEXT,
                "Who delivered it, as it was typed; missing when not entered.",
                from -> from.row().optionalText("supplier")),
            optional(
                "lot",
                TEXT,
                "The lot, as it was typed; missing when not entered.",
                from -> from.row().optionalText("lot")),
            optional(
                "stated_reason",
                TEXT,
                "Why goods were thrown away, counted or taken back, as it was typed; missing when"
                    + " not entered.",
                from -> from.row().optionalText("reason")),
            optional(
                "cost",
                WHOLE,
                "What a delivery cost, without tax, in minor units, negative when it is taken back;"
                    + " missing when not entered.",
                from -> from.row().optionalWhole("cost")),
            optional(
                "cost_of_goods",
                NUMBER,
                "What the goods had cost by what crates have cost on the day, else last before it,"
                    + " else first after it, in minor units, negative for what went out; missing"
                    + " when not entered.",
                StockFacts::costOfGoods),
            optional(
                "currency",
                TEXT,
                "The currency of costs by ISO 4217: that of its cost, else that in which such goods"
                    + " were bought last, else the one in use; missing when no cost was entered, or"
                    + " several are in use and such goods have no cost.",
                StockFacts::currency)));
  }

  static Fact price() {
    return new Fact(
        "price",
        "Prices with the days on which they were or will be valid; a kind has one price at a time.",
        List.of("class_key", "valid_from"),
        Months.ofDays("prices", "first_day"),
        new Fact.Sql(
            """
            SELECT p.name, p.unit, p.amount, p.plu, p.first_day, p.last_day,
              (SELECT MIN(n.first_day) FROM prices n
                WHERE n.name = p.name AND n.first_day > p.first_day) AS next_day
            FROM prices p
            WHERE p.first_day BETWEEN ? AND ?
            ORDER BY p.first_day, p.id
            """,
            "SELECT COUNT(*) AS total FROM prices"),
        List.of(
            link(
                "date_key",
                "date",
                "The first day of the price.",
                from -> from.members().day(from.row().day("first_day"))),
            link(
                "class_key",
                "class",
                "What it is the price of.",
                from -> from.members().classOf(from.row().text("name"))),
            required("unit", TEXT, "kg or piece.", from -> from.row().text("unit")),
            required(
                "unit_price",
                WHOLE,
                "The price of a kilogram or a piece, in minor units of the shop's currency.",
                from -> from.row().whole("amount")),
            optional(
                "plu",
                TEXT,
                "The price look-up code; missing when there is none.",
                from -> from.row().optionalText("plu")),
            required("valid_from", DAY, "The first day.", from -> from.row().day("first_day")),
            optional(
                "valid_to",
                DAY,
                "The last day on which it counts: the one before the next price of the same goods,"
                    + " if that begins earlier; missing for a price without an end.",
                StockFacts::lastDay)));
  }

  private static @Nullable Object amount(Fact.Source from, String unit) {
    return from.row().text("unit").equals(unit) ? (Object) from.row().whole("amount") : null;
  }

  private static @Nullable String currency(Fact.Source from) {
    String own = from.row().optionalText("currency");
    if (own != null) {
      return own;
    }
    String ofGoods =
        from.members()
            .currencyOfCost(
                from.row().text("name"), from.row().text("unit"), from.row().day("moved_on"));
    return ofGoods == null ? from.row().optionalText("only_currency") : ofGoods;
  }

  private static @Nullable Object costOfGoods(Fact.Source from) {
    String currency = currency(from);
    return currency == null
        ? null
        : from.members()
            .costOf(
                new PurchaseCosts.Goods(from.row().text("name"), from.row().text("unit"), currency),
                from.row().day("moved_on"),
                from.row().whole("amount"));
  }

  /** A new price leaves the row of the one before as it was: it begins, and that one ends. */
  private static @Nullable Object lastDay(Fact.Source from) {
    LocalDate said = optionalDay(from, "last_day");
    LocalDate next = optionalDay(from, "next_day");
    if (next == null || (said != null && said.isBefore(next))) {
      return said;
    }
    return next.minusDays(1);
  }

  private static @Nullable LocalDate optionalDay(Fact.Source from, String column) {
    return from.row().optionalText(column) == null ? null : from.row().day(column);
  }
}
