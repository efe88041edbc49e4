package dev.greengrocer.benchmarks.scenario;

import dev.greengrocer.ClassScore;
import dev.greengrocer.Prediction;
import dev.greengrocer.benchmarks.comparison.Results;
import dev.greengrocer.benchmarks.comparison.Spread;
import java.util.Map;
import java.util.stream.Collectors;

/** How answers by a shortcut differ from those without it, photo by photo. */
final class ShortcutEffect {

  private int photos;
  private int changed;
  private int rightWithout;
  private int rightWith;
  private double largest;

  /**
   * Notes the two answers to one photo.
   *
   * @param truth what the photo shows, or a word that is no label if that is not known
   */
  void add(Prediction without, Prediction with, String truth) {
    photos++;
    changed += without.best().label().equals(with.best().label()) ? 0 : 1;
    rightWithout += without.best().label().equals(truth) ? 1 : 0;
    rightWith += with.best().label().equals(truth) ? 1 : 0;
    Map<String, Double> probabilities =
        without.scores().stream()
            .collect(Collectors.toMap(ClassScore::label, ClassScore::probability));
    for (ClassScore score : with.scores()) {
      largest =
          Math.max(
              largest,
              Math.abs(score.probability() - probabilities.getOrDefault(score.label(), 0.0)));
    }
  }

  /** Reports what was noted; how many answers are right only if any truth was known. */
  void report(Results results, String of, String shortcut) {
    add(results, of, shortcut + ": largest difference of a probability", "-", largest);
    add(results, of, shortcut + ": first answers that change", "photos", changed);
    if (rightWithout > 0) {
      add(results, of, shortcut + ": right answers without", "photos", rightWithout);
      add(results, of, shortcut + ": right answers with", "photos", rightWith);
    }
  }

  private void add(Results results, String of, String what, String unit, double value) {
    results.add(of + " (" + photos + ")", what, unit, Spread.of(value));
  }
}
