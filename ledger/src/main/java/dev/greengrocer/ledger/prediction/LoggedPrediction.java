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
 * @param origin where the photo came from
 * @param photo the photo, or null when a tensor was sent or the photo has been erased
 * @param outcome what the model made of it
 * @param answeredBy the model that answered
 * @param timings what took how long
 * @param feedback what a person said it is, or null when no one has
 */
public record LoggedPrediction(
    String id,
    Instant at,
    Origin origin,
    @Nullable Photo photo,
    Outcome outcome,
    Model answeredBy,
    Timings timings,
    @Nullable Feedback feedback) {

  /** The number of labels that are kept of a ranking. */
  public static final int KEPT_SCORES = 10;

  /** The request that it answered, as in the log and the response header. */
  public String requestId() {
    return origin.requestId;
  }

  /** Where the photo came from. */
  public Source source() {
    return origin.source;
  }

  /** The user or API key that asked, or null without a sign-in. */
  public @Nullable String actor() {
    return origin.actor;
  }

  /** Whose photo it is, as the caller names them, or null. */
  public @Nullable String customer() {
    return origin.customer;
  }

  /** The device or place that it came from, or null when no one said. */
  public @Nullable Station station() {
    return origin.station;
  }

  /** What the model made of the photo. */
  public Decision decision() {
    return outcome.decision;
  }

  /** Why. */
  public Reason reason() {
    return outcome.reason;
  }

  /** The names to show: one when accepted, several on a shortlist, none when rejected. */
  public List<ClassScore> shortlist() {
    return outcome.shortlist;
  }

  /** The {@value #KEPT_SCORES} most probable labels, descending. */
  public List<ClassScore> scores() {
    return outcome.scores;
  }

  /** The name of the model that answered. */
  public String model() {
    return answeredBy.name;
  }

  /** The hash of its weights. */
  public String modelSha256() {
    return answeredBy.sha256;
  }

  /** The most probable label, whatever the decision. */
  public ClassScore best() {
    return outcome.scores.get(0);
  }

  /**
   * Where a photo came from.
   *
   * @param requestId the request that brought it
   * @param source the part of the program that took it
   * @param actor the user or API key that asked, or null without a sign-in
   * @param customer whose photo it is, as the caller names them, or null
   * @param station the device or place, as the caller names it, or null
   */
  public record Origin(
      String requestId,
      Source source,
      @Nullable String actor,
      @Nullable String customer,
      @Nullable Station station) {

    /** A photo of no station. */
    public Origin(
        String requestId, Source source, @Nullable String actor, @Nullable String customer) {
      this(requestId, source, actor, customer, null);
    }
  }

  /**
   * What a model made of a photo.
   *
   * @param decision whether it has a name
   * @param reason why
   * @param shortlist the names to show
   * @param scores the most probable labels, descending, at least one
   */
  public record Outcome(
      Decision decision, Reason reason, List<ClassScore> shortlist, List<ClassScore> scores) {

    /** Copies the lists and keeps no more scores than are kept. */
    public Outcome {
      shortlist = List.copyOf(shortlist);
      scores = List.copyOf(scores.subList(0, Math.min(KEPT_SCORES, scores.size())));
      if (scores.isEmpty()) {
        throw new IllegalArgumentException("a prediction needs at least one score");
      }
    }
  }

  /**
   * A model.
   *
   * @param name as its bundle says
   * @param sha256 the hash of its weights
   */
  public record Model(String name, String sha256) {}

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
