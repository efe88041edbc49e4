package dev.greengrocer.cli.predict;

import dev.greengrocer.Answer;
import dev.greengrocer.ClassScore;
import dev.greengrocer.files.Csv;
import dev.greengrocer.inference.ScoredPhoto;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One row a photo and rank, rank 1 the most probable; a failed photo is one row with its error. The
 * decision is that of the photo and is in each of its rows. What a spreadsheet would run, such as a
 * photo named {@code =1+1.jpg}, has an apostrophe before it.
 */
final class PredictionCsv implements PredictionWriter {

  private static final String[] COLUMNS = {
    "path",
    "rank",
    "label",
    "probability",
    "model",
    "milliseconds",
    "decision",
    "reason",
    "shortlist",
    "explanation",
    "error"
  };

  private final Csv file;
  private final String model;
  private final int top;

  PredictionCsv(PrintWriter out, String model, int top) {
    this.file = Csv.piped(out, COLUMNS);
    this.model = model;
    this.top = top;
  }

  @Override
  public void write(ScoredPhoto photo, @Nullable Path explanation) {
    if (photo instanceof ScoredPhoto.Answered answered) {
      double milliseconds = PredictionWriter.milliseconds(answered);
      Answer answer = answered.answer();
      String shortlist =
          answer.shortlist().stream().map(ClassScore::label).collect(Collectors.joining("; "));
      List<ClassScore> scores = answered.prediction().top(top);
      for (int i = 0; i < scores.size(); i++) {
        ClassScore score = scores.get(i);
        double probability = score.rounded();
        // It explains the first label.
        Object picture = i == 0 && explanation != null ? explanation : "";
        file.line(
            photo.path(),
            i + 1,
            score.label(),
            probability,
            model,
            milliseconds,
            answer.decision().id(),
            answer.reason().id(),
            shortlist,
            picture,
            "");
      }
    } else if (photo instanceof ScoredPhoto.Failed failed) {
      file.line(
          photo.path(), "", "", "", model, "", "", "", "", "", PredictionWriter.reason(failed));
    }
  }
}
