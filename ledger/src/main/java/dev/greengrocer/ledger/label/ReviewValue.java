package dev.greengrocer.ledger.label;

import dev.greengrocer.Decision;
import dev.greengrocer.ledger.prediction.Feedback;
import dev.greengrocer.ledger.prediction.LoggedPrediction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How much a model could learn from a photo once a person has named it: what people corrected most,
 * then what the model itself was unsure of, and more of what it has seen little of.
 */
public final class ReviewValue {

  /** With so many reviewed photos a class is no longer rare. */
  public static final int ENOUGH = 20;

  private static final double CORRECTED = 3;
  private static final double REJECTED = 2;
  private static final double SHORTLISTED = 1.5;
  private static final double RARE = 1;

  private final Map<String, Long> reviewed;

  /**
   * @param reviewed how many photos have been reviewed of each label; labels that are missing have
   *     none
   */
  public ReviewValue(Map<String, Long> reviewed) {
    this.reviewed = Map.copyOf(reviewed);
  }

  /** The value of an answer; the greater, the sooner a person should look at it. */
  public double of(LoggedPrediction answer) {
    double value = 1 - answer.best().probability();
    if (answer.decision() == Decision.REJECT) {
      value += REJECTED;
    } else if (answer.decision() == Decision.SHORTLIST) {
      value += SHORTLISTED;
    }
    if (disputed(answer)) {
      value += CORRECTED;
    }
    return value + RARE * rarity(answer.best().label());
  }

  /** What makes it so, the weightiest first. */
  public List<WorthReviewing> why(LoggedPrediction answer) {
    List<WorthReviewing.Kind> why = new ArrayList<>();
    if (disputed(answer)) {
      why.add(WorthReviewing.Kind.CORRECTED);
    }
    if (answer.decision() == Decision.REJECT) {
      why.add(WorthReviewing.Kind.NO_NAME);
    } else if (answer.decision() == Decision.SHORTLIST) {
      why.add(WorthReviewing.Kind.HESITATED);
    } else if (answer.best().probability() < 0.9) {
      why.add(WorthReviewing.Kind.NOT_QUITE_SURE);
    }
    String label = answer.best().label();
    long seen = reviewed.getOrDefault(label, 0L);
    if (seen < ENOUGH) {
      why.add(seen == 0 ? WorthReviewing.Kind.NONE_REVIEWED : WorthReviewing.Kind.FEW_REVIEWED);
    }
    if (why.isEmpty()) {
      why.add(WorthReviewing.Kind.SAMPLE);
    }
    return why.stream().map(kind -> new WorthReviewing(kind, label, seen)).toList();
  }

  private double rarity(String label) {
    return 1 - Math.min(ENOUGH, reviewed.getOrDefault(label, 0L)) / (double) ENOUGH;
  }

  private static boolean disputed(LoggedPrediction answer) {
    Feedback feedback = answer.feedback();
    return feedback != null && feedback.kind() != Feedback.Kind.CONFIRMED;
  }
}
