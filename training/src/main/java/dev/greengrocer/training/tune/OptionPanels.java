package dev.greengrocer.training.tune;

import dev.greengrocer.lab.report.plot.OptionsPlot;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Each searched option against the accuracy after the first rung, which every trial has; the
 * options that went most with it first.
 */
final class OptionPanels {

  private OptionPanels() {}

  static List<OptionsPlot.Panel> of(TuningResults results) {
    List<TrialResult> trained =
        results.firstRung().stream().filter(result -> !result.diverged()).toList();
    if (trained.size() < 2) {
      return List.of();
    }
    return results.settings().space().searched().entrySet().stream()
        .map(entry -> panel(entry, trained, results))
        .sorted(Comparator.comparingDouble(panel -> -Math.abs(panel.correlation().orElse(0))))
        .toList();
  }

  private static OptionsPlot.Panel panel(
      Map.Entry<String, Range> searched, List<TrialResult> trained, TuningResults results) {
    String key = searched.getKey();
    List<Object> values = trained.stream().map(result -> value(result, key)).toList();
    boolean numbers = values.stream().allMatch(Number.class::isInstance);
    List<String> names =
        numbers ? List.of() : values.stream().map(String::valueOf).distinct().sorted().toList();
    List<Double> places =
        values.stream()
            .map(
                value ->
                    numbers
                        ? ((Number) value).doubleValue()
                        : (double) names.indexOf(String.valueOf(value)))
            .toList();
    List<Double> accuracies = trained.stream().map(TrialResult::accuracy).toList();
    return new OptionsPlot.Panel(
        key,
        places,
        accuracies,
        trained.stream().map(results::promoted).toList(),
        searched.getValue() instanceof Range.LogUniform,
        names,
        numbers ? RankCorrelation.of(places, accuracies) : OptionalDouble.empty());
  }

  private static Object value(TrialResult result, String key) {
    Object value = result.run().options().get(key);
    if (value == null) {
      throw new IllegalStateException("trial without option " + key);
    }
    return value;
  }
}
