package dev.greengrocer.ledger.prediction;

import dev.greengrocer.ClassScore;
import dev.greengrocer.Decision;
import dev.greengrocer.Reason;
import dev.greengrocer.image.ImageFormat;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One answer as it is in the books. Immutable.
 *
 * @param id UUIDv7; the order of ids is the order of answers
 * @param at when the answer was given, to the millisecond
 * @param requestId the request that it answered, as in the log and the response header
 * @param source where the photo came from
 * @param actor the user or API key that asked, or null without a sign-in
 * @param customer whose photo it is, as the caller names them, or null
 * @param photo the photo, or null when a tensor was sent or the photo has been erased
 * @param decision what the model made of the photo
 * @param reason why
 * @param shortlist the names to show: one when accepted, several on a shortlist, none when rejected
 * @param scores the {@value #KEPT_SCORES} most probable labels, descending
 * @param model the name of the model that answered
 * @param modelSha256 the hash of its weights
 * @param timings what took how long
 * @param feedback what a person said it is, or null when no one has
 */
public record LoggedPrediction(
    String id,
    Instant at,
    String requestId,
    Source source,
    @Nullable String actor,
    @Nullable String customer,
    @Nullable Photo photo,
    Decision decision,
    Reason reason,
    List<ClassScore> shortlist,
    List<ClassScore> scores,
    String model,
    String modelSha256,
    Timings timings,
    @Nullable Feedback feedback) {

  /** The number of labels that are kept of a ranking. */
  public static final int KEPT_SCORES = 10;

  /** Copies the lists and keeps no more scores than are kept. */
  public LoggedPrediction {
    shortlist = List.copyOf(shortlist);
    scores = List.copyOf(scores.subList(0, Math.min(KEPT_SCORES, scores.size())));
    if (scores.isEmpty()) {
      throw new IllegalArgumentException("a prediction needs at least one score");
    }
  }

  /** The most probable label, whatever the decision. */
  public ClassScore best() {
    return scores.get(0);
  }

  /**
   * A photo that is kept.
   *
   * @param sha256 the hash of the kept bytes, which are the sent ones without their metadata
   * @param width pixels across, upright
   * @param height pixels down, upright
   * @param format what it is encoded as, or null when an earlier version kept it
   */
  public record Photo(String sha256, int width, int height, @Nullable ImageFormat format) {}

  /**
   * What took how long, in microseconds.
   *
   * @param decode reading, checking and decoding the photo
   * @param preprocess making the network's input of it
   * @param queue waiting for a decoder and for the network
   * @param infer the network's run, shared with whatever else was in the batch
   */
  public record Timings(long decode, long preprocess, long queue, long infer) {

    /** All of them in milliseconds. */
    public double milliseconds() {
      return (decode + preprocess + queue + infer) / 1e3;
    }
  }
}
