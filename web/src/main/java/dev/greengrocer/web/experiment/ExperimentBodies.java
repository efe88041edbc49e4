package dev.greengrocer.web.experiment;

import dev.greengrocer.experiment.Evaluation;
import dev.greengrocer.experiment.Experiment;
import dev.greengrocer.ledger.database.UnreadableRow;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Experiments as the API has them. Stateless. */
final class ExperimentBodies {

  private ExperimentBodies() {}

  /**
   * A data set or model.
   *
   * @param name what people call it
   * @param sha256 its content hash; empty when it has none
   */
  @Schema(name = "ExperimentThing")
  record ThingBody(String name, String sha256) {
    static @Nullable ThingBody of(Experiment.@Nullable Named named) {
      return named == null ? null : new ThingBody(named.name(), named.sha256());
    }
  }

  /**
   * A measured number.
   *
   * @param value shares are from 0 to 1
   * @param low the lower end of its 95 % interval; absent when none is known
   * @param high the upper end
   */
  @Schema(name = "ExperimentFigure")
  record FigureBody(String name, double value, @Nullable Double low, @Nullable Double high) {}

  /**
   * A training, search or evaluation.
   *
   * @param kind train, distill, tune, trial or evaluate
   * @param state running, finished, stopped or failed
   * @param search the search that a trial is part of
   * @param ended absent while it runs
   * @param network the architecture; empty for a search
   * @param model what was made or measured; absent while there is none
   * @param program version and commit of the program
   * @param split the part of the data that an evaluation was shown
   * @param options what was asked for, by name
   */
  @Schema(name = "Experiment")
  record ExperimentBody(
      String id,
      String kind,
      String name,
      String state,
      @Nullable String search,
      Instant started,
      @Nullable Instant ended,
      String network,
      ThingBody data,
      @Nullable ThingBody model,
      String program,
      @Nullable String split,
      Map<String, String> options,
      List<FigureBody> figures) {

    static ExperimentBody of(Experiment one) {
      Evaluation evaluation = one.findings().evaluation();
      return new ExperimentBody(
          one.id(),
          one.title().kind().id(),
          one.title().name(),
          one.course().state().id(),
          one.title().search(),
          one.course().started(),
          one.course().ended(),
          one.origin().network(),
          new ThingBody(one.origin().data().name(), one.origin().data().sha256()),
          ThingBody.of(one.findings().model()),
          one.origin().code(),
          evaluation == null ? null : evaluation.split(),
          one.origin().options(),
          one.findings().figures().stream()
              .map(
                  figure ->
                      new FigureBody(figure.name(), figure.value(), figure.low(), figure.high()))
              .toList());
    }
  }

  /** What an epoch came to; losses are mean cross-entropies. */
  @Schema(name = "ExperimentEpoch")
  record EpochBody(
      int epoch,
      Instant ended,
      double learningRate,
      double trainLoss,
      double validationLoss,
      double validationAccuracy,
      double validationAccuracyMerged,
      double imagesPerSecond,
      double seconds) {}

  /**
   * A cell of a confusion matrix.
   *
   * @param truth what the photos show
   * @param predicted the most probable label
   * @param photos how many
   */
  @Schema(name = "ExperimentCell")
  record CellBody(String truth, String predicted, long photos) {}

  /**
   * An experiment with its epochs and counts.
   *
   * @param epochs of a training, in their order
   * @param cells of an evaluation, those that hold photos
   */
  @Schema(name = "WholeExperiment")
  record WholeBody(ExperimentBody experiment, List<EpochBody> epochs, List<CellBody> cells) {

    static WholeBody of(Experiment one) {
      Evaluation evaluation = one.findings().evaluation();
      return new WholeBody(
          ExperimentBody.of(one),
          one.findings().epochs().stream()
              .map(
                  epoch ->
                      new EpochBody(
                          epoch.epoch(),
                          epoch.ended(),
                          epoch.learningRate(),
                          epoch.trainLoss(),
                          epoch.validation().loss(),
                          epoch.validation().accuracy(),
                          epoch.validation().accuracyMerged(),
                          epoch.imagesPerSecond(),
                          epoch.seconds()))
              .toList(),
          evaluation == null
              ? List.of()
              : evaluation.cells().stream()
                  .map(cell -> new CellBody(cell.truth(), cell.predicted(), cell.photos()))
                  .toList());
    }
  }

  /**
   * A page of experiments.
   *
   * @param unreadable those of the page that cannot be read; absent when all can
   */
  @Schema(name = "Experiments")
  record PageBody(
      List<ExperimentBody> items,
      @Nullable String next,
      @Nullable List<UnreadableRow> unreadable) {}
}
