package dev.greengrocer.analytics.powerbi;

import static dev.greengrocer.analytics.powerbi.Folder.DATA;
import static dev.greengrocer.analytics.powerbi.Folder.REVIEW;
import static dev.greengrocer.analytics.powerbi.Format.COUNT;
import static dev.greengrocer.analytics.powerbi.Format.MEAN;
import static dev.greengrocer.analytics.powerbi.Format.SHARE;

import dev.greengrocer.analytics.powerbi.Measure.Formula;
import dev.greengrocer.analytics.powerbi.Measure.Words;
import java.util.List;

/**
 * What people say of answers, what they have not looked at yet, and how good photos are. Stateless.
 */
final class ReviewMeasures {

  /** What was said and holds: neither taken back nor the taking back itself. */
  private static final String STATEMENTS =
      "FROM label WHERE verdict <> 'withdrawn' AND NOT is_withdrawn";

  private static final String ANSWERS = "FROM prediction JOIN reason USING (reason_key)";

  private ReviewMeasures() {}

  static List<Measure> all() {
    return List.of(
        new Measure(
            "label",
            "Statements",
            REVIEW,
            COUNT,
            new Words(
                "What people said of answers and did not take back.",
                "Aussagen",
                "Was zu Antworten gesagt und nicht zurückgenommen wurde."),
            new Formula(
                """
                CALCULATE(
                    COUNTROWS('Label'),
                    KEEPFILTERS('Label'[Verdict] <> "withdrawn"),
                    KEEPFILTERS('Label'[Is withdrawn] = FALSE())
                )
                """,
                "SELECT COUNT(*) " + STATEMENTS)),
        new Measure(
            "label",
            "Statements a day",
            REVIEW,
            MEAN,
            new Words(
                "Statements for each day on which something was said.",
                "Aussagen je Tag",
                "Aussagen je Tag, an dem etwas gesagt wurde."),
            new Formula(
                "DIVIDE([Statements], DISTINCTCOUNT('Label'[Date key]))",
                """
                SELECT COUNT(*) FILTER (verdict <> 'withdrawn' AND NOT is_withdrawn)
                  / NULLIF(COUNT(DISTINCT date_key), 0)
                FROM label
                """)),
        new Measure(
            "label",
            "Reviews",
            REVIEW,
            COUNT,
            new Words(
                "Statements from the review queue.", "Prüfungen", "Aussagen aus der Prüfliste."),
            new Formula(
                "CALCULATE([Statements], KEEPFILTERS('Source'[Name] = \"review\"))",
                "SELECT COUNT(*) FROM label JOIN source USING (source_key)"
                    + " WHERE verdict <> 'withdrawn' AND NOT is_withdrawn AND name = 'review'")),
        new Measure(
            "label",
            "Corrections",
            REVIEW,
            COUNT,
            new Words(
                "Statements that the photo shows something else.",
                "Korrekturen",
                "Aussagen, dass das Foto etwas anderes zeigt."),
            new Formula(
                "CALCULATE([Statements], KEEPFILTERS('Label'[Verdict] = \"corrected\"))",
                "SELECT COUNT(*) " + STATEMENTS + " AND verdict = 'corrected'")),
        new Measure(
            "label",
            "Unusable photos",
            DATA,
            COUNT,
            new Words(
                "Statements that a photo shows nothing of use.",
                "Unbrauchbare Fotos",
                "Aussagen, dass ein Foto nichts Brauchbares zeigt."),
            new Formula(
                "CALCULATE([Statements], KEEPFILTERS('Label'[Verdict] = \"unusable\"))",
                "SELECT COUNT(*) " + STATEMENTS + " AND verdict = 'unusable'")),
        new Measure(
            "label",
            "Withdrawn statements",
            DATA,
            COUNT,
            new Words(
                "Statements that were taken back.",
                "Zurückgenommene Aussagen",
                "Aussagen, die zurückgenommen wurden."),
            new Formula(
                "CALCULATE(COUNTROWS('Label'), KEEPFILTERS('Label'[Is withdrawn] = TRUE()))",
                "SELECT COUNT(*) FROM label WHERE is_withdrawn")),
        new Measure(
            "prediction",
            "Open questions",
            REVIEW,
            COUNT,
            new Words(
                "Shortlists and answers without a name of which people have said nothing.",
                "Offene Fragen",
                "Auswahllisten und Antworten ohne Namen, zu denen niemand etwas gesagt hat."),
            new Formula(
                """
                CALCULATE(
                    [Answers],
                    KEEPFILTERS('Reason'[Decision] IN {"shortlist", "reject"}),
                    KEEPFILTERS(ISBLANK('Prediction'[Verdict]))
                )
                """,
                "SELECT COUNT(*) " + ANSWERS + " WHERE decision <> 'accept' AND verdict IS NULL")),
        new Measure(
            "prediction",
            "Checked share",
            REVIEW,
            SHARE,
            new Words(
                "Of all answers, those of which people have said something.",
                "Anteil geprüfter Antworten",
                "Anteil der Antworten, zu denen jemand etwas gesagt hat."),
            new Formula(
                """
                DIVIDE(
                    CALCULATE([Answers], KEEPFILTERS(NOT ISBLANK('Prediction'[Verdict]))),
                    [Answers]
                )
                """,
                "SELECT COUNT(verdict) / NULLIF(COUNT(*), 0) FROM prediction")),
        new Measure(
            "prediction",
            "Photo faults",
            DATA,
            COUNT,
            new Words(
                "Answers without a name because the photo was blurred, dark or showed several kinds.",
                "Fotofehler",
                "Antworten ohne Namen, weil das Foto unscharf oder dunkel war oder mehrere Sorten zeigte."),
            new Formula(
                """
                CALCULATE(
                    [Answers],
                    KEEPFILTERS('Reason'[Reason] IN {"blurred", "dark", "several-kinds"})
                )
                """,
                "SELECT COUNT(*) "
                    + ANSWERS
                    + " WHERE reason IN ('blurred', 'dark', 'several-kinds')")),
        new Measure(
            "prediction",
            "Photo fault share",
            DATA,
            SHARE,
            new Words(
                "Of all answers, those with a photo fault.",
                "Anteil der Fotofehler",
                "Anteil der Antworten mit einem Fotofehler."),
            new Formula(
                "DIVIDE([Photo faults], [Answers])",
                """
                SELECT COUNT(*) FILTER (reason IN ('blurred', 'dark', 'several-kinds'))
                  / NULLIF(COUNT(*), 0)
                FROM prediction JOIN reason USING (reason_key)
                """)),
        new Measure(
            "prediction",
            "Not produce share",
            DATA,
            SHARE,
            new Words(
                "Of all answers, those whose photo looks like nothing that the model knows.",
                "Anteil unbekannter Fotos",
                "Anteil der Antworten, deren Foto nichts gleicht, was das Modell kennt."),
            new Formula(
                """
                DIVIDE(
                    CALCULATE([Answers], KEEPFILTERS('Reason'[Reason] = "not-produce")),
                    [Answers]
                )
                """,
                "SELECT COUNT(*) FILTER (reason = 'not-produce') / NULLIF(COUNT(*), 0) "
                    + ANSWERS)));
  }
}
