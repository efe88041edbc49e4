package dev.greengrocer.analytics.powerbi;

import static dev.greengrocer.analytics.powerbi.Folder.STOCK;
import static dev.greengrocer.analytics.powerbi.Format.COUNT;
import static dev.greengrocer.analytics.powerbi.Format.KILOGRAMS;
import static dev.greengrocer.analytics.powerbi.Format.MONEY;
import static dev.greengrocer.analytics.powerbi.Format.SHARE;

import dev.greengrocer.analytics.powerbi.Measure.Formula;
import dev.greengrocer.analytics.powerbi.Measure.Words;
import java.util.List;

/**
 * What came in, what was lost, and what was earned, as the dashboard has it: goods whose cost is
 * unknown are left out of margins. Stateless.
 */
final class StockMeasures {

  private static final String LINES = "FROM sale_line WHERE NOT is_voided";

  private StockMeasures() {}

  static List<Measure> all() {
    return List.of(
        of(
            "stock_movement",
            "Kilograms delivered",
            KILOGRAMS,
            new Words(
                "Weight that came in, less deliveries taken back.",
                "Gelieferte Kilogramm",
                "Geliefertes Gewicht, abzüglich zurückgenommener Lieferungen."),
            grams("delivered", "")),
        of(
            "stock_movement",
            "Kilograms wasted",
            KILOGRAMS,
            new Words(
                "Weight that was thrown away.",
                "Weggeworfene Kilogramm",
                "Gewicht, das weggeworfen wurde."),
            grams("wasted", "0 - ")),
        of(
            "stock_movement",
            "Kilograms missing",
            KILOGRAMS,
            new Words(
                "Weight that counts found less than should have been there.",
                "Fehlende Kilogramm",
                "Gewicht, das bei Zählungen fehlte."),
            grams("counted", "0 - ")),
        of(
            "stock_movement",
            "Deliveries",
            COUNT,
            new Words(
                "Deliveries that were booked, those that were taken back included.",
                "Lieferungen",
                "Gebuchte Lieferungen, auch zurückgenommene."),
            new Formula(
                """
                CALCULATE(
                    DISTINCTCOUNT('Stock movement'[Delivery]),
                    KEEPFILTERS('Stock movement'[Movement kind] = "delivery")
                )
                """,
                "SELECT COUNT(DISTINCT delivery) FROM stock_movement WHERE movement_kind ="
                    + " 'delivery'")),
        of(
            "stock_movement",
            "Purchases",
            MONEY,
            new Words(
                "What deliveries cost, without tax, where a cost was entered.",
                "Einkauf",
                "Was Lieferungen ohne Steuer kosteten, soweit angegeben."),
            new Formula(
                "DIVIDE(SUM('Stock movement'[Cost]), MINOR_UNITS)",
                "SELECT SUM(cost) / 100 FROM stock_movement")),
        of(
            "stock_movement",
            "Shrinkage",
            MONEY,
            new Words(
                "What goods had cost that were thrown away or missing.",
                "Schwund",
                "Was weggeworfene und fehlende Ware gekostet hatte."),
            new Formula(
                """
                DIVIDE(
                    CALCULATE(
                        0 - SUM('Stock movement'[Cost of goods]),
                        KEEPFILTERS('Stock movement'[Flow] IN {"wasted", "counted"})
                    ),
                    MINOR_UNITS
                )
                """,
                "SELECT -SUM(cost_of_goods) / 100 FROM stock_movement WHERE flow IN ('wasted',"
                    + " 'counted')")),
        of(
            "sale_line",
            "Revenue without tax",
            MONEY,
            new Words(
                "Sales without the tax in their prices.",
                "Nettoumsatz",
                "Umsatz ohne die enthaltene Steuer."),
            new Formula(
                """
                DIVIDE(
                    CALCULATE(SUM('Sale line'[Revenue]), KEEPFILTERS('Sale line'[Is voided] = FALSE())),
                    MINOR_UNITS
                )
                """,
                "SELECT SUM(revenue) / 100 " + LINES)),
        of(
            "sale_line",
            "Cost of goods sold",
            MONEY,
            new Words(
                "What goods had cost that were sold, where a cost was entered.",
                "Wareneinsatz",
                "Was verkaufte Ware gekostet hatte, soweit angegeben."),
            new Formula(
                """
                DIVIDE(
                    CALCULATE(SUM('Sale line'[Cost of goods]), KEEPFILTERS('Sale line'[Is voided] = FALSE())),
                    MINOR_UNITS
                )
                """,
                "SELECT SUM(cost_of_goods) / 100 " + LINES)),
        of(
            "sale_line",
            "Gross margin",
            MONEY,
            new Words(
                "Revenue without tax less cost, of goods whose cost is known.",
                "Rohertrag",
                "Nettoumsatz abzüglich Wareneinsatz, bei Ware mit bekanntem Einkaufspreis."),
            new Formula(
                """
                DIVIDE(
                    CALCULATE(SUM('Sale line'[Margin]), KEEPFILTERS('Sale line'[Is voided] = FALSE())),
                    MINOR_UNITS
                )
                """,
                "SELECT SUM(margin) / 100 " + LINES)),
        of(
            "sale_line",
            "Gross margin share",
            SHARE,
            new Words(
                "Of the revenue of goods whose cost is known, the margin.",
                "Rohertragsanteil",
                "Anteil des Rohertrags am Nettoumsatz der Ware mit bekanntem Einkaufspreis."),
            new Formula(
                "DIVIDE([Gross margin], [Gross margin] + [Cost of goods sold])",
                "SELECT SUM(margin) / NULLIF(SUM(margin + cost_of_goods), 0) " + LINES)),
        of(
            "stock_movement",
            "Shrinkage share",
            SHARE,
            new Words(
                "Of what goods had cost that were sold or lost, what was lost.",
                "Schwundanteil",
                "Anteil des Schwunds am Einkaufswert der verkauften und verlorenen Ware."),
            new Formula(
                "DIVIDE([Shrinkage], [Shrinkage] + [Cost of goods sold])",
                """
                SELECT lost / NULLIF(COALESCE(lost, 0) + COALESCE(sold, 0), 0)
                FROM (
                  SELECT (SELECT -SUM(cost_of_goods) FROM stock_movement WHERE flow IN ('wasted', 'counted')) AS lost,
                    (SELECT SUM(cost_of_goods) FROM sale_line WHERE NOT is_voided) AS sold)
                """)));
  }

  /** The weight of a flow, turned where it goes out. */
  private static Formula grams(String flow, String sign) {
    return new Formula(
        """
        DIVIDE(
            CALCULATE(%sSUM('Stock movement'[Net grams]), KEEPFILTERS('Stock movement'[Flow] = "%s")),
            1000
        )
        """
            .formatted(sign, flow),
        "SELECT %sSUM(net_grams) / 1000 FROM stock_movement WHERE flow = '%s'"
            .formatted(sign.isEmpty() ? "" : "-", flow));
  }

  private static Measure of(String home, String name, Format format, Words words, Formula formula) {
    return new Measure(home, name, STOCK, format, words, formula);
  }
}
