package dev.greengrocer.analytics;

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
import dev.greengrocer.experiment.ExperimentFolder;
import dev.greengrocer.experiment.Figure;
import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.ledger.experiment.ExperimentImport;
import dev.greengrocer.ledger.experiment.Experiments;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Trainings and evaluations as a workstation would have recorded them in a data directory. */
final class DrawnExperiments {

  private static final Named DATA = new Named("market", "d".repeat(64));
  private static final int MINUTES = 7;

  private DrawnExperiments() {}

  /** Two trainings and an evaluation in each of two months, and a training that still runs. */
  static void record(
      Path data, JdbcClient database, TransactionOperations transaction, List<String> labels) {
    ExperimentFolder folder = ExperimentFolder.in(data);
    folder.write(training("first", "2026-10-05T22:30:00Z", 8, new Named("drawn", "a".repeat(64))));
    folder.write(training("second", "2026-11-10T08:00:00Z", 10, new Named("new", "b".repeat(64))));
    folder.write(training("third", "2026-11-20T08:00:00Z", 5, null));
    folder.write(evaluation("2026-10-06T09:00:00Z", "a", labels, 20));
    folder.write(evaluation("2026-11-11T09:00:00Z", "b", labels, 30));
    new ExperimentImport(new Experiments(database, transaction), new DataDirectory(data)).bringIn();
  }

  private static Experiment training(String name, String start, int epochs, @Nullable Named model) {
    Instant started = Instant.parse(start);
    List<Epoch> curve = new ArrayList<>();
    for (int epoch = 1; epoch <= epochs; epoch++) {
      double left = 1.0 / (epoch + name.length());
      curve.add(
          new Epoch(
              epoch,
              started.plus(Duration.ofMinutes((long) epoch * MINUTES)),
              0.1 * left,
              3 * left,
              new Epoch.Validation(3.5 * left, 1 - left, 1 - left / 2),
              100 + epoch,
              60.0 * MINUTES));
    }
    return new Experiment(
        Experiment.newId(started),
        new Title(Kind.TRAIN, name, "", null),
        model == null
            ? new Course(State.RUNNING, started, null)
            : new Course(State.FINISHED, started, started.plus(Duration.ofHours(2))),
        new Origin(DATA, "seed-cnn", "1.0", Map.of("epochs", Integer.toString(epochs))),
        new Findings(model, curve, List.of(Figure.of("best epoch", epochs)), null));
  }

  /** Most photos of each label are right, some are taken for the next one. */
  private static Experiment evaluation(String start, String hash, List<String> labels, int photos) {
    Instant started = Instant.parse(start);
    List<Evaluation.Cell> cells = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      cells.add(new Evaluation.Cell(labels.get(i), labels.get(i), photos + i));
      cells.add(new Evaluation.Cell(labels.get(i), labels.get((i + 1) % labels.size()), 1 + i * i));
    }
    return new Experiment(
        Experiment.newId(started),
        new Title(Kind.EVALUATE, "of " + hash, "", null),
        new Course(State.FINISHED, started, started.plus(Duration.ofMinutes(1))),
        new Origin(DATA, "seed-cnn", "1.0", Map.of("split", "test")),
        new Findings(
            new Named("drawn", hash.repeat(64)),
            List.of(),
            List.of(new Figure("top-1 accuracy", 0.9, 0.85, 0.95)),
            new Evaluation("test", cells)));
  }
}
