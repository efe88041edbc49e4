package dev.greengrocer.analytics.powerbi;

import static dev.greengrocer.analytics.powerbi.Folder.EXPERIMENTS;
import static dev.greengrocer.analytics.powerbi.Folder.LATENCY;
import static dev.greengrocer.analytics.powerbi.Folder.QUALITY;
import static dev.greengrocer.analytics.powerbi.Format.COUNT;
import static dev.greengrocer.analytics.powerbi.Format.MEAN;
import static dev.greengrocer.analytics.powerbi.Format.MILLISECONDS;
import static dev.greengrocer.analytics.powerbi.Format.NUMBER;
import static dev.greengrocer.analytics.powerbi.Format.SHARE;

import dev.greengrocer.analytics.powerbi.Measure.Formula;
import dev.greengrocer.analytics.powerbi.Measure.Words;
import java.util.List;
import java.util.stream.Stream;

/** How models were trained, what evaluations found, and their worst days. Stateless. */
final class ExperimentMeasures {

  private static final String COUNTED =
      "SELECT SUM(photos) AS n, SUM(photos) FILTER (is_right) AS k FROM evaluation_cell";

  private ExperimentMeasures() {}

  static List<Measure> all() {
    return Stream.of(training(), evaluation(), health()).flatMap(List::stream).toList();
  }

  private static List<Measure> training() {
    return List.of(
        training(
            "Training runs",
            COUNT,
            new Words(
                "Trainings of which an epoch is recorded, those of searches included.",
                "Trainingsläufe",
                "Trainings, von denen eine Epoche aufgezeichnet ist, auch die von Suchen."),
            new Formula(
                "DISTINCTCOUNT('Training epoch'[Experiment key])",
                "SELECT COUNT(DISTINCT experiment_key) FROM training_epoch")),
        training(
            "Epochs",
            COUNT,
            new Words("Epochs of trainings.", "Epochen", "Epochen von Trainings."),
            new Formula("COUNTROWS('Training epoch')", "SELECT COUNT(*) FROM training_epoch")),
        training(
            "Loss in training",
            NUMBER,
            new Words(
                "The mean cross-entropy in training: of an epoch, or on average over epochs.",
                "Trainingsverlust",
                "Mittlere Kreuzentropie im Training: einer Epoche oder im Mittel über Epochen."),
            new Formula(
                "AVERAGE('Training epoch'[Train loss])",
                "SELECT AVG(train_loss) FROM training_epoch")),
        training(
            "Loss in validation",
            NUMBER,
            new Words(
                "The mean cross-entropy over the validation photos: of an epoch, or on average.",
                "Validierungsverlust",
                "Mittlere Kreuzentropie über die Validierungsfotos: einer Epoche oder im Mittel."),
            new Formula(
                "AVERAGE('Training epoch'[Validation loss])",
                "SELECT AVG(validation_loss) FROM training_epoch")),
        training(
            "Accuracy in validation",
            SHARE,
            new Words(
                "The share of validation photos that were named rightly: of an epoch, or on average.",
                "Validierungsgenauigkeit",
                "Anteil richtig benannter Validierungsfotos: einer Epoche oder im Mittel."),
            new Formula(
                "AVERAGE('Training epoch'[Validation accuracy])",
                "SELECT AVG(validation_accuracy) FROM training_epoch")),
        training(
            "Best accuracy in validation",
            SHARE,
            new Words(
                "The highest share of validation photos that were named rightly after an epoch.",
                "Beste Validierungsgenauigkeit",
                "Höchster Anteil richtig benannter Validierungsfotos nach einer Epoche."),
            new Formula(
                "MAX('Training epoch'[Validation accuracy])",
                "SELECT MAX(validation_accuracy) FROM training_epoch")),
        training(
            "Training hours",
            MEAN,
            new Words(
                "Hours that the epochs took, validation included.",
                "Trainingsstunden",
                "Stunden, die die Epochen dauerten, mit Validierung."),
            new Formula(
                "DIVIDE(SUM('Training epoch'[Seconds]), 3600)",
                "SELECT SUM(seconds) / 3600 FROM training_epoch")));
  }

