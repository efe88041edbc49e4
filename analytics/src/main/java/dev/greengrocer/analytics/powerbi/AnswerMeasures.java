package dev.greengrocer.analytics.powerbi;

import static dev.greengrocer.analytics.powerbi.Folder.ANSWERS;
import static dev.greengrocer.analytics.powerbi.Folder.LATENCY;
import static dev.greengrocer.analytics.powerbi.Format.COUNT;
import static dev.greengrocer.analytics.powerbi.Format.MEAN;
import static dev.greengrocer.analytics.powerbi.Format.MILLISECONDS;
import static dev.greengrocer.analytics.powerbi.Format.NUMBER;
import static dev.greengrocer.analytics.powerbi.Format.SHARE;

import dev.greengrocer.analytics.powerbi.Measure.Formula;
import dev.greengrocer.analytics.powerbi.Measure.Words;
import java.util.List;

/** What the model answered, and how fast. Stateless. */
final class AnswerMeasures {

  private AnswerMeasures() {}

  static List<Measure> all() {
    return List.of(
        answers(
            "Answers",
            COUNT,
            new Words("Answers that are stored.", "Antworten", "Gespeicherte Antworten."),
            new Formula("COUNTROWS('Prediction')", "SELECT COUNT(*) FROM prediction")),
        answers(
            "Accepted answers",
            COUNT,
            new Words(
                "Answers with one name.", "Angenommene Antworten", "Antworten mit einem Namen."),
            decided("accept")),
        answers(
            "Shortlists",
            COUNT,
            new Words(
                "Answers with a few names to choose from.",
                "Auswahllisten",
                "Antworten mit einigen Namen zur Auswahl."),
            decided("shortlist")),
        answers(
            "Rejected answers",
            COUNT,
            new Words("Answers without a name.", "Abgelehnte Antworten", "Antworten ohne Namen."),
            decided("reject")),
        answers(
            "Acceptance",
            SHARE,
            new Words(
                "Of all answers, those with one name.",
                "Annahmequote",
                "Anteil der Antworten mit einem Namen."),
            share("[Accepted answers]", "accept")),
        answers(
            "Shortlist share",
            SHARE,
            new Words(
                "Of all answers, those with a few names.",
                "Anteil der Auswahllisten",
                "Anteil der Antworten mit einigen Namen."),
            share("[Shortlists]", "shortlist")),
        answers(
            "Rejection share",
            SHARE,
            new Words(
                "Of all answers, those without a name.",
                "Ablehnungsquote",
                "Anteil der Antworten ohne Namen."),
            share("[Rejected answers]", "reject")),
        answers(
            "Days with answers",
            COUNT,
            new Words(
                "Days on which there was an answer.",
                "Tage mit Antworten",
                "Tage, an denen es eine Antwort gab."),
            new Formula(
                "DISTINCTCOUNT('Prediction'[Date key])",
                "SELECT COUNT(DISTINCT date_key) FROM prediction")),
        answers(
            "Answers a day",
            MEAN,
            new Words(
                "Answers for each day on which there was one.",
                "Antworten je Tag",
                "Antworten je Tag, an dem es eine gab."),
            new Formula(
                "DIVIDE([Answers], [Days with answers])",
                "SELECT COUNT(*) / NULLIF(COUNT(DISTINCT date_key), 0) FROM prediction")),
        answers(
            "Mean confidence",
            SHARE,
            new Words(
                "The mean probability of the most probable class.",
                "Mittlere Sicherheit",
                "Mittlere Wahrscheinlichkeit der wahrscheinlichsten Klasse."),
            new Formula(
                "AVERAGE('Prediction'[Confidence])", "SELECT AVG(confidence) FROM prediction")),
        answers(
            "Mean margin",
            NUMBER,
            new Words(
                "By how much the most probable class exceeds the second, on average.",
                "Mittlerer Abstand",
                "Um wie viel die wahrscheinlichste Klasse im Mittel vor der zweiten liegt."),
            new Formula("AVERAGE('Prediction'[Margin])", "SELECT AVG(margin) FROM prediction")),
        answers(
            "Models in use",
            COUNT,
            new Words("Models that answered.", "Modelle", "Modelle, die geantwortet haben."),
            new Formula(
                "DISTINCTCOUNT('Prediction'[Model key])",
                "SELECT COUNT(DISTINCT model_key) FROM prediction")),
        latency(
            "Latency p50",
            MILLISECONDS,
            new Words(
                "The time within which half of the answers came, right to 5 %, as on the dashboard.",
                "Antwortzeit p50",
                "Zeit, in der die Hälfte der Antworten kam, auf 5 % genau, wie in der Übersicht."),
            percentile(50)),
        latency(
            "Latency p95",
            MILLISECONDS,
            new Words(
                "The time within which 95 of 100 answers came, right to 5 %, as on the dashboard.",
                "Antwortzeit p95",
                "Zeit, in der 95 von 100 Antworten kamen, auf 5 % genau, wie in der Übersicht."),
            percentile(95)),
        latency(
            "Mean latency",
            MILLISECONDS,
            new Words(
                "The mean time of an answer.", "Mittlere Antwortzeit", "Mittlere Zeit je Antwort."),
            new Formula(
                "DIVIDE(AVERAGE('Prediction'[Total micros]), 1000)",
                "SELECT AVG(total_micros) / 1000 FROM prediction")),
        latency(
            "Mean waiting",
            MILLISECONDS,
            new Words(
                "The mean time that an answer waited for its turn.",
                "Mittlere Wartezeit",
                "Mittlere Zeit, die eine Antwort wartete."),
            new Formula(
                "DIVIDE(AVERAGE('Prediction'[Queue micros]), 1000)",
                "SELECT AVG(queue_micros) / 1000 FROM prediction")),
        latency(
            "Slow share",
            SHARE,
            new Words(
                "Of all answers, those that took longer than 100 ms.",
                "Anteil langsamer Antworten",
                "Anteil der Antworten, die länger als 100 ms brauchten."),
            new Formula(
                """
                DIVIDE(
                    CALCULATE([Answers], KEEPFILTERS('Prediction'[Latency class milliseconds] > 100)),
                    [Answers]
                )
                """,
                """
                SELECT COUNT(*) FILTER (latency_class_milliseconds > 100) / NULLIF(COUNT(*), 0)
                FROM prediction
                """)));
  }

