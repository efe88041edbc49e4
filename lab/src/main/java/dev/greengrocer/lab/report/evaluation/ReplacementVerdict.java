package dev.greengrocer.lab.report.evaluation;

import dev.greengrocer.lab.evaluation.Comparison;
import dev.greengrocer.statistics.PairedDifference;
import java.util.List;

/**
 * Which of two models may replace which, in a word for programs and in sentences for people.
 *
 * @param id {@code this}, {@code other}, {@code either}, {@code neither}: who may replace the
 *     other; or {@code none}, when the photos cannot tell
 * @param text the verdict and its reasons
 */
record ReplacementVerdict(String id, String text) {

  private static final int NAMES = 5;

  static ReplacementVerdict of(Comparison comparison, String thisName, String otherName) {
    if (!comparison.fair()) {
      return new ReplacementVerdict(
          "none",
          comparison.thisResult().data().split().equals("train")
              ? "No verdict: models are better on photos that they were trained on; compare on the"
                  + " test split."
              : "No verdict: the data set leaks between its splits; prepare it anew.");
    }
    Side here =
        new Side(
            thisName,
            otherName,
            comparison.thisMayReplaceOther(),
            comparison.onlyOtherKnows(),
            comparison.strict(),
            comparison.merged());
    Side there =
        new Side(
            otherName,
            thisName,
            comparison.otherMayReplaceThis(),
            comparison.onlyThisKnows(),
            comparison.strict().reversed(),
            comparison.merged().reversed());
    if (here.may && there.may) {
      return new ReplacementVerdict(
          "either",
          "Either may replace the other: neither loses more than %s (%s). Choose by size and speed."
              .formatted(margin(), interval(comparison.strict())));
    }
    if (here.may) {
      return new ReplacementVerdict("this", here.why() + " " + there.whyNot());
    }
    if (there.may) {
      return new ReplacementVerdict("other", there.why() + " " + here.whyNot());
    }
    return new ReplacementVerdict(
        "neither",
        "Neither may replace the other. %s %s%s"
            .formatted(here.whyNot(), there.whyNot(), settle(comparison, here, there)));
  }

  private static String settle(Comparison comparison, Side here, Side there) {
    return here.openQuestion() && there.openQuestion()
        ? " About %,d photos like these would tell.".formatted(comparison.photosToSettle())
        : "";
  }

  private static String margin() {
    return "%.0f point in a hundred".formatted(100 * Comparison.MARGIN);
  }

  private static String interval(PairedDifference difference) {
    return "strict %s, %s"
        .formatted(
            FormattedFigure.points(difference.difference().value()),
            FormattedFigure.points(difference.difference()).interval());
  }

  /** One model in the place of the other, and all that speaks for and against it. */
  private record Side(
      String name,
      String replaced,
      boolean may,
      List<String> unknown,
      PairedDifference strict,
      PairedDifference merged) {

    String why() {
      boolean better = better(strict) || better(merged);
      return "%s may replace %s: %s."
          .formatted(
              name,
              replaced,
              better
                  ? "it is better, " + evidence(better(strict) ? "strict" : "merged")
                  : "it loses at most %s, if any (%s)".formatted(margin(), interval(strict)));
    }

    String whyNot() {
      return "%s may not replace %s: %s.".formatted(name, replaced, reason());
    }

    private String reason() {
      if (!unknown.isEmpty()) {
        String more =
            unknown.size() > NAMES ? " and %d more".formatted(unknown.size() - NAMES) : "";
        return "it does not know "
            + String.join(", ", unknown.subList(0, Math.min(NAMES, unknown.size())))
            + more;
      }
      if (worse(strict) || worse(merged)) {
        return loss(worse(strict) ? "strict" : "merged");
      }
      if (strict.photos() < Comparison.FEWEST_PHOTOS) {
        return "%d photos are too few to exclude a loss of more than %s; it takes %d at least"
            .formatted(strict.photos(), margin(), Comparison.FEWEST_PHOTOS);
      }
      double loss =
          Math.min(strict.difference().interval().low(), merged.difference().interval().low());
      return "a loss of %.1f points is not excluded".formatted(-100 * loss);
    }

    /** Whether more photos could still say that it may. */
    boolean openQuestion() {
      return unknown.isEmpty() && !worse(strict) && !worse(merged);
    }

    private String evidence(String view) {
      PairedDifference shown = view.equals("strict") ? strict : merged;
      return "%s: alone right %d times against %d, %s points (%s), p %s"
          .formatted(
              view,
              shown.onlyThis(),
              shown.onlyOther(),
              FormattedFigure.points(shown.difference().value()),
              FormattedFigure.points(shown.difference()).interval(),
              FormattedFigure.pValue(shown.pValue()));
    }

    private String loss(String view) {
      PairedDifference shown = view.equals("strict") ? strict : merged;
      return "it is worse, %s: %s points, p %s"
          .formatted(
              view,
              FormattedFigure.points(shown.difference().value()),
              FormattedFigure.pValue(shown.pValue()));
    }

    private static boolean better(PairedDifference difference) {
      return difference.significant() && difference.difference().value() > 0;
    }

    private static boolean worse(PairedDifference difference) {
      return difference.significant() && difference.difference().value() < 0;
    }
  }
}
