package dev.greengrocer.web.prediction;

import dev.greengrocer.ClassScore;
import dev.greengrocer.ledger.prediction.LoggedPrediction;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer as callers see it.
 *
 * @param id its name
 * @param at when it was given
 * @param decision {@code accept}, {@code shortlist} or {@code reject}
 * @param reason why
 * @param shortlist the names to show: one when accepted, several on a shortlist, none when rejected
 * @param predictions the most probable labels, descending
 * @param model the model that answered
 * @param milliseconds how long each stage took
 * @param source what sent the photo
 * @param customer whose photo it is, as the caller named them
 * @param station the device or place that sent it, as the caller named it
 * @param photo where the photo is, unless it is not kept
 * @param feedback what a person said it is, absent when no one has
 */
@Schema(name = "Prediction")
record PredictionBody(
    @Schema(example = "0193e0a1-7c1e-7b2a-9d3c-0a1b2c3d4e5f") String id,
    Instant at,
    @Schema(allowableValues = {"accept", "shortlist", "reject"}) String decision,
    ReasonBody reason,
    List<ClassScore> shortlist,
    List<ClassScore> predictions,
    ModelName model,
    Milliseconds milliseconds,
    @Schema(allowableValues = {"web", "api", "inference"}) String source,
    @Nullable String customer,
    @Nullable String station,
    @Nullable PhotoBody photo,
    @Nullable FeedbackBody feedback) {

  static PredictionBody of(LoggedPrediction prediction, int top) {
    LoggedPrediction.Timings timings = prediction.timings();
    List<ClassScore> scores = prediction.scores();
    return new PredictionBody(
        prediction.id(),
        prediction.at(),
        prediction.decision().id(),
        new ReasonBody(prediction.reason().id(), prediction.reason().words()),
        prediction.shortlist(),
        scores.subList(0, Math.min(top, scores.size())),
        new ModelName(prediction.model(), prediction.modelSha256()),
        new Milliseconds(
            timings.decode() / 1e3,
            timings.preprocess() / 1e3,
            timings.queue() / 1e3,
            timings.infer() / 1e3,
            timings.milliseconds()),
        prediction.source().id(),
        prediction.customer(),
        prediction.station() == null ? null : prediction.station().name(),
        prediction.photo() == null ? null : PhotoBody.of(prediction.id(), prediction.photo()),
        prediction.feedback() == null ? null : FeedbackBody.of(prediction.feedback()));
  }

  /**
   * Why the model decided so.
   *
   * @param id for programs, such as {@code close-call}
   * @param words for people
   */
  @Schema(name = "Reason")
  record ReasonBody(@Schema(example = "close-call") String id, String words) {}

  /**
   * A model.
   *
   * @param name what it is called
   * @param sha256 the hash of its weights
   */
  @Schema(name = "ModelName")
  record ModelName(String name, String sha256) {}

  /** How long each stage took. */
  @Schema(name = "Milliseconds")
  record Milliseconds(double decode, double preprocess, double queue, double infer, double total) {}

  /**
   * A kept photo.
   *
   * @param width pixels across, upright
   * @param height pixels down, upright
   * @param href where it is
   * @param thumbnail where a small one is
   */
  @Schema(name = "Photo")
  record PhotoBody(int width, int height, String href, String thumbnail) {

    static PhotoBody of(String id, LoggedPrediction.Photo photo) {
      String place = PredictionController.PATH + "/" + id;
      return new PhotoBody(photo.width(), photo.height(), place + "/photo", place + "/thumbnail");
    }
  }
}