  private static Measure answers(String name, Format format, Words words, Formula formula) {
    return new Measure("prediction", name, ANSWERS, format, words, formula);
  }

  private static Measure latency(String name, Format format, Words words, Formula formula) {
    return new Measure("prediction", name, LATENCY, format, words, formula);
  }

  private static Formula decided(String decision) {
    return new Formula(
        "CALCULATE([Answers], KEEPFILTERS('Reason'[Decision] = \"%s\"))".formatted(decision),
        "SELECT COUNT(*) FROM prediction JOIN reason USING (reason_key) WHERE decision = '%s'"
            .formatted(decision));
  }

  private static Formula share(String part, String decision) {
    return new Formula(
        "DIVIDE(%s, [Answers])".formatted(part),
        """
        SELECT COUNT(*) FILTER (decision = '%s') / NULLIF(COUNT(*), 0)
        FROM prediction JOIN reason USING (reason_key)
        """
            .formatted(decision));
  }

  /** The first class of latency up to which there are so many of a hundred answers. */
  private static Formula percentile(int percent) {
    return new Formula(
        """
        VAR Needed = %d * [Answers]
        RETURN
            MINX(
                FILTER(
                    VALUES('Prediction'[Latency class milliseconds]),
                    VAR Slowest = 'Prediction'[Latency class milliseconds]
                    RETURN
                        100 * CALCULATE([Answers], 'Prediction'[Latency class milliseconds] <= Slowest) >= Needed
                ),
                'Prediction'[Latency class milliseconds]
            )
        """
            .formatted(percent),
        "SELECT quantile_disc(latency_class_milliseconds, 0.%d) FROM prediction"
            .formatted(percent));
  }
}
