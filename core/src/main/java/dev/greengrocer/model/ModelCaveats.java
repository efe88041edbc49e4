package dev.greengrocer.model;

import dev.greengrocer.LabelSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What a person must know before trusting a model's answers, told from its bundle. Stateless. */
public final class ModelCaveats {

  /** Thresholds that rest on fewer photos promise little: one in a hundred cannot be seen. */
  private static final int FEW_PHOTOS = 100;

  private ModelCaveats() {}

  /** Sentences, the gravest first; empty when there is nothing to say. */
  public static List<String> of(ModelBundle bundle) {
    List<String> caveats = new ArrayList<>();
    if (kinds(bundle.labels()) == 1) {
      caveats.add(
          "model '%s' knows one kind only, '%s', and cannot tell it from anything else: it accepts no photo; train on two kinds or more"
              .formatted(bundle.name(), bundle.labels().get(0).name()));
    }
    Optional<DecisionRule> rule = bundle.decision();
    if (rule.isEmpty()) {
      caveats.add(
          "model '%s' has no fitted decision rule, so it accepts no photo; fit one with 'greengrocer calibrate'"
              .formatted(bundle.name()));
    } else if (!rule.get().acceptance().trusted()) {
      caveats.add(
          "model '%s' accepts no photo: on the %d validation photos that its decision rule was fitted on it was not right often enough, or they were too few; train on more photos of each kind"
              .formatted(bundle.name(), rule.get().fittedOn().samples()));
    } else if (rule.get().fittedOn().samples() < FEW_PHOTOS) {
      caveats.add(
          "the decision rule of model '%s' rests on %d photos only, so up to %.0f %% of what it accepts may be wrong; train on more photos of each kind"
              .formatted(
                  bundle.name(),
                  rule.get().fittedOn().samples(),
                  Math.ceil(100 * rule.get().acceptance().error())));
    }
    return caveats;
  }

  private static long kinds(LabelSet labels) {
    return IntStream.range(0, labels.size()).map(labels::groupIndex).distinct().count();
  }
}
