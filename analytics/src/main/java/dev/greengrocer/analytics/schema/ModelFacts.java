package dev.greengrocer.analytics.schema;

import static dev.greengrocer.analytics.schema.Cell.link;
import static dev.greengrocer.analytics.schema.Cell.optional;
import static dev.greengrocer.analytics.schema.Cell.optionalLink;
import static dev.greengrocer.analytics.schema.Cell.required;
import static dev.greengrocer.analytics.schema.ColumnType.FLAG;
import static dev.greengrocer.analytics.schema.ColumnType.MOMENT;
import static dev.greengrocer.analytics.schema.ColumnType.NUMBER;
import static dev.greengrocer.analytics.schema.ColumnType.TEXT;
import static dev.greengrocer.analytics.schema.ColumnType.WHOLE;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The facts about models: how they were trained, what they were measured on, and how they do each
 * day. Stateless.
 */
final class ModelFacts {

  private ModelFacts() {}

  static Fact trainingEpoch() {
    return new Fact(
        "training_epoch",
        "Epochs of the trainings that were recorded, those of searches included.",
        List.of("experiment_key", "epoch"),
        Months.ofMoments("training_epochs"),
        new Fact.Sql(
            """
            SELECT experiment_id, kind, name, state, network, data_name, data_sha256, model_name,
              model_sha256, epoch, at, learning_rate, train_loss, validation_loss,
              validation_accuracy, validation_accuracy_merged, images_per_second, seconds
            FROM training_epochs
            WHERE at >= ? AND at < ?
            ORDER BY at, experiment_id, epoch
            """,
            "SELECT COUNT(*) AS total FROM experiment_epochs"),
        List.of(
            link(
                "date_key",
                "date",
                "The shop's day on which the epoch ended.",
                from -> from.members().day(from.row().moment("at"))),
            link("experiment_key", "experiment", "The training.", ModelFacts::training),
            link("data_set_key", "data_set", "What it was trained on.", ModelFacts::dataSet),
            optionalLink(
                "model_key",
                "model",
                "The model that came out; missing while there is none.",
                ModelFacts::optionalModel),
            required("epoch", WHOLE, "The epoch, from 1.", from -> from.row().whole("epoch")),
            required("ended_at", MOMENT, "When it ended.", from -> from.row().moment("at")),
            number("learning_rate", "The learning rate of its last step."),
            number(
                "train_loss",
                "The mean cross-entropy over its batches, with smoothing and mixing."),
            number(
                "validation_loss",
                "The mean cross-entropy over the validation photos, without smoothing."),
            number(
                "validation_accuracy",
                "The share of validation photos whose most probable class is right, 0 to 1."),
            number(
                "validation_accuracy_merged",
                "The same with synonyms counted as one class, as the data set has them."),
            number("images_per_second", "Training images over the seconds of training."),
            number("seconds", "Seconds of the whole epoch, validation included.")));
  }

  static Fact evaluationCell() {
    return new Fact(
        "evaluation_cell",
        "Photos that evaluations counted, a row for each cell of a confusion matrix that holds"
            + " any.",
        List.of("experiment_key", "true_class_key", "predicted_class_key"),
        Months.ofMoments("evaluation_cells"),
        new Fact.Sql(
            """
            SELECT experiment_id, 'evaluate' AS kind, name, 'finished' AS state, network, at,
              data_name, data_sha256, model_name, model_sha256, split, truth, predicted, photos,
              is_right
            FROM evaluation_cells
            WHERE at >= ? AND at < ?
            ORDER BY at, experiment_id, truth, predicted
            """,
            "SELECT COUNT(*) AS total FROM experiment_cells"),
        List.of(
            link(
                "date_key",
                "date",
                "The shop's day of the evaluation.",
                from -> from.members().day(from.row().moment("at"))),
            link("experiment_key", "experiment", "The evaluation.", ModelFacts::training),
            link("data_set_key", "data_set", "Whose photos they are.", ModelFacts::dataSet),
            link("model_key", "model", "The model that was asked.", ModelFacts::model),
            link(
                "true_class_key",
                "class",
                "What the photos show.",
                from -> from.members().classOf(from.row().text("truth"))),
            link(
                "predicted_class_key",
                "class",
                "The most probable class.",
                from -> from.members().classOf(from.row().text("predicted"))),
            required(
                "split",
                TEXT,
                "The part of the data set, such as test.",
                from -> from.row().text("split")),
            required(
                "is_right",
                FLAG,
                "Whether both classes are of one kind.",
                from -> from.row().flag("is_right")),
            required("photos", WHOLE, "How many photos.", from -> from.row().whole("photos"))));
  }

  static Fact modelHealth() {
    return new Fact(
        "model_health",
        "How a model did on each day, as the dashboard has it: also of answers that were erased"
            + " since.",
        List.of("date_key", "model_key"),
        Months.ofDays("model_health_by_day", "answered_on"),
        new Fact.Sql(
            """
            SELECT answered_on, model_sha256, answers, accepted, shortlisted, rejected, checked,
              checked_right, accepted_checked, accepted_right, p50_milliseconds, p95_milliseconds
            FROM model_health_by_day
            WHERE answered_on BETWEEN ? AND ?
            ORDER BY answered_on, model_sha256
            """,
            null), // the view leaves out answers that cannot be read, which 'prediction' counts
        List.of(
            link(
                "date_key",
                "date",
                "The shop's day.",
                from -> from.members().day(from.row().day("answered_on"))),
            link(
                "model_key",
                "model",
                "The model that answered.",
                from -> from.members().model(from.row().text("model_sha256"))),
            count("answers", "Answers."),
            count("accepted", "Of these, those with one name."),
            count("shortlisted", "Those with a few names to choose from."),
            count("rejected", "Those without a name."),
            count("checked", "Answers with a name of which people have said something."),
            count("checked_right", "Of these, those whose first name was right."),
            count("accepted_checked", "Checked answers with one name."),
            count("accepted_right", "Of these, those that were right."),
            optional(
                "p50_milliseconds",
                NUMBER,
                "Half of the answers came within this time, right to 5 %; missing when no time is"
                    + " known.",
                from -> from.row().optionalNumber("p50_milliseconds")),
            optional(
                "p95_milliseconds",
                NUMBER,
                "95 of 100 answers came within this time, right to 5 %.",
                from -> from.row().optionalNumber("p95_milliseconds"))));
  }

  private static Cell<Fact.Source> number(String name, String words) {
    return required(name, NUMBER, words, from -> from.row().number(name));
  }

  private static Cell<Fact.Source> count(String name, String words) {
    return required(name, WHOLE, words, from -> from.row().whole(name));
  }

  private static Object training(Fact.Source from) {
    return from.members()
        .experiment(
            from.row().text("experiment_id"),
            new Members.Experiment(
                from.row().text("kind"),
                from.row().text("name"),
                from.row().text("state"),
                from.row().text("network")));
  }

  private static Object dataSet(Fact.Source from) {
    return from.members().dataSet(from.row().text("data_sha256"), from.row().text("data_name"));
  }

  private static Object model(Fact.Source from) {
    return from.members().model(from.row().text("model_sha256"), from.row().text("model_name"));
  }

  private static @Nullable Object optionalModel(Fact.Source from) {
    return from.row().optionalText("model_sha256") == null ? null : model(from);
  }
}
