package dev.greengrocer.analytics.powerbi;

import java.util.List;
import java.util.stream.Stream;

/** All figures of the model. Stateless. */
final class Measures {

  private static final List<Measure> ALL =
      Stream.of(
              AnswerMeasures.all(),
              QualityMeasures.all(),
              ExperimentMeasures.all(),
              SalesMeasures.all(),
              StockMeasures.all(),
              ReviewMeasures.all())
          .flatMap(List::stream)
          .toList();

  private Measures() {}

  static List<Measure> all() {
    return ALL;
  }

  /** Those that a table lists, by the name that the star schema gives it. */
  static List<Measure> of(String table) {
    return ALL.stream().filter(measure -> measure.home().equals(table)).toList();
  }

  /**
   * The figure of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Measure named(String name) {
    return ALL.stream()
        .filter(measure -> measure.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no measure [%s]".formatted(name)));
  }
}
