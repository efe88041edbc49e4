package dev.greengrocer.cli.predict;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.greengrocer.Answer;
import dev.greengrocer.ClassScore;
import dev.greengrocer.files.Json;
import dev.greengrocer.inference.ScoredPhoto;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One JSON object a photo and line. */
final class PredictionJsonLines implements PredictionWriter {

  private final PrintWriter out;
  private final String model;
  private final int top;

  PredictionJsonLines(PrintWriter out, String model, int top) {
    this.out = out;
    this.model = model;
    this.top = top;
  }

  @Override
  public void write(ScoredPhoto photo, @Nullable Path explanation) {
    out.print(Json.MAPPER.writeValueAsString(row(photo, explanation)));
    out.print('\n');
  }

  private Object row(ScoredPhoto photo, @Nullable Path explanation) {
    String path = photo.path().toString();
    if (photo instanceof ScoredPhoto.Answered answered) {
      Answer answer = answered.answer();
      return new Row(
          path,
          answer.decision().id(),
          scores(answer.shortlist()),
          new Why(answer.reason().id(), answer.reason().words()),
          scores(answered.prediction().top(top)),
          model,
          PredictionWriter.milliseconds(answered),
          explanation == null ? null : explanation.toString());
    }
    return new Failure(path, PredictionWriter.reason((ScoredPhoto.Failed) photo));
  }

  private static List<Score> scores(List<ClassScore> scores) {
    return scores.stream().map(Score::of).toList();
  }

  @JsonPropertyOrder({
    "path",
    "decision",
    "shortlist",
    "reason",
    "predictions",
    "model",
    "milliseconds",
    "explanation"
  })
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Row(
      String path,
      String decision,
      List<Score> shortlist,
      Why reason,
      List<Score> predictions,
      String model,
      double milliseconds,
      @Nullable String explanation) {}

  @JsonPropertyOrder({"id", "words"})
  private record Why(String id, String words) {}

  @JsonPropertyOrder({"label", "probability"})
  private record Score(String label, double probability) {
    static Score of(ClassScore score) {
      return new Score(score.label(), score.rounded());
    }
  }

  @JsonPropertyOrder({"path", "error"})
  private record Failure(String path, String error) {}
}
