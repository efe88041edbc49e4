package dev.greengrocer.ledger.experiment;

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
import dev.greengrocer.ledger.database.StoredRow;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Rows of the tables of experiments as values. Stateless. */
final class ExperimentRows {

  private ExperimentRows() {}

  /** An experiment without options, figures, epochs and cells. */
  static Experiment experiment(StoredRow row) throws SQLException {
    String modelHash = row.optionalText("model_sha256");
    String split = row.optionalText("split");
    return new Experiment(
        row.text("id"),
        new Title(
            row.parsed(
                "kind",
                "must be a kind of experiment that this version knows",
                text -> Kind.valueOf(text.toUpperCase(Locale.ROOT))),
            row.text("name"),
            row.text("place"),
            row.optionalText("search_id")),
        new Course(
            row.parsed(
                "state",
                "must be running, finished, stopped or failed",
                text -> State.valueOf(text.toUpperCase(Locale.ROOT))),
            row.moment("started_at"),
            row.optionalMoment("ended_at")),
        new Origin(
            new Named(row.text("data_name"), row.text("data_sha256")),
            row.text("network"),
            row.text("code_version"),
            Map.of()),
        new Findings(
            modelHash == null ? null : new Named(row.text("model_name"), modelHash),
            List.of(),
            List.of(),
            split == null ? null : new Evaluation(split, List.of())));
  }

  static Map.Entry<String, String> option(StoredRow row) throws SQLException {
    return Map.entry(row.text("name"), row.text("value"));
  }

  static Figure figure(StoredRow row) throws SQLException {
    return new Figure(
        row.text("name"),
        row.number("value"),
        row.optionalNumber("low"),
        row.optionalNumber("high"));
  }

  static Epoch epoch(StoredRow row) throws SQLException {
    return new Epoch(
        (int) row.whole("epoch", 1, Integer.MAX_VALUE),
        row.moment("at"),
        row.number("learning_rate"),
        row.number("train_loss"),
        new Epoch.Validation(
            row.number("validation_loss"),
            row.number("validation_accuracy"),
            row.number("validation_accuracy_merged")),
        row.number("images_per_second"),
        row.number("seconds"));
  }

  static Evaluation.Cell cell(StoredRow row) throws SQLException {
    return new Evaluation.Cell(
        row.text("truth"), row.text("predicted"), row.whole("photos", 1, Long.MAX_VALUE));
  }
}
