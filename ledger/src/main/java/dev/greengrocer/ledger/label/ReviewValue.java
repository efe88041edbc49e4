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

  /** The same in words. */
  public List<String> why(LoggedPrediction answer) {
    List<String> why = new ArrayList<>();
    if (disputed(answer)) {
      why.add("it was corrected");
    }
    if (answer.decision() == Decision.REJECT) {
      why.add("the model gave no name");
    } else if (answer.decision() == Decision.SHORTLIST) {
      why.add("the model hesitated");
    } else if (answer.best().probability() < 0.9) {
      why.add("the model was not quite sure");
    }
    long seen = reviewed.getOrDefault(answer.best().label(), 0L);
    if (seen < ENOUGH) {
      why.add(
          seen == 0
              ? "no photo of " + answer.best().label() + " has been reviewed"
              : "only %d photo%s of %s reviewed"
                  .formatted(seen, seen == 1 ? "" : "s", answer.best().label()));
    }
    if (why.isEmpty()) {
      why.add("a sample of what the model is sure of");
    }
    return why;
  }

  private double rarity(String label) {
    return 1 - Math.min(ENOUGH, reviewed.getOrDefault(label, 0L)) / (double) ENOUGH;
  }

  private static boolean disputed(LoggedPrediction answer) {
    Feedback feedback = answer.feedback();
    return feedback != null && feedback.kind() != Feedback.Kind.CONFIRMED;
  }
}
