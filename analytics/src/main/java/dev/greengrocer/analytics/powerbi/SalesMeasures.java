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

/** What was sold and paid. Voided receipts count in none but their own. Stateless. */
final class SalesMeasures {

  private static final String LINES = "FROM sale_line WHERE NOT is_voided";
  private static final String RECEIPTS = "FROM payment WHERE NOT is_voided";

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
            new Words("Lines of receipts.", "Verkaufte Zeilen", "Zeilen auf Bons."),
            new Formula(
                "CALCULATE(COUNTROWS('Sale line'), KEEPFILTERS('Sale line'[Is voided] = FALSE()))",
                "SELECT COUNT(*) " + LINES)),
        of(
            "payment",
            "Receipts",
            COUNT,
            new Words("Receipts, without voided ones.", "Bons", "Bons ohne stornierte."),
            new Formula(
                "CALCULATE(COUNTROWS('Payment'), KEEPFILTERS('Payment'[Is voided] = FALSE()))",
                "SELECT COUNT(*) " + RECEIPTS)),
        of(
            "payment",
            "Taken",
            MONEY,
            new Words(
                "What was paid: goods, added tax and rounding.",
                "Einnahmen",
                "Was bezahlt wurde: Ware, aufgeschlagene Steuer und Rundung."),
            new Formula(
                """
                DIVIDE(
                    CALCULATE(SUM('Payment'[Total]), KEEPFILTERS('Payment'[Is voided] = FALSE())),
                    MINOR_UNITS
                )
                """,
                "SELECT SUM(total) / 100 " + RECEIPTS)),
        of(
            "payment",
            "Average basket",
            MONEY,
            new Words(
                "What was paid for each receipt, on average.",
                "Durchschnittsbon",
                "Was je Bon im Mittel bezahlt wurde."),
            new Formula("DIVIDE([Taken], [Receipts])", "SELECT AVG(total) / 100 " + RECEIPTS)),
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
                "SELECT SUM(total) FILTER (method = 'card') / NULLIF(SUM(total), 0) " + RECEIPTS)),
        of(
            "payment",
            "Lines a receipt",
            MEAN,
            new Words(
                "Lines of a receipt, on average.", "Zeilen je Bon", "Zeilen je Bon im Mittel."),
            new Formula(
                "DIVIDE([Lines sold], [Receipts])",
                "SELECT (SELECT COUNT(*) %s) / NULLIF((SELECT COUNT(*) %s), 0)"
                    .formatted(LINES, RECEIPTS))),
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
                "Of all receipts, those that were taken back.",
                "Stornoquote",
                "Anteil der stornierten an allen Bons."),
            new Formula(
                "DIVIDE([Voided receipts], COUNTROWS('Payment'))",
                "SELECT COUNT(*) FILTER (is_voided) / NULLIF(COUNT(*), 0) FROM payment")),
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
                "SELECT COUNT(*) FILTER (is_price_by_clerk) / NULLIF(COUNT(*), 0) " + LINES)),
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
                "SELECT COUNT(prediction_key) " + LINES)),
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
                "SELECT COUNT(prediction_key) / NULLIF(COUNT(*), 0) " + LINES)),
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
