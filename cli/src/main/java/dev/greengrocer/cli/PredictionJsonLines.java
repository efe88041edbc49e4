package dev.greengrocer.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.greengrocer.ClassScore;
import dev.greengrocer.inference.ScoredPhoto;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** One JSON object a photo and line. */
final class PredictionJsonLines implements PredictionWriter {

  private final JsonMapper mapper = new JsonMapper();
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
    out.print(mapper.writeValueAsString(row(photo, explanation)));
    out.print('\n');
  }

  private Object row(ScoredPhoto photo, @Nullable Path explanation) {
    String path = photo.path().toString();
    if (photo instanceof ScoredPhoto.Answered answered) {
      List<Score> scores = answered.prediction().top(top).stream().map(Score::of).toList();
      return new Answer(
          path,
          scores,
          model,
          PredictionWriter.milliseconds(answered),
          explanation == null ? null : explanation.toString());
    }
    return new Failure(path, PredictionWriter.reason((ScoredPhoto.Failed) photo));
  }

  @JsonPropertyOrder({"path", "predictions", "model", "milliseconds", "explanation"})
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Answer(
      String path,
      List<Score> predictions,
      String model,
      double milliseconds,
      @Nullable String explanation) {}

  @JsonPropertyOrder({"label", "probability"})
  private record Score(String label, double probability) {
    static Score of(ClassScore score) {
      return new Score(score.label(), PredictionWriter.rounded(score.probability()));
    }
  }

  @JsonPropertyOrder({"path", "error"})
  private record Failure(String path, String error) {}
}
