package dev.greengrocer.ledger.experiment;

import dev.greengrocer.experiment.Epoch;
import dev.greengrocer.experiment.Evaluation;
import dev.greengrocer.experiment.Experiment;
import dev.greengrocer.experiment.Experiment.Named;
import dev.greengrocer.experiment.Figure;
import java.sql.Types;
import java.time.Instant;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes an experiment that the tables do not hold; belongs in one transaction. */
final class ExperimentWriter {

  private final JdbcClient database;

  ExperimentWriter(JdbcClient database) {
    this.database = database;
  }

  void write(Experiment one, String fileSha256) {
    Named model = one.findings().model();
    Evaluation evaluation = one.findings().evaluation();
    Instant ended = one.course().ended();
    database
        .sql(
            """
            INSERT INTO experiments
              (id, kind, name, place, search_id, state, started_at, ended_at, network, data_name,
               data_sha256, model_name, model_sha256, code_version, split, file_sha256)
            VALUES
              (:id, :kind, :name, :place, :search, :state, :started, :ended, :network, :data,
               :dataHash, :model, :modelHash, :code, :split, :file)
            """)
        .param("id", one.id())
        .param("kind", one.title().kind().id())
        .param("name", one.title().name())
        .param("place", one.title().place())
        .param("search", one.title().search())
        .param("state", one.course().state().id())
        .param("started", one.course().started().toEpochMilli())
        .param("ended", ended == null ? null : ended.toEpochMilli(), Types.BIGINT)
        .param("network", one.origin().network())
        .param("data", one.origin().data().name())
        .param("dataHash", one.origin().data().sha256())
        .param("model", model == null ? null : model.name(), Types.VARCHAR)
        .param("modelHash", model == null ? null : model.sha256(), Types.VARCHAR)
        .param("code", one.origin().code())
        .param("split", evaluation == null ? null : evaluation.split(), Types.VARCHAR)
        .param("file", fileSha256)
        .update();
    int position = 0;
    for (Map.Entry<String, String> option : one.origin().options().entrySet()) {
      option(one.id(), position++, option);
    }
    position = 0;
    for (Figure figure : one.findings().figures()) {
      figure(one.id(), position++, figure);
    }
    one.findings().epochs().forEach(epoch -> epoch(one.id(), epoch));
    if (evaluation != null) {
      evaluation.cells().forEach(cell -> cell(one.id(), cell));
    }
  }

  private void option(String id, int position, Map.Entry<String, String> option) {
    database
        .sql(
            """
            INSERT INTO experiment_options (experiment_id, position, name, value)
            VALUES (:id, :position, :name, :value)
            """)
        .param("id", id)
        .param("position", position)
        .param("name", option.getKey())
        .param("value", option.getValue())
        .update();
  }

  private void figure(String id, int position, Figure figure) {
    database
        .sql(
            """
            INSERT INTO experiment_figures (experiment_id, position, name, value, low, high)
            VALUES (:id, :position, :name, :value, :low, :high)
            """)
        .param("id", id)
        .param("position", position)
        .param("name", figure.name())
        .param("value", figure.value())
        .param("low", figure.low(), Types.DOUBLE)
        .param("high", figure.high(), Types.DOUBLE)
        .update();
  }

  private void epoch(String id, Epoch epoch) {
    database
        .sql(
            """
            INSERT INTO experiment_epochs
              (experiment_id, epoch, at, learning_rate, train_loss, validation_loss,
               validation_accuracy, validation_accuracy_merged, images_per_second, seconds)
            VALUES
              (:id, :epoch, :at, :rate, :trainLoss, :loss, :accuracy, :merged, :speed, :seconds)
            """)
        .param("id", id)
        .param("epoch", epoch.epoch())
        .param("at", epoch.ended().toEpochMilli())
        .param("rate", epoch.learningRate())
        .param("trainLoss", epoch.trainLoss())
        .param("loss", epoch.validation().loss())
        .param("accuracy", epoch.validation().accuracy())
        .param("merged", epoch.validation().accuracyMerged())
        .param("speed", epoch.imagesPerSecond())
        .param("seconds", epoch.seconds())
        .update();
  }

  private void cell(String id, Evaluation.Cell cell) {
    database
        .sql(
            """
            INSERT INTO experiment_cells (experiment_id, truth, predicted, photos)
            VALUES (:id, :truth, :predicted, :photos)
            """)
        .param("id", id)
        .param("truth", cell.truth())
        .param("predicted", cell.predicted())
        .param("photos", cell.photos())
        .update();
  }
}
