package dev.greengrocer.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.greengrocer.InvalidModelException;
import java.util.List;
import java.util.Optional;

/**
 * How a model decides what to make of a photo: numbers fitted on photos that its weights were not
 * fitted on. Immutable.
 *
 * <p>A photo that is too unfamiliar is rejected. Of the others, the best group of synonyms is
 * accepted when it is probable enough, else all groups that are not too improbable are a shortlist,
 * unless they are too many or there is another reason why the photo cannot be named. A rule that
 * was also fitted on photos from elsewhere is more careful to accept and to reject, see {@link
 * OpenSet}.
 *
 * @param temperature divides the logits before they become probabilities, above 0; below 1 it makes
 *     them more sure, above 1 less (Guo et al. 2017, <a
 *     href="https://arxiv.org/abs/1706.04599">1706.04599</a>)
 * @param acceptance when one name is enough
 * @param shortlists which names a shortlist holds
 * @param familiarity when a photo is unlike all that the model has learnt
 * @param severalKinds a photo whose opposite sides show different kinds, both with more than this
 *     probability, shows several; 1 when the model cannot tell
 * @param clarity when a photo that is not accepted is blurred or dark
 * @param fittedOn the photos that the numbers were fitted on
 * @param openSet there when photos from elsewhere took part in the fit
 */
