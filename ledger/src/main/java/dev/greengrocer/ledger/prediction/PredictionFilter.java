package dev.greengrocer.ledger.prediction;

import dev.greengrocer.Decision;
import dev.greengrocer.ledger.prediction.Feedback.Kind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which answers to list; what is null narrows nothing.
 *
 * @param label the most probable label
 * @param trueLabel what a person said it is
 * @param decision what the model made of the photo
 * @param feedback how what a person said compares
 * @param reviewed whether a person has said anything
 * @param source where the photo came from
 * @param modelSha256 the model that answered
 * @param customer whose photo it is
 * @param from the first moment
 * @param to the moment after the last
 * @param labels the most probable label is one of these; empty narrows nothing
 * @param minProbability the least probability of the most probable label, in {@code [0, 1]}
 * @param maxProbability its greatest probability
 */
public record PredictionFilter(
    @Nullable String label,
    @Nullable String trueLabel,
    @Nullable Decision decision,
    @Nullable Kind feedback,
    @Nullable Boolean reviewed,
    @Nullable Source source,
    @Nullable String modelSha256,
    @Nullable String customer,
    @Nullable Instant from,
    @Nullable Instant to,
    List<String> labels,
    @Nullable Double minProbability,
    @Nullable Double maxProbability) {

  /** Copies the labels. */
  public PredictionFilter {
    labels = List.copyOf(labels);
  }

  /** A filter that narrows by neither a choice of labels nor probability. */
  public PredictionFilter(
      @Nullable String label,
      @Nullable String trueLabel,
      @Nullable Decision decision,
      @Nullable Kind feedback,
      @Nullable Boolean reviewed,
      @Nullable Source source,
      @Nullable String modelSha256,
      @Nullable String customer,
      @Nullable Instant from,
      @Nullable Instant to) {
    this(
        label,
        trueLabel,
        decision,
        feedback,
        reviewed,
        source,
        modelSha256,
        customer,
        from,
        to,
        List.of(),
        null,
        null);
  }

  /** Every answer. */
  public static final PredictionFilter ALL =
      new PredictionFilter(null, null, null, null, null, null, null, null, null, null);
}
