package dev.greengrocer.cli.predict;

import dev.greengrocer.Answer;
import dev.greengrocer.ClassScore;
import dev.greengrocer.LabelSet;
import dev.greengrocer.cli.console.Printable;
import dev.greengrocer.inference.ScoredPhoto;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Results for people: under each photo its labels with a bar each, or one line a photo when only
 * the best label is asked for. Nothing depends on later photos, so that lines come at once.
 */
final class PredictionTable implements PredictionWriter {

  private static final int BAR = 24;
  private static final String EIGHTHS = " ▏▎▍▌▋▊▉";

  private final PrintWriter out;
  private final int labelWidth;
  private final int top;

  PredictionTable(PrintWriter out, LabelSet labels, int top) {
    this.out = out;
    this.labelWidth = labels.names().stream().mapToInt(PredictionTable::columns).max().orElse(0);
    this.top = top;
  }

  @Override
  public void write(ScoredPhoto photo, @Nullable Path explanation) {
    String name = Printable.line(photo.path());
    if (photo instanceof ScoredPhoto.Answered answered) {
      List<ClassScore> scores = answered.prediction().top(top);
      if (top == 1) {
        String why = explanation == null ? "" : "  why: " + explanation;
        out.print(
            "%s  %-9s  %s%s\n"
                .formatted(cells(scores.get(0)), answered.answer().decision().id(), name, why));
      } else {
        out.print(name + "\n");
        out.print("  " + verdict(answered.answer()) + "\n");
        scores.forEach(score -> out.print("  " + cells(score) + bar(score) + "\n"));
        out.print(explanation == null ? "\n" : "  why: %s\n\n".formatted(explanation));
      }
    } else if (photo instanceof ScoredPhoto.Failed failed) {
      String reason = Printable.line(PredictionWriter.reason(failed));
      out.print(
          top == 1
              ? "%s  %s: %s\n".formatted(padded("–", labelWidth + 20), name, reason)
              : "%s\n  – %s\n\n".formatted(name, reason));
    }
  }

  private static String verdict(Answer answer) {
    String names =
        answer.shortlist().stream().map(ClassScore::label).collect(Collectors.joining(" or "));
    return switch (answer.decision()) {
      case ACCEPT -> "accept: " + names;
      case SHORTLIST -> "shortlist: " + names;
      case REJECT -> "reject: " + answer.reason().words();
    };
  }

  private String cells(ClassScore score) {
    String percent = String.format(Locale.ROOT, "%5.1f %%", 100 * score.probability());
    return padded(score.label(), labelWidth) + "  " + percent;
  }

  private static String bar(ClassScore score) {
    // No bar, no blanks at the end of the line.
    int eighths = (int) Math.round(score.probability() * BAR * 8);
    String rest = eighths % 8 == 0 ? "" : EIGHTHS.substring(eighths % 8, eighths % 8 + 1);
    return eighths == 0 ? "" : "  " + "█".repeat(eighths / 8) + rest;
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - columns(text)));
  }

  // Accented letters may be two code points; only letters of double width would need more.
  private static int columns(String text) {
    String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
    return composed.codePointCount(0, composed.length());
  }
}
