package dev.greengrocer.cli.experiment;

import dev.greengrocer.experiment.Evaluation;
import dev.greengrocer.experiment.Experiment;
import dev.greengrocer.experiment.Experiment.Course;
import dev.greengrocer.experiment.Experiment.Findings;
import dev.greengrocer.experiment.Experiment.Kind;
import dev.greengrocer.experiment.Experiment.Named;
import dev.greengrocer.experiment.Experiment.Origin;
import dev.greengrocer.experiment.Experiment.State;
import dev.greengrocer.experiment.Experiment.Title;
import dev.greengrocer.experiment.ExperimentFolder;
import dev.greengrocer.experiment.Figure;
import dev.greengrocer.lab.evaluation.EvaluationData;
import dev.greengrocer.lab.evaluation.EvaluationResult;
import dev.greengrocer.lab.evaluation.QualityRecord;
import dev.greengrocer.model.Measurement;
import dev.greengrocer.statistics.ConfusionMatrix;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Records an evaluation: its figures, and the counts of its confusion matrix. Stateless. */
public final class EvaluationRecord {

  private EvaluationRecord() {}

  /**
   * What was asked for, and when.
   *
   * @param out the folder of the report
   * @param options by name
   * @param code version and commit of the program
   * @param started when it began
   * @param ended when it ended
   */
  public record Asked(
      Path out, Map<String, String> options, String code, Instant started, Instant ended) {

    /** Copies the options, keeping their order. */
    public Asked {
      options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }
  }

  /** What an evaluation found, as an experiment. */
  public static Experiment of(EvaluationResult result, Asked asked) {
    EvaluationData data = result.data();
    Named model =
        new Named(ExperimentFolder.fitted(result.model().name()), result.model().modelSha256());
    return new Experiment(
        Experiment.newId(asked.started()),
        new Title(
            Kind.EVALUATE,
            ExperimentFolder.fitted(
                "%s on %s, %s".formatted(model.name(), data.name(), data.split())),
            ExperimentFolder.placeOf(asked.out()),
            null),
        new Course(State.FINISHED, asked.started(), asked.ended()),
        new Origin(
            new Named(ExperimentFolder.fitted(data.name()), data.contentHash()),
            ExperimentFolder.fitted(result.model().network()),
            ExperimentFolder.fitted(asked.code()),
            asked.options()),
        new Findings(model, List.of(), figures(result), evaluation(result)));
  }

  private static List<Figure> figures(EvaluationResult result) {
    Measurement measured = QualityRecord.of(result);
    List<Figure> figures = new ArrayList<>();
    figures.add(Figure.of("photos", measured.samples()));
    for (Measurement.Figure figure : measured.figures()) {
      List<Double> interval = figure.interval();
      figures.add(
          new Figure(
              ExperimentFolder.fitted(figure.name()),
              figure.value(),
              interval.isEmpty() ? null : interval.get(0),
              interval.isEmpty() ? null : interval.get(1)));
    }
    return figures;
  }

  private static Evaluation evaluation(EvaluationResult result) {
    ConfusionMatrix matrix = result.strict().confusion();
    List<String> labels = matrix.labels();
    List<Evaluation.Cell> cells = new ArrayList<>();
    for (int actual = 0; actual < labels.size(); actual++) {
      for (int predicted = 0; predicted < labels.size(); predicted++) {
        long photos = matrix.count(actual, predicted);
        if (photos > 0) {
          cells.add(
              new Evaluation.Cell(
                  ExperimentFolder.fitted(labels.get(actual)),
                  ExperimentFolder.fitted(labels.get(predicted)),
                  photos));
        }
      }
    }
    return new Evaluation(result.data().split(), cells);
  }
}
