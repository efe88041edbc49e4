package dev.greengrocer.web.experiment;

import dev.greengrocer.experiment.Epoch;
import dev.greengrocer.experiment.Evaluation;
import dev.greengrocer.experiment.Experiment;
import dev.greengrocer.experiment.Experiment.Course;
import dev.greengrocer.experiment.Experiment.Findings;
import dev.greengrocer.experiment.Experiment.Kind;
import dev.greengrocer.experiment.Experiment.Named;
import dev.greengrocer.experiment.Experiment.Origin;
import dev.greengrocer.experiment.Experiment.State;
import dev.greengrocer.experiment.Experiment.Title;
import dev.greengrocer.experiment.Figure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Experiments as a workstation would have recorded them. */
public final class DrawnExperiment {

  private static final Named DATA = new Named("market", "d".repeat(64));

  private DrawnExperiment() {}

  /** A training; each epoch takes a minute and is better than the one before. */
  public static Experiment training(
      Kind kind, String name, Instant started, int epochs, @Nullable String search) {
    List<Epoch> curve = new ArrayList<>();
    for (int epoch = 1; epoch <= epochs; epoch++) {
      curve.add(
          new Epoch(
              epoch,
              started.plusSeconds(60L * epoch),
              0.125,
              2.0 / epoch,
              new Epoch.Validation(2.5 / epoch, 1 - 0.5 / epoch, 1 - 0.25 / epoch),
              100,
              60));
    }
    Map<String, String> options = new LinkedHashMap<>();
    options.put("network", "seed-cnn");
    options.put("epochs", Integer.toString(epochs));
    options.put("seed", "42");
    return new Experiment(
        Experiment.newId(started),
        new Title(kind, name, "", search),
        new Course(State.FINISHED, started, started.plusSeconds(3600)),
        new Origin(DATA, "seed-cnn", "1.0 abc", options),
        new Findings(
            new Named(name, "e".repeat(64)),
            curve,
            List.of(
                Figure.of("best epoch", epochs),
                Figure.of("validation accuracy, synonyms merged", 1 - 0.25 / epochs)),
            null));
  }

  /** An evaluation that took two lemons for tomatoes. */
  public static Experiment evaluation(String name, Instant started, String modelHash) {
    return new Experiment(
        Experiment.newId(started),
        new Title(Kind.EVALUATE, name, "", null),
        new Course(State.FINISHED, started, started.plusSeconds(60)),
        new Origin(DATA, "seed-cnn", "1.0 abc", Map.of("split", "test")),
        new Findings(
            new Named("measured", modelHash),
            List.of(),
            List.of(Figure.of("photos", 20), new Figure("top-1 accuracy", 0.9, 0.699, 0.972)),
            new Evaluation(
                "test",
                List.of(
                    new Evaluation.Cell("lemon", "lemon", 10),
                    new Evaluation.Cell("lemon", "tomato", 2),
                    new Evaluation.Cell("tomato", "tomato", 8)))));
  }

  /** A search. */
  public static Experiment search(String name, Instant started) {
    return new Experiment(
        Experiment.newId(started),
        new Title(Kind.TUNE, name, "", null),
        new Course(State.RUNNING, started, null),
        new Origin(DATA, "", "1.0 abc", Map.of("trials", "9")),
        Findings.none());
  }
}
