package dev.greengrocer.report;

import dev.greengrocer.evaluation.EvaluationData;
import dev.greengrocer.evaluation.EvaluationResult;
import dev.greengrocer.evaluation.SkippedClass;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Something that a reader must know before believing the figures.
 *
 * @param bad whether the figures are wrong because of it, not only narrower
 * @param title in a few words
 * @param text in one or two sentences
 */
public record Notice(boolean bad, String title, String text) {

  /** Everything that must be said about an evaluation, the gravest first. */
  public static List<Notice> of(EvaluationResult result) {
    EvaluationData data = result.data();
    List<Notice> notices = new ArrayList<>();
    if (data.leaks().groups() > 0) {
      notices.add(leak(data));
    }
    if (data.split().equals("train")) {
      notices.add(
          new Notice(
              true,
              "These photos are for training.",
              "A model is better on photos that it has seen; judge it on the test split."));
    }
    if (data.source() == EvaluationData.Source.FOLDER) {
      notices.add(
          new Notice(
              false,
              "A plain folder, never prepared.",
              "Nobody has checked it for duplicates, or for photos that the model was trained on."));
    }
    if (!data.skippedClasses().isEmpty()) {
      notices.add(skippedClasses(data.skippedClasses()));
    }
    if (!data.skippedFiles().isEmpty()) {
      notices.add(
          new Notice(
              false,
              count(data.skippedFiles().size(), "file") + " outside class folders skipped:",
              String.join(", ", data.skippedFiles()) + "."));
    }
    return notices;
  }

  private static Notice leak(EvaluationData data) {
    return new Notice(
        true,
        "This data set leaks: these figures are too good.",
        "%s of near-duplicates in more than one split; %d of the %d photos here are in them. Prepare the data anew without --keep-splits."
            .formatted(
                count(data.leaks().groups(), "group"),
                data.leaks().photos(),
                data.photos().size()));
  }

  private static Notice skippedClasses(List<SkippedClass> skipped) {
    long photos = skipped.stream().mapToLong(SkippedClass::photos).sum();
    return new Notice(
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
