package dev.greengrocer.web.experiment;

import dev.greengrocer.experiment.Epoch;
import dev.greengrocer.experiment.Evaluation;
import dev.greengrocer.experiment.Experiment;
import dev.greengrocer.experiment.Figure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Experiments side by side.
 *
 * @param runs what is compared, in the order in which it was chosen
 * @param figures what was measured, a row a figure
 * @param options what was asked for, a row an option; those that differ first
 * @param charts the curves of trainings; none when no training is among them. Their titles are ends
 *     of keys
 * @param mistakes of the evaluations, what was confused most often
 */
record Comparison(
    List<Run> runs,
    List<FigureRow> figures,
    List<OptionRow> options,
    List<LineChart> charts,
    List<Mistakes> mistakes) {

  private static final int WORST = 10;

  Comparison {
    runs = List.copyOf(runs);
    figures = List.copyOf(figures);
    options = List.copyOf(options);
    charts = List.copyOf(charts);
    mistakes = List.copyOf(mistakes);
  }

  /**
   * A column of the comparison.
   *
   * @param title unique among the columns: the name, and a number where two have the same
   * @param experiment what it is
   */
  record Run(String title, Experiment experiment) {}

  /** A figure of each run; null where it was not measured. */
  record FigureRow(String name, List<@Nullable Figure> values) {}

  /**
   * An option of each run; null where a run has none of that name.
   *
   * @param differs whether the runs do not all have the same value
   */
  record OptionRow(String name, List<@Nullable String> values, boolean differs) {}

  /**
   * What an evaluation confused.
   *
   * @param run the evaluation
   * @param evaluation its counts
   * @param worst the cells beside the diagonal that hold most photos
   */
  record Mistakes(Run run, Evaluation evaluation, List<Evaluation.Cell> worst) {
    Mistakes {
      worst = List.copyOf(worst);
    }
  }

  static Comparison of(List<Experiment> experiments) {
    List<Run> runs = runs(experiments);
    return new Comparison(runs, figures(runs), options(runs), charts(runs), mistakes(runs));
  }

  private static List<Run> runs(List<Experiment> experiments) {
    List<Run> runs = new ArrayList<>();
    Set<String> titles = new HashSet<>();
    for (Experiment one : experiments) {
      String title = one.title().name();
      for (int number = 2; !titles.add(title); number++) {
        title = "%s (%d)".formatted(one.title().name(), number);
      }
      runs.add(new Run(title, one));
    }
    return runs;
  }

  private static List<FigureRow> figures(List<Run> runs) {
    Set<String> names = new LinkedHashSet<>();
    runs.forEach(run -> run.experiment.findings().figures().forEach(one -> names.add(one.name())));
    List<FigureRow> rows = new ArrayList<>();
    for (String name : names) {
      List<@Nullable Figure> values = new ArrayList<>();
      for (Run run : runs) {
        values.add(
            run.experiment.findings().figures().stream()
                .filter(figure -> figure.name().equals(name))
                .findFirst()
                .orElse(null));
      }
      rows.add(new FigureRow(name, values));
    }
    return rows;
  }

  private static List<OptionRow> options(List<Run> runs) {
    Map<String, List<@Nullable String>> values = new LinkedHashMap<>();
    row(values, runs, "data", one -> one.origin().data().name());
    row(values, runs, "data set hash", one -> one.origin().data().sha256());
    row(values, runs, "program", one -> one.origin().code());
    Set<String> names = new LinkedHashSet<>();
    runs.forEach(run -> names.addAll(run.experiment.origin().options().keySet()));
    for (String name : names) {
      row(values, runs, name, one -> one.origin().options().get(name));
    }
    List<OptionRow> rows = new ArrayList<>();
    values.forEach(
        (name, row) ->
            rows.add(new OptionRow(name, row, new HashSet<@Nullable String>(row).size() > 1)));
    rows.sort(Comparator.comparing(row -> !row.differs()));
    return rows;
  }

  /** The value of an option in an experiment. */
  private interface Value {
    @Nullable String of(Experiment experiment);
  }

  private static void row(
      Map<String, List<@Nullable String>> rows, List<Run> runs, String name, Value value) {
    List<@Nullable String> row = new ArrayList<>();
    runs.forEach(run -> row.add(value.of(run.experiment)));
    rows.put(name, row);
  }

  private static List<LineChart> charts(List<Run> runs) {
    if (runs.stream().allMatch(run -> run.experiment.findings().epochs().isEmpty())) {
      return List.of();
    }
    return List.of(
        chart("validation-accuracy", runs, epoch -> epoch.validation().accuracy()),
        chart("validation-loss", runs, epoch -> epoch.validation().loss()),
        chart("training-loss", runs, Epoch::trainLoss),
        chart("learning-rate", runs, Epoch::learningRate));
  }

  private static LineChart chart(String title, List<Run> runs, ToDoubleFunction<Epoch> value) {
    Map<String, SortedMap<Integer, Double>> lines = new LinkedHashMap<>();
    for (Run run : runs) {
      SortedMap<Integer, Double> line = new TreeMap<>();
      run.experiment
          .findings()
          .epochs()
          .forEach(epoch -> line.put(epoch.epoch(), value.applyAsDouble(epoch)));
      if (!line.isEmpty()) {
        lines.put(run.title, line);
      }
    }
    return LineChart.of(title, lines);
  }

  private static List<Mistakes> mistakes(List<Run> runs) {
    List<Mistakes> mistakes = new ArrayList<>();
    for (Run run : runs) {
      Evaluation evaluation = run.experiment.findings().evaluation();
      if (evaluation != null) {
        mistakes.add(
            new Mistakes(
                run,
                evaluation,
                evaluation.cells().stream()
                    .filter(cell -> !cell.truth().equals(cell.predicted()))
                    .sorted(
                        Comparator.comparingLong(Evaluation.Cell::photos)
                            .reversed()
                            .thenComparing(Evaluation.Cell::truth)
                            .thenComparing(Evaluation.Cell::predicted))
                    .limit(WORST)
                    .toList()));
      }
    }
    return mistakes;
  }

  /** How many options differ. */
  public long differences() {
    return options.stream().filter(OptionRow::differs).count();
  }
}