public record DecisionRule(
    double temperature,
    Acceptance acceptance,
    Shortlists shortlists,
    Familiarity familiarity,
    double severalKinds,
    Clarity clarity,
    FittedOn fittedOn,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<OpenSet> openSet) {

  /** Checks the ranges. */
  public DecisionRule {
    require(temperature > 0 && Double.isFinite(temperature), "temperature", temperature);
    share("severalKinds", severalKinds);
    openSet.ifPresent(
        open -> {
          share("openSet.sure", open.sure());
          require(
              open.acceptedUpTo() <= familiarity.threshold(),
              "openSet.acceptedUpTo",
              open.acceptedUpTo());
        });
  }

  /** A rule that was fitted on photos of one data set only. */
  public DecisionRule(
      double temperature,
      Acceptance acceptance,
      Shortlists shortlists,
      Familiarity familiarity,
      double severalKinds,
      Clarity clarity,
      FittedOn fittedOn) {
    this(
        temperature,
        acceptance,
        shortlists,
        familiarity,
        severalKinds,
        clarity,
        fittedOn,
        Optional.empty());
  }

  /** How the rule corrects the probability of the first group before it accepts; often not. */
  public Optional<OddsCorrection> correction() {
    return openSet.flatMap(OpenSet::correction);
  }

  /**
   * Whether one name is enough.
   *
   * @param groupProbability of the first group, corrected if the rule has a {@link #correction()}
   */
  public boolean accepts(double groupProbability, double unfamiliarity) {
    return acceptance.accepts(groupProbability) && isFamiliar(unfamiliarity);
  }

  /** Whether a photo is familiar enough for one name, however probable that is. */
  public boolean isFamiliar(double unfamiliarity) {
    return openSet.map(open -> unfamiliarity <= open.acceptedUpTo()).orElse(true);
  }

  /** Whether a photo is like no produce at all. */
  public boolean isStrange(double groupProbability, double unfamiliarity) {
    return unfamiliarity > familiarity.threshold()
        && openSet.map(open -> groupProbability < open.sure()).orElse(true);
  }

  /**
   * When one name is enough.
   *
   * @param probability a group at least this probable is accepted, if the rule can be trusted; with
   *     an {@link OddsCorrection} the corrected probability is meant
   * @param error the share of wrong names among accepted ones: what was aimed at, or the lowest
   *     that the photos came to; with an {@link OpenSet} an upper confidence bound
   */
  public record Acceptance(double probability, double error) {

    /** A rule that may be wrong more often than this accepts nothing. */
    public static final double MOST_ERROR = 0.3;

    /** Accepts nothing: no probability could be found from which on names are right. */
    public static final Acceptance NONE = new Acceptance(1, 1);

    /** Checks the ranges. */
    public Acceptance {
      share("acceptance.probability", probability);
      share("acceptance.error", error);
    }

    /** Whether names are accepted at all. */
    public boolean trusted() {
      return error <= MOST_ERROR;
    }

    /** Whether a group of that probability is accepted. */
    public boolean accepts(double groupProbability) {
      return trusted() && groupProbability >= probability;
    }
  }

  /**
   * Which names a shortlist holds: the least ambiguous sets of Sadinle, Lei and Wasserman (2019, <a
   * href="https://arxiv.org/abs/1609.00451">1609.00451</a>), with split conformal prediction over
   * the photos that are not accepted.
   *
   * @param probability groups at least this probable are on it; two always are
   * @param coverage the share of shortlists that hold the right name, as promised; lower than what
   *     was asked for when there were too few photos to promise it
   * @param longest more names than this are no help: the photo is rejected instead
   */
  public record Shortlists(double probability, double coverage, int longest) {

    /** Checks the ranges. */
    public Shortlists {
      share("shortlists.probability", probability);
      share("shortlists.coverage", coverage);
      require(longest >= 2, "shortlists.longest", longest);
    }
  }

  /**
   * When a photo is unlike all that the model has learnt. Its unfamiliarity is {@code
   * residualWeight * r - logitWeight * max(logits)}: its largest logit (Hendrycks et al. 2022, <a
   * href="https://arxiv.org/abs/1911.11132">1911.11132</a>), and the length {@code r} of what
   * {@link FeatureSpace} cannot explain of its features (after Wang et al. 2022, <a
   * href="https://arxiv.org/abs/2203.10807">2203.10807</a>).
   *
   * @param logitWeight at least 0
   * @param residualWeight at least 0; 0 when the network does not tell its features
   * @param threshold a photo above it is rejected; with an {@link OpenSet} unless its first group
   *     is sure
   * @param featuresSha256 the hash of {@link ModelBundle#FEATURES}, 64 lower-case hexadecimal
   *     digits; empty when there is no such file
   */
  public record Familiarity(
      double logitWeight, double residualWeight, double threshold, String featuresSha256) {

    /** Checks the ranges. */
    public Familiarity {
      require(logitWeight >= 0, "familiarity.logitWeight", logitWeight);
      require(residualWeight >= 0, "familiarity.residualWeight", residualWeight);
      require(Double.isFinite(threshold), "familiarity.threshold", threshold);
      if (featuresSha256.isEmpty() != (residualWeight == 0)) {
        throw new InvalidModelException(
            "decision: a residual weight of %s with features '%s'"
                .formatted(residualWeight, featuresSha256));
      }
    }
  }

  /**
   * When a photo is blurred or dark, measured on the square that the network sees.
   *
   * @param sharpness a photo below it is blurred, see {@code ImageStatistics}
   * @param brightness a photo below it is dark, in {@code [0, 255]}
   */
  public record Clarity(double sharpness, double brightness) {

    /** Checks the ranges. */
    public Clarity {
      require(sharpness >= 0, "clarity.sharpness", sharpness);
      require(brightness >= 0 && brightness <= 255, "clarity.brightness", brightness);
    }
  }

  /**
   * The photos that a rule was fitted on.
   *
   * @param data the data set as people call it
   * @param dataHash its content hash
   * @param split the part of it
   * @param samples the number of photos
   */
  public record FittedOn(String data, String dataHash, String split, int samples) {}

  /**
   * What a rule adds that was also fitted on photos from elsewhere: labelled ones, which tell how
   * often names are wrong in other places, and ones that show nothing that the model knows.
   *
   * <p>A probable name is accepted only on a familiar photo, and a photo is rejected as like no
   * produce only when it is strange and nothing on it is probable. What is neither gets a
   * shortlist.
   *
   * @param acceptedUpTo a photo is accepted when its unfamiliarity is at most this; no larger than
   *     {@link Familiarity#threshold}
   * @param sure a photo whose first group is at least this probable is never rejected as like no
   *     produce, in {@code [0, 1]}
   * @param known labelled photos from elsewhere that the numbers were fitted on
   * @param unknown photos of nothing that the model knows that they were fitted on
   * @param correction of the probability that {@link Acceptance} compares; empty when the
   *     probability is compared as it is
   */
  public record OpenSet(
      double acceptedUpTo,
      double sure,
      List<FittedOn> known,
      List<FittedOn> unknown,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<OddsCorrection> correction) {

    /** Copies the lists. */
    public OpenSet {
      require(Double.isFinite(acceptedUpTo), "openSet.acceptedUpTo", acceptedUpTo);
      known = List.copyOf(known);
      unknown = List.copyOf(unknown);
    }

    /** A rule that compares probabilities as they are. */
    public OpenSet(double acceptedUpTo, double sure, List<FittedOn> known, List<FittedOn> unknown) {
      this(acceptedUpTo, sure, known, unknown, Optional.empty());
    }
  }

  private static void share(String name, double value) {
    require(value >= 0 && value <= 1, name, value);
  }

  private static void require(boolean holds, String name, double value) {
    if (!holds) {
      throw new InvalidModelException("decision: %s %s is out of range".formatted(name, value));
    }
  }
}
