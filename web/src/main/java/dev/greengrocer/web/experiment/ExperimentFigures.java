package dev.greengrocer.web.experiment;

import dev.greengrocer.experiment.Experiment;
import dev.greengrocer.experiment.Figure;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Figures as pages write them. Stateless. */
public class ExperimentFigures {

  /** The figure that a list shows of an experiment, the first of these that it has. */
  private static final List<String> HEADLINES =
      List.of(
          "validation accuracy, synonyms merged",
          "top-1 accuracy, synonyms merged",
          "top-1 accuracy");

  private static final MathContext DIGITS = new MathContext(4);
  private static final String NONE = "–";

  /** What people look for first: how often it names photos rightly. */
  public String headline(Experiment one) {
    return HEADLINES.stream()
        .map(
            name ->
                one.findings().figures().stream()
                    .filter(figure -> figure.name().equals(name))
                    .findFirst()
                    .orElse(null))
        .filter(Objects::nonNull)
        .findFirst()
        .map(figure -> String.format(Locale.ROOT, "%.1f %%", 100 * figure.value()))
        .orElse(NONE);
  }

  /** A figure to four digits, whole numbers as they are. */
  public String value(@Nullable Figure figure) {
    return figure == null ? NONE : number(figure.value());
  }

  /** A number to four digits, whole numbers as they are. */
  public String number(@Nullable Double value) {
    if (value == null) {
      return NONE;
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return Long.toString(Math.round(value));
    }
    return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
  }

  /** The value at the edge of a chart. */
  public String edge(double value) {
    return number(value);
  }
}
