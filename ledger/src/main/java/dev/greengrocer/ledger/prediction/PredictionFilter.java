package dev.greengrocer.ledger.prediction;

import dev.greengrocer.Decision;
import dev.greengrocer.ledger.prediction.Feedback.Kind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which answers to list; what is null or empty narrows nothing.
 *
 * @param label the most probable label
 * @param labels the most probable label is one of these
 * @param decision what the model made of the photo
 * @param said what people said about the photo
 * @param sent where the photo came from
 * @param modelSha256 the model that answered
 * @param time when the answer was given
 * @param probability of the most probable label
 */
public record PredictionFilter(
    @Nullable String label,
    List<String> labels,
    @Nullable Decision decision,
    Said said,
    Sent sent,
    @Nullable String modelSha256,
    Time time,
    Probability probability) {

  /** Every answer. */
  public static final PredictionFilter ALL =
      new PredictionFilter(
          null,
          List.of(),
          null,
          new Said(null, null, null),
          new Sent(null, null, null),
          null,
          new Time(null, null),
          Probability.ANY);

  /** Copies the labels. */
  public PredictionFilter {
    labels = List.copyOf(labels);
  }

  /**
   * What people said about a photo.
   *
   * @param trueLabel what a person said it is
   * @param feedback how what a person said compares with the answer
   * @param reviewed whether a person has said anything
   */
  public record Said(
      @Nullable String trueLabel, @Nullable Kind feedback, @Nullable Boolean reviewed) {}

  /**
   * Where a photo came from.
   *
   * @param source the part of the program that took it
   * @param station the name of the device or place
   * @param customer whose photo it is
   */
  public record Sent(
      @Nullable Source source, @Nullable String station, @Nullable String customer) {}

  /**
   * A span of time.
   *
   * @param from the first moment
   * @param to the moment after the last
   */
  public record Time(@Nullable Instant from, @Nullable Instant to) {}

  /**
   * A range of probability.
   *
   * @param least in {@code [0, 1]}
   * @param greatest in {@code [0, 1]}
   */
  public record Probability(@Nullable Double least, @Nullable Double greatest) {

    /** Any probability. */
    public static final Probability ANY = new Probability(null, null);
  }
}
