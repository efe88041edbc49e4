package dev.greengrocer.web.experiment;

import dev.greengrocer.experiment.Epoch;
import dev.greengrocer.experiment.Evaluation;
import dev.greengrocer.experiment.Experiment;
import dev.greengrocer.experiment.Experiment.Named;
import dev.greengrocer.experiment.Figure;
import dev.greengrocer.files.Csv;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Experiments as CSV: a row each with all figures and options, or a row an epoch. One that cannot
 * be read has its id alone. Thread-safe.
 */
@Component
class ExperimentCsv {

  private static final List<String> COLUMNS =
      List.of(
          "id",
          "kind",
          "name",
          "state",
          "search",
          "started",
          "ended",
          "network",
          "data",
          "data_sha256",
          "model",
          "model_sha256",
          "program",
          "split");

  private static final String[] EPOCH_COLUMNS = {
    "id",
    "name",
    "epoch",
    "ended",
    "learning_rate",
    "train_loss",
    "validation_loss",
    "validation_accuracy",
    "validation_accuracy_merged",
    "images_per_second",
    "seconds"
  };

  private final ChosenRuns chosen;

  ExperimentCsv(ChosenRuns chosen) {
    this.chosen = chosen;
  }

  /**
   * Writes a row for each experiment.
   *
   * @param ids those that are asked for; none for all
   */
  void write(List<String> ids, HttpServletResponse response) throws IOException {
    Set<String> figures = new LinkedHashSet<>();
    Set<String> options = new LinkedHashSet<>();
    chosen.forEach(
        ids,
        one -> {
          one.findings().figures().forEach(figure -> figures.add(figure.name()));
          options.addAll(one.origin().options().keySet());
        },
        row -> {}); // written below
    List<String> header = new ArrayList<>(COLUMNS);
    figures.forEach(name -> header.add("figure: " + name));
    options.forEach(name -> header.add("option: " + name));
    response.setContentType(Csv.MEDIA_TYPE);
    Csv file = Csv.to(response.getWriter(), header.toArray(String[]::new));
    chosen.forEach(
        ids, one -> file.line(row(one, figures, options)), row -> file.beginning(row.id()));
  }

  private static @Nullable Object[] row(Experiment one, Set<String> figures, Set<String> options) {
    Named model = one.findings().model();
    Evaluation evaluation = one.findings().evaluation();
    List<@Nullable Object> row = new ArrayList<>();
    row.add(one.id());
    row.add(one.title().kind().id());
    row.add(one.title().name());
    row.add(one.course().state().id());
    row.add(one.title().search());
    row.add(one.course().started());
    row.add(one.course().ended());
    row.add(one.origin().network());
    row.add(one.origin().data().name());
    row.add(one.origin().data().sha256());
    row.add(model == null ? null : model.name());
    row.add(model == null ? null : model.sha256());
    row.add(one.origin().code());
    row.add(evaluation == null ? null : evaluation.split());
    for (String name : figures) {
      Optional<Figure> figure =
          one.findings().figures().stream().filter(found -> found.name().equals(name)).findFirst();
      row.add(figure.isPresent() ? (Object) figure.get().value() : null);
    }
    for (String name : options) {
      row.add(one.origin().options().get(name));
    }
    return row.toArray();
  }

  /**
   * Writes a row for each epoch.
   *
   * @param ids the trainings that are asked for; none for all but the trials of searches
   */
  void writeEpochs(List<String> ids, HttpServletResponse response) throws IOException {
    response.setContentType(Csv.MEDIA_TYPE);
    ids.forEach(chosen::whole); // refuses before the file begins
    Csv file = Csv.to(response.getWriter(), EPOCH_COLUMNS);
    chosen.forEachWhole(
        ids,
        one -> one.findings().epochs().forEach(epoch -> write(file, one, epoch)),
        row -> file.beginning(row.id()));
  }

  private static void write(Csv file, Experiment one, Epoch epoch) {
    file.line(
        one.id(),
        one.title().name(),
        epoch.epoch(),
        epoch.ended(),
        epoch.learningRate(),
        epoch.trainLoss(),
        epoch.validation().loss(),
        epoch.validation().accuracy(),
        epoch.validation().accuracyMerged(),
        epoch.imagesPerSecond(),
        epoch.seconds());
  }
}
