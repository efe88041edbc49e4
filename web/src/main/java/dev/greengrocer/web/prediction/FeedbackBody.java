package dev.greengrocer.web.prediction;

import dev.greengrocer.ledger.prediction.Feedback;
import dev.greengrocer.web.ExactlyOne;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person said, as callers see it.
 *
 * @param kind how it compares with the most probable label
 * @param label the label, unless the photo shows none of the model's
 * @param at when it was said
 * @param by who said it, absent without a sign-in
 */
@Schema(name = "Feedback")
record FeedbackBody(
    @Schema(allowableValues = {"confirmed", "corrected", "not-in-list"}) String kind,
    @Nullable String label,
    Instant at,
    @Nullable String by) {

  static FeedbackBody of(Feedback feedback) {
    return new FeedbackBody(
        feedback.kind().id(), feedback.trueLabel(), feedback.at(), feedback.by());
  }

  /**
   * What a person says.
   *
   * @param label a label of the model or another name of one; null when it is in no list
   * @param notInList true when the photo shows none of the model's labels
   */
  @Schema(name = "FeedbackRequest")
  @ExactlyOne({"label", "notInList"})
  public record Request(@Nullable String label, @Nullable Boolean notInList) {}
}
