package dev.greengrocer.analytics.schema;

import static dev.greengrocer.analytics.schema.Cell.link;
import static dev.greengrocer.analytics.schema.Cell.optional;
import static dev.greengrocer.analytics.schema.Cell.optionalLink;
import static dev.greengrocer.analytics.schema.Cell.required;
import static dev.greengrocer.analytics.schema.ColumnType.FLAG;
import static dev.greengrocer.analytics.schema.ColumnType.MOMENT;
import static dev.greengrocer.analytics.schema.ColumnType.NUMBER;
import static dev.greengrocer.analytics.schema.ColumnType.TEXT;
import static dev.greengrocer.analytics.schema.ColumnType.WHOLE;

import dev.greengrocer.ledger.figures.PurchaseCosts;
import dev.greengrocer.ledger.figures.Revenue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The facts about sales: lines, taxes and payments of receipts. Stateless. */
final class SoldGoods {

  private static final Months MONTHS = Months.ofDays("sales", "sold_on");

  private SoldGoods() {}

  static Fact saleLine() {
    return new Fact(
        "sale_line",
        "Lines of receipts, also of those that were voided. Customers are in no table.",
        List.of("receipt", "line"),
        MONTHS,
        new Fact.Sql(
            """
            SELECT s.number, s.at, s.sold_on, s.actor, s.currency, s.tax_included,
              CASE WHEN s.voided_at IS NULL THEN 0 ELSE 1 END AS voided,
              l.position, COALESCE(n.name, l.name) AS name, p.id AS prediction_id,
              CASE WHEN p.decision IN ('accept', 'shortlist', 'reject') THEN p.decision END AS decision,
              p.reason, l.unit, l.amount,
              l.by_hand, l.grams - l.tare_grams AS net_grams, l.pieces, l.tax_rate,
              l.discount + l.discount_share AS discount, l.total,
              CASE WHEN s.return_of IS NULL THEN 0 ELSE 1 END AS returned
            FROM sales s
            JOIN sale_lines l ON l.sale_id = s.id
            LEFT JOIN sale_names n ON n.written = l.name
            LEFT JOIN predictions p ON p.id = l.prediction_id
            WHERE s.sold_on BETWEEN ? AND ?
            ORDER BY s.number, l.position
            """,
            "SELECT COUNT(*) AS total FROM sale_lines"),
        List.of(
            day(),
            hour(),
            receipt(),
            required(
                "line",
                WHOLE,
                "The place of the line on the receipt, from 1.",
                from -> from.row().whole("position")),
            link(
                "class_key",
                "class",
                "What was sold.",
                from -> from.members().classOf(from.row().text("name"))),
            clerk(),
            optional(
                "prediction_key",
                WHOLE,
                "The answer that the line came from; missing when it was entered by hand or the"
                    + " answer was erased.",
                SoldGoods::prediction),
            optionalLink(
                "reason_key",
                "reason",
                "What the model had decided in that answer, and why; missing with the answer.",
                SoldGoods::reason),
            required(
                "unit", TEXT, "How it was sold: kg or piece.", from -> from.row().text("unit")),
            required(
                "unit_price",
                WHOLE,
                "The price of a kilogram or a piece, in minor units of the currency.",
                from -> from.row().whole("amount")),
            required(
                "is_price_by_clerk",
                FLAG,
                "Whether the clerk said the price of a kilogram or a piece.",
                from -> from.row().flag("by_hand")),
            optional(
                "net_grams",
                WHOLE,
                "Grams without packaging, negative for goods that are returned; missing for what"
                    + " was sold by the piece.",
                from -> from.row().optionalWhole("net_grams")),
            optional(
                "pieces",
                WHOLE,
                "Pieces, negative for goods that are returned; missing for what was sold by"
                    + " weight.",
                from -> from.row().optionalWhole("pieces")),
            optional(
                "tax_rate",
                WHOLE,
                "The rate of tax in hundredths of a percent; missing when none was set. What it"
                    + " comes to is in sale_tax.",
                from -> from.row().optionalWhole("tax_rate")),
            required(
                "discount",
                WHOLE,
                "What was taken off the line, its share of a discount of the whole sale included,"
                    + " in minor units; negative for goods that are returned.",
                from -> from.row().whole("discount")),
            required(
                "total",
                WHOLE,
                "What the line cost, less what was taken off, in minor units; negative for goods"
                    + " that are returned.",
                from -> from.row().whole("total")),
            currency(),
            voided(),
            returned(),
            required(
                "revenue", NUMBER, "The total without tax, in minor units.", SoldGoods::revenue),
            optional(
                "cost_of_goods",
                NUMBER,
                "What the goods had cost the shop by what crates have cost on the day, else last"
                    + " before it, else first after it, in minor units; missing when unknown.",
                SoldGoods::cost),
            optional(
                "margin",
                NUMBER,
                "Revenue less cost of goods, in minor units; missing with the cost.",
                SoldGoods::margin)));
  }

