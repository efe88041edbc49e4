package dev.greengrocer.analytics.powerbi;

import static dev.greengrocer.analytics.powerbi.Folder.SALES;
import static dev.greengrocer.analytics.powerbi.Format.COUNT;
import static dev.greengrocer.analytics.powerbi.Format.KILOGRAMS;
import static dev.greengrocer.analytics.powerbi.Format.MEAN;
import static dev.greengrocer.analytics.powerbi.Format.MONEY;
import static dev.greengrocer.analytics.powerbi.Format.SHARE;

import dev.greengrocer.analytics.powerbi.Measure.Formula;
import dev.greengrocer.analytics.powerbi.Measure.Words;
import java.util.List;

/**
 * What was sold and paid. Voided receipts count in none but their own; returns lower sums of money
 * and weight, and are no receipts. Stateless.
 */
final class SalesMeasures {

  private static final String LINES = "FROM sale_line WHERE NOT is_voided";
  private static final String LINES_SOLD = LINES + " AND NOT is_return";
  private static final String PAID = "FROM payment WHERE NOT is_voided";
  private static final String RECEIPTS = PAID + " AND NOT is_return";

  private SalesMeasures() {}

  static List<Measure> all() {
    return List.of(
        of(
            "sale_line",
            "Sales",
            MONEY,
            new Words(
                "The sum of all lines sold, as priced.",
                "Umsatz",
                "Summe aller verkauften Zeilen."),
            new Formula(
                """
                DIVIDE(
                    CALCULATE(SUM('Sale line'[Total]), KEEPFILTERS('Sale line'[Is voided] = FALSE())),
                    MINOR_UNITS
                )
                """,
                "SELECT SUM(total) / 100 " + LINES)),
        of(
            "sale_line",
            "Lines sold",
            COUNT,
            new Words(
                "Lines of receipts, without returns.",
                "Verkaufte Zeilen",
                "Zeilen auf Bons, ohne Rückgaben."),
            new Formula(
                """
                CALCULATE(
                    COUNTROWS('Sale line'),
                    KEEPFILTERS('Sale line'[Is voided] = FALSE()),
                    KEEPFILTERS('Sale line'[Is return] = FALSE())
                )
                """,
                "SELECT COUNT(*) " + LINES_SOLD)),
        of(
            "sale_line",
            "Discounts",
            MONEY,
            new Words(
                "What was taken off, less what returns gave back of it.",
                "Rabatte",
                "Was nachgelassen wurde, abzüglich der Rückgaben."),
            new Formula(
                """
                DIVIDE(
                    CALCULATE(SUM('Sale line'[Discount]), KEEPFILTERS('Sale line'[Is voided] = FALSE())),
                    MINOR_UNITS
                )
                """,
                "SELECT SUM(discount) / 100 " + LINES)),
        of(
            "sale_line",
            "Discount share",
            SHARE,
            new Words(
                "Of what the goods would have cost, what was taken off.",
                "Rabattanteil",
                "Anteil der Rabatte an dem, was die Ware gekostet hätte."),
            new Formula(
                "DIVIDE([Discounts], [Sales] + [Discounts])",
                "SELECT SUM(discount) / NULLIF(SUM(total + discount), 0) " + LINES)),
        of(
            "payment",
            "Receipts",
            COUNT,
            new Words(
                "Receipts, without voided ones and returns.",
                "Bons",
                "Bons ohne stornierte und ohne Rückgaben."),
            new Formula(
                """
                CALCULATE(
                    COUNTROWS('Payment'),
                    KEEPFILTERS('Payment'[Is voided] = FALSE()),
                    KEEPFILTERS('Payment'[Is return] = FALSE())
                )
                """,
                "SELECT COUNT(*) " + RECEIPTS)),
        of(
            "payment",
            "Returns",
            COUNT,
            new Words("Receipts that give goods back.", "Rückgaben", "Bons, die Ware zurückgeben."),
            new Formula(
                "CALCULATE(COUNTROWS('Payment'), KEEPFILTERS('Payment'[Is return] = TRUE()))",
                "SELECT COUNT(*) FROM payment WHERE is_return")),
        of(
            "payment",
            "Returned",
            MONEY,
            new Words(
                "What was paid back for returns.",
                "Zurückgezahlt",
                "Was für Rückgaben zurückgezahlt wurde."),
            new Formula(
                """
                DIVIDE(
                    CALCULATE(0 - SUM('Payment'[Total]), KEEPFILTERS('Payment'[Is return] = TRUE())),
                    MINOR_UNITS
                )
                """,
                "SELECT -SUM(total) / 100 FROM payment WHERE is_return")),
        of(
            "payment",
            "Taken",
            MONEY,
            new Words(
                "What was paid: goods, added tax and rounding, less what was paid back.",
                "Einnahmen",
                "Was bezahlt wurde: Ware, aufgeschlagene Steuer und Rundung, abzüglich der Rückgaben."),
            new Formula(
                """
                DIVIDE(
                    CALCULATE(SUM('Payment'[Total]), KEEPFILTERS('Payment'[Is voided] = FALSE())),
                    MINOR_UNITS
                )
                """,
                "SELECT SUM(total) / 100 " + PAID)),
        of(
            "payment",
            "Average basket",
            MONEY,
            new Words(
                "What was paid for each receipt, on average, without returns.",
                "Durchschnittsbon",
                "Was je Bon im Mittel bezahlt wurde, ohne Rückgaben."),
            new Formula(
                "DIVIDE(CALCULATE([Taken], KEEPFILTERS('Payment'[Is return] = FALSE())), [Receipts])",
                "SELECT AVG(total) / 100 " + RECEIPTS)),
        of(
            "payment",
            "Card share",
            SHARE,
            new Words(
                "Of what was paid, the part by card.",
                "Kartenanteil",
                "Anteil der Kartenzahlung an den Einnahmen."),
            new Formula(
                "DIVIDE(CALCULATE([Taken], KEEPFILTERS('Payment'[Method] = \"card\")), [Taken])",
                "SELECT SUM(total) FILTER (method = 'card') / NULLIF(SUM(total), 0) " + PAID)),
        of(
            "payment",
            "Lines a receipt",
            MEAN,
            new Words(
                "Lines of a receipt, on average.", "Zeilen je Bon", "Zeilen je Bon im Mittel."),
            new Formula(
                "DIVIDE([Lines sold], [Receipts])",
                "SELECT (SELECT COUNT(*) %s) / NULLIF((SELECT COUNT(*) %s), 0)"
                    .formatted(LINES_SOLD, RECEIPTS))),
        of(
            "sale_line",
            "Kilograms sold",
            KILOGRAMS,
            new Words("Net weight sold.", "Verkaufte Kilogramm", "Verkauftes Nettogewicht."),
            new Formula(
                """
                DIVIDE(
                    CALCULATE(SUM('Sale line'[Net grams]), KEEPFILTERS('Sale line'[Is voided] = FALSE())),
                    1000
                )
                """,
                "SELECT SUM(net_grams) / 1000 " + LINES)),
        of(
            "sale_line",
            "Pieces sold",
            COUNT,
            new Words("Pieces sold.", "Verkaufte Stück", "Verkaufte Stückzahl."),
            new Formula(
                "CALCULATE(SUM('Sale line'[Pieces]), KEEPFILTERS('Sale line'[Is voided] = FALSE()))",
                "SELECT SUM(pieces) " + LINES)),
        of(
            "sale_tax",
            "Tax collected",
            MONEY,
            new Words(
                "The tax of all receipts, as it was rounded.",
                "Steuer",
                "Steuer aller Bons, wie gerundet."),
            new Formula(
                """
                DIVIDE(
                    CALCULATE(SUM('Sale tax'[Tax]), KEEPFILTERS('Sale tax'[Is voided] = FALSE())),
                    MINOR_UNITS
                )
                """,
                "SELECT SUM(tax) / 100 FROM sale_tax WHERE NOT is_voided")),
        of(
            "payment",
            "Voided receipts",
            COUNT,
            new Words("Receipts that were taken back.", "Stornierte Bons", "Zurückgenommene Bons."),
            new Formula(
                "CALCULATE(COUNTROWS('Payment'), KEEPFILTERS('Payment'[Is voided] = TRUE()))",
                "SELECT COUNT(*) FROM payment WHERE is_voided")),
        of(
            "payment",
            "Voided share",
            SHARE,
            new Words(
                "Of all receipts but returns, those that were taken back.",
                "Stornoquote",
                "Anteil der stornierten an allen Bons ohne Rückgaben."),
            new Formula(
                "DIVIDE([Voided receipts], [Voided receipts] + [Receipts])",
                """
                SELECT COUNT(*) FILTER (is_voided) / NULLIF(COUNT(*), 0)
                FROM payment WHERE NOT is_return
                """)),
        of(
            "sale_line",
            "Price by clerk share",
            SHARE,
            new Words(
                "Of the lines sold, those whose price the clerk said.",
                "Anteil von Hand bepreister Zeilen",
                "Anteil der Zeilen, deren Preis von Hand kam."),
            new Formula(
                """
                DIVIDE(
                    CALCULATE([Lines sold], KEEPFILTERS('Sale line'[Is price by clerk] = TRUE())),
                    [Lines sold]
                )
                """,
                "SELECT COUNT(*) FILTER (is_price_by_clerk) / NULLIF(COUNT(*), 0) " + LINES_SOLD)),
        of(
            "sale_line",
            "Lines from photos",
            COUNT,
            new Words(
                "Lines that came from an answer.",
                "Zeilen aus Fotos",
                "Zeilen, die aus einer Antwort kamen."),
            new Formula(
                "CALCULATE([Lines sold], KEEPFILTERS(NOT ISBLANK('Sale line'[Prediction key])))",
                "SELECT COUNT(prediction_key) " + LINES_SOLD)),
        of(
            "sale_line",
            "Share from photos",
            SHARE,
            new Words(
                "Of the lines sold, those that came from an answer.",
                "Anteil aus Fotos",
                "Anteil der Zeilen, die aus einer Antwort kamen."),
            new Formula(
                "DIVIDE([Lines from photos], [Lines sold])",
                "SELECT COUNT(prediction_key) / NULLIF(COUNT(*), 0) " + LINES_SOLD)),
        of(
            "sale_line",
            "Money at risk",
            MONEY,
            new Words(
                "Sales of lines that came from an answer on a shortlist or without a name.",
                "Risikoumsatz",
                "Umsatz von Zeilen, die aus einer Auswahlliste oder einer Antwort ohne Namen kamen."),
            new Formula(
                "CALCULATE([Sales], KEEPFILTERS('Reason'[Decision] IN {\"shortlist\", \"reject\"}))",
                """
                SELECT SUM(total) / 100 FROM sale_line JOIN reason USING (reason_key)
                WHERE NOT is_voided AND decision <> 'accept'
                """)),
        of(
            "sale_line",
            "Money at risk share",
            SHARE,
            new Words(
                "Of all sales, the money at risk.",
                "Anteil des Risikoumsatzes",
                "Anteil des Risikoumsatzes am Umsatz."),
            new Formula(
                "DIVIDE([Money at risk], [Sales])",
                """
                SELECT SUM(total) FILTER (decision <> 'accept') / NULLIF(SUM(total), 0)
                FROM sale_line LEFT JOIN reason USING (reason_key) WHERE NOT is_voided
                """)));
  }

  private static Measure of(String home, String name, Format format, Words words, Formula formula) {
    return new Measure(home, name, SALES, format, words, formula);
  }
}
