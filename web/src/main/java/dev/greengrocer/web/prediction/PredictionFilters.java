package dev.greengrocer.web.prediction;

import dev.greengrocer.Decision;
import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.prediction.Feedback;
import dev.greengrocer.ledger.prediction.PredictionFilter;
import dev.greengrocer.ledger.prediction.Source;
import dev.greengrocer.web.model.ActiveModel;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Understands what callers ask the books for. */
@Component
public class PredictionFilters {

  private final ActiveModel models;

  PredictionFilters(ActiveModel models) {
    this.models = models;
  }

  /**
   * The filter of a query.
   *
   * @throws RefusedException if a word in it is none of those that it may be
   */
  public PredictionFilter of(PredictionQuery query) {
    return new PredictionFilter(
        canonical(query.label()),
        List.of(),
        choice("decision", query.decision(), Decision.values()),
        new PredictionFilter.Said(
            canonical(query.trueLabel()),
            choice("feedback", query.feedback(), Feedback.Kind.values()),
            query.reviewed()),
        new PredictionFilter.Sent(
            choice("source", query.source(), Source.values()), query.station(), query.customer()),
        query.model(),
        new PredictionFilter.Time(query.from(), query.to()),
        PredictionFilter.Probability.ANY);
  }

  /** The label that a name means; a name that means none finds nothing. */
  private @Nullable String canonical(@Nullable String spelling) {
    return spelling == null
        ? null
        : models.current().labels().find(spelling).map(found -> found.name()).orElse(spelling);
  }

  private static <E extends Enum<E>> @Nullable E choice(
      String name, @Nullable String value, E[] choices) {
    if (value == null) {
      return null;
    }
    return Stream.of(choices)
        .filter(choice -> id(choice).equals(value))
        .findFirst()
        .orElseThrow(
            () ->
                new RefusedException(
                    Problem.INVALID_REQUEST,
                    "%s '%s': must be one of %s"
                        .formatted(
                            name, value, Stream.of(choices).map(PredictionFilters::id).toList())));
  }

  private static String id(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
