package dev.greengrocer.lab.labels;

import dev.greengrocer.lab.dataset.Sample;

/**
 * A photo whose label a person should look at.
 *
 * @param sample the photo, with the label that it has
 * @param suggested the label that it seems to show, never a synonym of its own
 * @param labelProbability of the own label and its synonyms, in {@code [0, 1]}
 * @param suggestedProbability of the suggested label and its synonyms, in {@code [0, 1]}
 */
public record LabelQuestion(
    Sample sample, String suggested, double labelProbability, double suggestedProbability) {

  /** How far the own label is behind, in {@code (0, 1]}: the larger, the surer the question. */
  public double margin() {
    return suggestedProbability - labelProbability;
  }
}
