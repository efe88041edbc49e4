package dev.greengrocer.lab.evaluation;

import dev.greengrocer.ClassScore;
import dev.greengrocer.Prediction;

/**
 * A photo with what it shows and what the model answered.
 *
 * @param path the file, relative to the data's folder, with {@code /} between its parts
 * @param label what it shows: one of the labels of the prediction
 * @param prediction every label with its probability
 */
public record EvaluatedPhoto(String path, String label, Prediction prediction) {

  /** Checks that the prediction knows the label. */
  public EvaluatedPhoto {
    if (prediction.scores().stream().noneMatch(score -> score.label().equals(label))) {
      throw new IllegalArgumentException(
          "%s: '%s' is not among the predicted labels".formatted(path, label));
    }
  }

  /** Whether the most probable label is the right one. */
  public boolean correct() {
    return prediction.best().label().equals(label);
  }

  /** The place of the right label among the answers: 1 when it is the most probable. */
  public int rankOfTruth() {
    int rank = 1;
    for (ClassScore score : prediction.scores()) {
      if (score.label().equals(label)) {
        break;
      }
      rank++;
    }
    return rank;
  }

  /** The probability of the right label. */
  public double probabilityOfTruth() {
    return prediction.scores().get(rankOfTruth() - 1).probability();
  }

  /** The most probable label's probability, and whether it is right. */
  public ScoredAnswer bet() {
    return new ScoredAnswer(prediction.best().probability(), correct());
  }
}