  static Fact saleTax() {
    return new Fact(
        "sale_tax",
        "The tax of each receipt by rate, as it was counted and rounded when it was sold.",
        List.of("receipt", "tax_rate"),
        MONTHS,
        new Fact.Sql(
            """
            SELECT s.number, s.at, s.sold_on, s.actor, s.currency, s.tax_included,
              CASE WHEN s.voided_at IS NULL THEN 0 ELSE 1 END AS voided,
              CASE WHEN s.return_of IS NULL THEN 0 ELSE 1 END AS returned, t.tax_rate, t.net, t.tax
            FROM sales s
            JOIN sale_taxes t ON t.sale_id = s.id
            WHERE s.sold_on BETWEEN ? AND ?
            ORDER BY s.number, t.tax_rate
            """,
            "SELECT COUNT(*) AS total FROM sale_taxes"),
        List.of(
            day(),
            hour(),
            receipt(),
            required(
                "tax_rate",
                WHOLE,
                "The rate in hundredths of a percent.",
                from -> from.row().whole("tax_rate")),
            clerk(),
            required(
                "net",
                WHOLE,
                "What was taxed, in minor units, without the tax.",
                from -> from.row().whole("net")),
            required("tax", WHOLE, "The tax, in minor units.", from -> from.row().whole("tax")),
            required(
                "is_included",
                FLAG,
                "Whether the prices held the tax; otherwise it was added to the total.",
                from -> from.row().flag("tax_included")),
            currency(),
            voided(),
            returned()));
  }

  static Fact payment() {
    return new Fact(
        "payment",
        "What was paid for each receipt, a row each.",
        List.of("receipt"),
        MONTHS,
        new Fact.Sql(
            """
            SELECT s.number, s.at, s.sold_on, s.actor, s.currency, s.payment, s.goods_total,
              s.tax_added, s.cash_rounding, s.total, s.cash_given,
              CASE WHEN s.voided_at IS NULL THEN 0 ELSE 1 END AS voided,
              CASE WHEN s.return_of IS NULL THEN 0 ELSE 1 END AS returned
            FROM sales s
            WHERE s.sold_on BETWEEN ? AND ?
            ORDER BY s.number
            """,
            "SELECT COUNT(*) AS total FROM sales"),
        List.of(
            day(),
            hour(),
            receipt(),
            required("paid_at", MOMENT, "When it was paid.", from -> from.row().moment("at")),
            clerk(),
            required("method", TEXT, "cash or card.", from -> from.row().text("payment")),
            required(
                "goods_total",
                WHOLE,
                "The sum of the lines, in minor units.",
                from -> from.row().whole("goods_total")),
            required(
                "tax_added",
                WHOLE,
                "Tax that the prices did not hold, in minor units.",
                from -> from.row().whole("tax_added")),
            required(
                "cash_rounding",
                WHOLE,
                "What rounding to coins added, in minor units; below 0 when it took away.",
                from -> from.row().whole("cash_rounding")),
            required(
                "total",
                WHOLE,
                "What was paid: goods, added tax and rounding, in minor units.",
                from -> from.row().whole("total")),
            optional(
                "cash_given",
                WHOLE,
                "What was handed over in cash, in minor units; missing when unknown.",
                from -> from.row().optionalWhole("cash_given")),
            currency(),
            voided(),
            returned()));
  }

  private static Cell<Fact.Source> day() {
    return link(
        "date_key",
        "date",
        "The shop's day of the sale.",
        from -> from.members().day(from.row().day("sold_on")));
  }

  private static Cell<Fact.Source> hour() {
    return link(
        "hour_key",
        "hour",
        "The hour of the sale in the time zone of the export.",
        from -> from.members().hour(from.row().moment("at")));
  }

  private static Cell<Fact.Source> receipt() {
    return required(
        "receipt", WHOLE, "The number of the receipt.", from -> from.row().whole("number"));
  }

  private static Cell<Fact.Source> clerk() {
    return link(
        "clerk_key",
        "clerk",
        "Who sold it, under a pseudonym.",
        from -> from.members().clerk(from.row().text("actor")));
  }

  private static Cell<Fact.Source> currency() {
    return required(
        "currency",
        TEXT,
        "The currency by ISO 4217, such as EUR.",
        from -> from.row().text("currency"));
  }

  private static Cell<Fact.Source> voided() {
    return required(
        "is_voided",
        FLAG,
        "Whether the receipt was taken back; leave such rows out of sums of sales.",
        from -> from.row().flag("voided"));
  }

  private static Cell<Fact.Source> returned() {
    return required(
        "is_return",
        FLAG,
        "Whether the receipt gives goods back: its amounts are negative, and it is no sale when"
            + " receipts are counted.",
        from -> from.row().flag("returned"));
  }

  private static Double revenue(Fact.Source from) {
    return Revenue.withoutTax(
            from.row().whole("total"),
            from.row().flag("tax_included"),
            from.row().optionalWhole("tax_rate"))
        .doubleValue();
  }

  private static @Nullable Double cost(Fact.Source from) {
    Long grams = from.row().optionalWhole("net_grams");
    Long amount = grams == null ? from.row().optionalWhole("pieces") : grams;
    return amount == null
        ? null
        : from.members()
            .costOf(
                new PurchaseCosts.Goods(
                    from.row().text("name"), from.row().text("unit"), from.row().text("currency")),
                from.row().day("sold_on"),
                amount);
  }

  private static @Nullable Object margin(Fact.Source from) {
    Double cost = cost(from);
    return cost == null ? null : (Object) (revenue(from) - cost);
  }

  private static @Nullable Object prediction(Fact.Source from) {
    String id = from.row().optionalText("prediction_id");
    return id == null ? null : (Object) Answers.key(id);
  }

  private static @Nullable Object reason(Fact.Source from) {
    String decision = from.row().optionalText("decision");
    String reason = from.row().optionalText("reason");
    return decision == null || reason == null
        ? null
        : (Object) from.members().reason(decision, reason);
  }
}