  private static List<Measure> evaluation() {
    return List.of(
        evaluation(
            "Evaluated photos",
            COUNT,
            new Words(
                "Photos that evaluations counted.",
                "Ausgewertete Fotos",
                "Fotos, die Auswertungen gezählt haben."),
            new Formula(
                "SUM('Evaluation cell'[Photos])", "SELECT SUM(photos) FROM evaluation_cell")),
        evaluation(
            "Evaluated right",
            COUNT,
            new Words(
                "Of these, those whose most probable class is of the right kind.",
                "Richtig ausgewertete Fotos",
                "Davon die, deren wahrscheinlichste Klasse von der richtigen Sorte ist."),
            new Formula(
                "CALCULATE([Evaluated photos], KEEPFILTERS('Evaluation cell'[Is right] = TRUE()))",
                "SELECT SUM(photos) FILTER (is_right) FROM evaluation_cell")),
        evaluation(
            "Evaluation accuracy",
            SHARE,
            new Words(
                "Of the photos of evaluations, those that were named rightly, synonyms counted as one.",
                "Genauigkeit in Auswertungen",
                "Anteil richtig benannter Fotos in Auswertungen, Synonyme als eins gezählt."),
            new Formula(
                "DIVIDE([Evaluated right], [Evaluated photos])",
                "SELECT COALESCE(k, 0) / NULLIF(n, 0) FROM (%s)".formatted(COUNTED))),
        evaluation(
            "Evaluation accuracy from",
            SHARE,
            new Words(
                "The lower end of its 95 % interval (Wilson).",
                "Genauigkeit in Auswertungen von", "Unteres Ende ihres 95-%-Intervalls (Wilson)."),
            Wilson.end("[Evaluated photos]", "[Evaluation accuracy]", '-', counted())),
        evaluation(
            "Evaluation accuracy to",
            SHARE,
            new Words(
                "The upper end of its 95 % interval (Wilson).",
                "Genauigkeit in Auswertungen bis", "Oberes Ende ihres 95-%-Intervalls (Wilson)."),
            Wilson.end("[Evaluated photos]", "[Evaluation accuracy]", '+', counted())));
  }

  private static String counted() {
    return "SELECT n, COALESCE(k, 0) AS k FROM (%s)".formatted(COUNTED);
  }

  private static List<Measure> health() {
    return List.of(
        new Measure(
            "model_health",
            "Slowest daily p95",
            LATENCY,
            MILLISECONDS,
            new Words(
                "The longest of the times within which 95 of 100 answers of a model came on a day.",
                "Langsamster Tag p95",
                "Die längste der Zeiten, in denen 95 von 100 Antworten eines Modells an einem Tag kamen."),
            new Formula(
                "MAX('Model health'[P95 milliseconds])",
                "SELECT MAX(p95_milliseconds) FROM model_health")),
        new Measure(
            "model_health",
            "Lowest daily acceptance",
            QUALITY,
            SHARE,
            new Words(
                "The lowest share of answers with one name that a day had.",
                "Niedrigste Annahme eines Tages",
                "Der niedrigste Anteil von Antworten mit einem Namen an einem Tag."),
            new Formula(
                """
                MINX(
                    VALUES('Date'[Date]),
                    DIVIDE(
                        CALCULATE(SUM('Model health'[Accepted])),
                        CALCULATE(SUM('Model health'[Answers]))
                    )
                )
                """,
                """
                SELECT MIN(share) FROM (
                  SELECT SUM(accepted) / SUM(answers) AS share FROM model_health GROUP BY date_key)
                """)));
  }

  private static Measure training(String name, Format format, Words words, Formula formula) {
    return new Measure("training_epoch", name, EXPERIMENTS, format, words, formula);
  }

  private static Measure evaluation(String name, Format format, Words words, Formula formula) {
    return new Measure("evaluation_cell", name, EXPERIMENTS, format, words, formula);
  }
}
