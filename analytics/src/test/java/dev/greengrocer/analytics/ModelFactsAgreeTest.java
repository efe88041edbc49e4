package dev.greengrocer.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.experiment.Epoch;
import dev.greengrocer.experiment.Evaluation;
import dev.greengrocer.experiment.Experiment;
import dev.greengrocer.experiment.Experiment.Kind;
import dev.greengrocer.ledger.experiment.ExperimentFilter;
import dev.greengrocer.ledger.experiment.Experiments;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.transaction.support.TransactionOperations;

/**
 * What was recorded of trainings and evaluations is the same in the views, in the files as DuckDB
 * reads them, and as the application reads it for its pages and its API.
 */
final class ModelFactsAgreeTest {

  @TempDir static Path folder;

  @SuppressWarnings("NullAway.Init")
  private static FilledBooks books;

  @SuppressWarnings("NullAway.Init")
  private static Duck duck;

  @BeforeAll
  static void export() throws SQLException {
    books = FilledBooks.write(folder.resolve("data"), 300);
    books.export(folder.resolve("out"), ExportFormat.PARQUET);
    duck = Duck.over(folder.resolve("out"), "parquet");
  }

  @AfterAll
  static void close() throws SQLException {
    duck.close();
    books.close();
  }

  @Test
  void epochs_agree() throws SQLException {
    List<String> view =
        rows(
            """
            SELECT experiment_id, name, network, data_name, data_sha256, model_sha256, epoch,
              learning_rate, train_loss, validation_loss, validation_accuracy,
              validation_accuracy_merged, images_per_second, seconds
            FROM training_epochs
            """);
    List<String> files =
        duck.rows(
            """
            SELECT experiment_id, e.name, network, d.name, d.sha256, m.sha256, epoch, learning_rate,
              train_loss, validation_loss, validation_accuracy, validation_accuracy_merged,
              images_per_second, seconds
            FROM training_epoch JOIN experiment e USING (experiment_key)
            JOIN data_set d USING (data_set_key) LEFT JOIN model m USING (model_key)
            """);
    List<String> application = recorded(Kind.TRAIN).flatMap(one -> epochs(one).stream()).toList();

    assertThat(view).hasSize(23);
    assertThat(files).containsExactlyInAnyOrderElementsOf(view);
    assertThat(application).containsExactlyInAnyOrderElementsOf(view);
  }

  private static List<String> epochs(Experiment one) {
    Experiment.Named model = one.findings().model();
    return one.findings().epochs().stream()
        .map(
            epoch ->
                join(
                    one.id(),
                    one.title().name(),
                    one.origin().network(),
                    one.origin().data().name(),
                    one.origin().data().sha256(),
                    model == null ? "null" : model.sha256(),
                    numbers(epoch)))
        .toList();
  }

  private static String numbers(Epoch epoch) {
    return join(
        epoch.epoch(),
        epoch.learningRate(),
        epoch.trainLoss(),
        epoch.validation().loss(),
        epoch.validation().accuracy(),
        epoch.validation().accuracyMerged(),
        epoch.imagesPerSecond(),
        epoch.seconds());
  }

  @Test
  void cells_of_evaluations_agree_and_synonyms_count_as_right() throws SQLException {
    List<String> view =
        rows(
            """
            SELECT experiment_id, model_sha256, split, truth, predicted, photos FROM evaluation_cells
            """);
    List<String> files =
        duck.rows(
            """
            SELECT experiment_id, m.sha256, split, t.name, p.name, photos
            FROM evaluation_cell JOIN experiment e USING (experiment_key)
            JOIN model m USING (model_key) JOIN class t ON t.class_key = true_class_key
            JOIN class p ON p.class_key = predicted_class_key
            """);
    List<String> application = recorded(Kind.EVALUATE).flatMap(one -> cells(one).stream()).toList();

    assertThat(view).hasSize(20);
    assertThat(files).containsExactlyInAnyOrderElementsOf(view);
    assertThat(application).containsExactlyInAnyOrderElementsOf(view);
    // Those on the diagonal, 2 x (20 to 24) + 2 x (30 to 34) photos, and one capsicum a time.
    assertThat(rows("SELECT SUM(photos) FROM evaluation_cells WHERE is_right = 1"))
        .isEqualTo(duck.rows("SELECT SUM(photos) FROM evaluation_cell WHERE is_right"))
        .containsExactly(String.valueOf(110 + 160 + 2));
  }

  private static List<String> cells(Experiment one) {
    Evaluation evaluation = Objects.requireNonNull(one.findings().evaluation());
    return evaluation.cells().stream()
        .map(
            cell ->
                join(
                    one.id(),
                    Objects.requireNonNull(one.findings().model()).sha256(),
                    evaluation.split(),
                    cell.truth(),
                    cell.predicted(),
                    cell.photos()))
        .toList();
  }

  @Test
  void the_health_of_models_agrees() throws SQLException {
    List<String> view = rows("SELECT * FROM model_health_by_day");
    List<String> files =
        duck.rows(
            """
            SELECT d.date, m.sha256, answers, accepted, shortlisted, rejected, checked,
              checked_right, accepted_checked, accepted_right, p50_milliseconds, p95_milliseconds
            FROM model_health JOIN "date" d USING (date_key) JOIN model m USING (model_key)
            """);

    assertThat(view).hasSizeGreaterThan(50);
    assertThat(files).containsExactlyInAnyOrderElementsOf(view);
  }

  private static Stream<Experiment> recorded(Kind kind) {
    Experiments experiments =
        new Experiments(books.database, TransactionOperations.withoutTransaction());
    return experiments.page(new ExperimentFilter(kind, null), null, 100).items().stream()
        .map(one -> experiments.find(one.id()).orElseThrow());
  }

  private static List<String> rows(String sql) {
    ResultSetExtractor<List<String>> rows = Duck::rows;
    return Objects.requireNonNull(books.database.sql(sql).query(rows));
  }

  private static String join(Object... values) {
    return Stream.of(values)
        .map(String::valueOf)
        .reduce((one, other) -> one + "|" + other)
        .orElse("");
  }
}
