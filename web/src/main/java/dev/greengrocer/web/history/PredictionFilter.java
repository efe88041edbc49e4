package dev.greengrocer.web.history;

import dev.greengrocer.Decision;
import java.time.Instant;
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
 */
public record PredictionFilter(
    @Nullable String label,
    @Nullable String trueLabel,
    @Nullable Decision decision,
    Feedback.@Nullable Kind feedback,
    @Nullable Boolean reviewed,
    @Nullable Source source,
    @Nullable String modelSha256,
    @Nullable String customer,
    @Nullable Instant from,
    @Nullable Instant to) {

  /** Every answer. */
  public static final PredictionFilter ALL =
      new PredictionFilter(null, null, null, null, null, null, null, null, null, null);
}
