package dev.greengrocer.lab.report.evaluation;

import dev.greengrocer.lab.evaluation.EvaluationData;
import dev.greengrocer.lab.evaluation.EvaluationResult;
import dev.greengrocer.lab.evaluation.LabelledPhoto;
import dev.greengrocer.lab.evaluation.OodMetrics;
import dev.greengrocer.lab.evaluation.SetMetrics;
import dev.greengrocer.lab.evaluation.SkippedClass;
import dev.greengrocer.model.DecisionRule;
import dev.greengrocer.model.ModelCaveats;
import dev.greengrocer.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Something that a reader must know before believing the figures.
 *
 * @param bad whether the figures are wrong because of it, not only narrower
 * @param title in a few words
 * @param text in one or two sentences
 */
public record EvaluationWarning(boolean bad, String title, String text) {

  private static final int FEW_PHOTOS = 100;

  /** Everything that must be said about an evaluation, the gravest first. */
  public static List<EvaluationWarning> of(EvaluationResult result) {
    EvaluationData data = result.data();
    List<EvaluationWarning> notices = new ArrayList<>();
    if (data.leaks().groups() > 0) {
      notices.add(leak(data));
    }
    if (data.split().equals("train")) {
      notices.add(
          new EvaluationWarning(
              true,
              "These photos are for training.",
              "A model is better on photos that it has seen; judge it on the test split."));
    }
    guessing(result).ifPresent(notices::add);
    ModelCaveats.of(result.model())
        .forEach(
            caveat ->
                notices.add(new EvaluationWarning(true, "Limits of this model:", caveat + ".")));
    if (data.photos().size() < FEW_PHOTOS) {
      notices.add(
          new EvaluationWarning(
              false,
              "Only " + count(data.photos().size(), "photo") + ".",
              "Every figure is as uncertain as its interval says; measure on 100 or more."));
    }
    if (data.source() == EvaluationData.Source.PREPARED
        && !result.model().provenance().dataHash().equals(data.contentHash())) {
      notices.add(
          new EvaluationWarning(
              false,
              "Not the data set that the model was trained on.",
              "If any of these photos was among those that it was trained on, these figures are too good."));
    }
    if (data.source() == EvaluationData.Source.FOLDER) {
      notices.add(
          new EvaluationWarning(
              false,
              "A plain folder, never prepared.",
              "It was not checked for duplicates, or for photos that the model was trained"
                  + " on."));
    }
    notices.addAll(sets(result));
    if (!data.skippedClasses().isEmpty()) {
      notices.add(skippedClasses(data.skippedClasses()));
    }
    if (!data.skippedFiles().isEmpty()) {
      notices.add(
          new EvaluationWarning(
              false,
              count(data.skippedFiles().size(), "file")
                  + " outside class folders or no photos skipped:",
              String.join(", ", data.skippedFiles()) + "."));
    }
    if (data.hiddenFiles() > 0) {
      notices.add(
          new EvaluationWarning(
              false,
              count(data.hiddenFiles(), "hidden file or system folder") + " skipped.",
              "Nothing in them was looked at."));
    }
    return notices;
  }

  /** What keeps the figures of further sets from being those of photos that the model never met. */
  private static List<EvaluationWarning> sets(EvaluationResult result) {
    List<EvaluationWarning> notices = new ArrayList<>();
    List<String> fitted = fittedOn(result);
    if (!fitted.isEmpty()) {
      notices.add(
          new EvaluationWarning(
              true,
              "The rule of decision was fitted on %s.".formatted(String.join(", ", fitted)),
              "Its decisions there are too good; calibrate tells those of a rule that was fitted"
                  + " without them."));
    }
    if (!result.sets().isEmpty()
        && !result.model().provenance().dataHash().equals(result.data().contentHash())) {
      notices.add(
          new EvaluationWarning(
              false,
              "%s is not the data that the model was trained on.".formatted(result.data().name()),
              "The other sets may hold photos that it was trained on; only those of %s were left out."
                  .formatted(result.data().name())));
    }
    return notices;
  }

  /** Further sets that the model's rule was fitted on, by the hash of their photos. */
  private static List<String> fittedOn(EvaluationResult result) {
    Set<String> hashes =
        result.model().decision().flatMap(DecisionRule::openSet).stream()
            .flatMap(open -> Stream.concat(open.known().stream(), open.unknown().stream()))
            .map(DecisionRule.FittedOn::dataHash)
            .collect(Collectors.toSet());
    return Stream.concat(
            result.sets().further().stream()
                .filter(set -> hashes.contains(set.contentHash()))
                .map(SetMetrics::name),
            result.sets().unknown().stream()
                .filter(set -> hashes.contains(set.contentHash()))
                .map(OodMetrics::name))
        .toList();
  }

  /** Whether the model does no better than one that always names the most frequent kind. */
  private static Optional<EvaluationWarning> guessing(EvaluationResult result) {
    long most =
        result.data().photos().stream()
            .collect(Collectors.groupingBy(LabelledPhoto::label, Collectors.counting()))
            .values()
            .stream()
            .mapToLong(Long::longValue)
            .max()
            .orElse(0);
    double guess = (double) most / result.data().photos().size();
    double least = result.strict().top1().interval().map(Interval::low).orElse(0.0);
    return most == result.data().photos().size() || least > guess
        ? Optional.empty()
        : Optional.of(
            new EvaluationWarning(
                true,
                "The model knows next to nothing, as far as these photos can tell:",
                String.format(
                    Locale.ROOT,
                    "it may be no better than always naming the most frequent kind, which is right"
                        + " in %.1f %%.",
                    100 * guess)));
  }

  private static EvaluationWarning leak(EvaluationData data) {
    return new EvaluationWarning(
        true,
        "This data set leaks: these figures are too good.",
        "%s of near-duplicates in more than one split; %d of the %d photos here are in them. Prepare the data anew without --keep-splits, or with the groups of its split file mended."
            .formatted(
                count(data.leaks().groups(), "group"),
                data.leaks().photos(),
                data.photos().size()));
  }

  private static EvaluationWarning skippedClasses(List<SkippedClass> skipped) {
    long photos = skipped.stream().mapToLong(SkippedClass::photos).sum();
    return new EvaluationWarning(
        false,
        count(photos, "photo") + " of classes that the model does not know skipped:",
        skipped.stream()
            .map(entry -> "%s (%d)".formatted(entry.name(), entry.photos()))
            .collect(Collectors.joining(", ", "", ".")));
  }

  private static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
