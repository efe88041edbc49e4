package dev.greengrocer.analytics.powerbi;

import static dev.greengrocer.analytics.powerbi.Folder.QUALITY;
import static dev.greengrocer.analytics.powerbi.Format.COUNT;
import static dev.greengrocer.analytics.powerbi.Format.NUMBER;
import static dev.greengrocer.analytics.powerbi.Format.SHARE;

import dev.greengrocer.analytics.powerbi.Measure.Formula;
import dev.greengrocer.analytics.powerbi.Measure.Words;
import java.util.List;

/** How often the model is right, as far as people have checked. Stateless. */
final class QualityMeasures {

  /** Answers with a name of which people have said something. */
  private static final String CHECKED =
      "prediction JOIN reason USING (reason_key) WHERE decision <> 'reject' AND verdict IS NOT NULL";

  private QualityMeasures() {}

  static List<Measure> all() {
    return List.of(
        measure(
            "Checked answers",
            COUNT,
            new Words(
                "Answers with a name of which people have said what the photo shows.",
                "Geprüfte Antworten",
                "Antworten mit Namen, zu denen jemand gesagt hat, was das Foto zeigt."),
            new Formula(
                """
                CALCULATE(
                    [Answers],
                    KEEPFILTERS(NOT ISBLANK('Prediction'[Verdict])),
                    KEEPFILTERS('Reason'[Decision] IN {"accept", "shortlist"})
                )
                """,
                "SELECT COUNT(*) FROM " + CHECKED)),
        measure(
            "Right answers",
            COUNT,
            new Words(
                "Checked answers whose first name was right.",
                "Richtige Antworten",
                "Geprüfte Antworten, deren erster Name stimmte."),
            new Formula(
                "CALCULATE([Checked answers], KEEPFILTERS('Prediction'[Is right] = TRUE()))",
                "SELECT COUNT(*) FILTER (is_right) FROM " + CHECKED)),
        measure(
            "Wrong answers",
            COUNT,
            new Words(
                "Checked answers whose first name was wrong.",
                "Falsche Antworten",
                "Geprüfte Antworten, deren erster Name nicht stimmte."),
            new Formula(
                "[Checked answers] - [Right answers]",
                "SELECT COUNT(*) FILTER (NOT is_right) FROM " + CHECKED)),
        measure(
            "Accuracy",
            SHARE,
            new Words(
                "Of the checked answers, those that were right.",
                "Genauigkeit",
                "Anteil der richtigen an den geprüften Antworten."),
            new Formula(
                "DIVIDE([Right answers], [Checked answers])",
                "SELECT COUNT(*) FILTER (is_right) / NULLIF(COUNT(*), 0) FROM " + CHECKED)),
        measure(
            "Accuracy from",
            SHARE,
            new Words(
                "The lower end of the accuracy's 95 % interval (Wilson).",
                "Genauigkeit von", "Unteres Ende des 95-%-Intervalls der Genauigkeit (Wilson)."),
            wilson("[Checked answers]", "[Accuracy]", '-', CHECKED)),
        measure(
            "Accuracy to",
            SHARE,
            new Words(
                "The upper end of the accuracy's 95 % interval (Wilson).",
                "Genauigkeit bis", "Oberes Ende des 95-%-Intervalls der Genauigkeit (Wilson)."),
            wilson("[Checked answers]", "[Accuracy]", '+', CHECKED)),
        measure(
            "Checked accepted answers",
            COUNT,
            new Words(
                "Checked answers with one name.",
                "Geprüfte angenommene Antworten",
                "Geprüfte Antworten mit einem Namen."),
            new Formula(
                "CALCULATE([Checked answers], KEEPFILTERS('Reason'[Decision] = \"accept\"))",
                "SELECT COUNT(*) FROM " + accepted())),
        measure(
            "Accuracy of accepted",
            SHARE,
            new Words(
                "Of the checked answers with one name, those that were right.",
                "Genauigkeit angenommener",
                "Anteil der richtigen an den geprüften Antworten mit einem Namen."),
            new Formula(
                """
                DIVIDE(
                    CALCULATE([Right answers], KEEPFILTERS('Reason'[Decision] = "accept")),
                    [Checked accepted answers]
                )
                """,
                "SELECT COUNT(*) FILTER (is_right) / NULLIF(COUNT(*), 0) FROM " + accepted())),
        measure(
            "Accuracy of accepted from",
            SHARE,
            new Words(
                "The lower end of its 95 % interval (Wilson).",
                "Genauigkeit angenommener von", "Unteres Ende ihres 95-%-Intervalls (Wilson)."),
            wilson("[Checked accepted answers]", "[Accuracy of accepted]", '-', accepted())),
        measure(
            "Accuracy of accepted to",
            SHARE,
            new Words(
                "The upper end of its 95 % interval (Wilson).",
                "Genauigkeit angenommener bis", "Oberes Ende ihres 95-%-Intervalls (Wilson)."),
            wilson("[Checked accepted answers]", "[Accuracy of accepted]", '+', accepted())),
        measure(
            "Shortlist hit rate",
            SHARE,
            new Words(
                "Of the checked shortlists, those that held what the photo shows.",
                "Trefferquote der Auswahllisten",
                "Anteil der geprüften Auswahllisten, auf denen das Richtige stand."),
            new Formula(
                """
                DIVIDE(
                    CALCULATE(
                        [Checked answers],
                        KEEPFILTERS('Reason'[Decision] = "shortlist"),
                        KEEPFILTERS('Prediction'[Is offered] = TRUE())
                    ),
                    CALCULATE([Checked answers], KEEPFILTERS('Reason'[Decision] = "shortlist"))
                )
                """,
                "SELECT COUNT(*) FILTER (is_offered) / NULLIF(COUNT(*), 0) FROM "
                    + CHECKED
                    + " AND decision = 'shortlist'")),
        measure(
            "Confusion share",
            SHARE,
            new Words(
                "Of the checked answers with this name, those whose photo shows that class: a cell of the confusion matrix.",
                "Verwechslungsanteil",
                "Anteil der geprüften Antworten mit diesem Namen, deren Foto jene Klasse zeigt: eine Zelle der Verwechslungsmatrix."),
            new Formula(
                "DIVIDE([Checked answers], CALCULATE([Checked answers], REMOVEFILTERS('Confirmed class')))",
                "SELECT (SELECT COUNT(*) FROM "
                    + CHECKED
                    + ") / NULLIF((SELECT COUNT(*) FROM "
                    + CHECKED
                    + "), 0)")),
        measure(
            "Not in list share",
            SHARE,
            new Words(
                "Of the checked answers, those whose photo shows none of the model's classes.",
                "Anteil unbekannter Sorten",
                "Anteil der geprüften Antworten, deren Foto keine Klasse des Modells zeigt."),
            new Formula(
                """
                DIVIDE(
                    CALCULATE([Checked answers], KEEPFILTERS('Prediction'[Verdict] = "not-in-list")),
                    [Checked answers]
                )
                """,
                "SELECT COUNT(*) FILTER (verdict = 'not-in-list') / NULLIF(COUNT(*), 0) FROM "
                    + CHECKED)),
        measure(
            "Drift of confidence",
            NUMBER,
            new Words(
                "How far the model's confidence has moved from that of as many days before: the population stability index"
                    + " over tenths, less what chance brings. Below 0.1: as before; above 0.25: clearly different; blank:"
                    + " fewer than 100 answers.",
                "Drift der Sicherheit",
                "Wie weit sich die Sicherheit des Modells von der gleich vieler Tage davor entfernt hat: Populations-"
                    + "Stabilitätsindex über Zehntel, abzüglich des Zufalls. Unter 0,1: wie zuvor; über 0,25: deutlich"
                    + " anders; leer: weniger als 100 Antworten."),
            drift()));
  }

  private static Measure measure(String name, Format format, Words words, Formula formula) {
    return new Measure("prediction", name, QUALITY, format, words, formula);
  }

  private static String accepted() {
    return CHECKED + " AND decision = 'accept'";
  }

  private static Formula wilson(String count, String share, char sign, String rows) {
    return Wilson.end(
        count, share, sign, "SELECT COUNT(*) AS n, COUNT(*) FILTER (is_right) AS k FROM " + rows);
  }

  /** As {@code Drift} of the ledger computes it for the dashboard. */
  private static Formula drift() {
    return new Formula(
        """
        VAR FirstDay = MIN('Date'[Date])
        VAR DayCount = MAX('Date'[Date]) - FirstDay + 1
        VAR AnswersNow = [Answers]
        VAR AnswersBefore =
            CALCULATE(
                [Answers],
                REMOVEFILTERS('Date'),
                'Date'[Date] >= FirstDay - DayCount && 'Date'[Date] < FirstDay
            )
        VAR Moved =
            SUMX(
                GENERATESERIES(0, 9),
                VAR Tenth = [Value]
                VAR TenthNow = CALCULATE([Answers], KEEPFILTERS('Prediction'[Confidence bin] = Tenth))
                VAR TenthBefore =
                    CALCULATE(
                        [Answers],
                        REMOVEFILTERS('Date'),
                        'Date'[Date] >= FirstDay - DayCount && 'Date'[Date] < FirstDay,
                        KEEPFILTERS('Prediction'[Confidence bin] = Tenth)
                    )
                VAR ShareNow = DIVIDE(MAX(0.5, TenthNow), AnswersNow)
                VAR ShareBefore = DIVIDE(MAX(0.5, TenthBefore), AnswersBefore)
                RETURN
                    IF(AnswersNow > 0 && AnswersBefore > 0, (ShareNow - ShareBefore) * LN(DIVIDE(ShareNow, ShareBefore)))
            )
        RETURN
            IF(
                AnswersNow >= 100 && AnswersBefore >= 100,
                MAX(0, Moved - 9 * (DIVIDE(1, AnswersNow) + DIVIDE(1, AnswersBefore)))
            )
        """,
        """
        WITH days AS (SELECT MIN("date") AS first, MAX("date") AS last FROM "date"),
        bins AS (
          SELECT bin,
            (SELECT COUNT(*) FROM prediction WHERE confidence_bin = bin) AS now,
            (SELECT COUNT(*) FROM every_prediction JOIN every_date USING (date_key), days
             WHERE "date" >= first - (last - first + 1)::INTEGER AND "date" < first
               AND confidence_bin = bin) AS before
          FROM range(10) one (bin)
        ),
        sums AS (SELECT SUM(now) AS n, SUM(before) AS m FROM bins)
        SELECT GREATEST(0,
          SUM((GREATEST(0.5, now) / n - GREATEST(0.5, before) / m)
            * LN((GREATEST(0.5, now) / n) / (GREATEST(0.5, before) / m)))
          - 9 * (1 / MAX(n) + 1 / MAX(m)))
        FROM bins, sums WHERE n >= 100 AND m >= 100 HAVING COUNT(*) > 0
        """);
  }
}
