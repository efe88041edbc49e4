package dev.greengrocer.cli;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.greengrocer.ClassScore;
import dev.greengrocer.inference.ScoredPhoto;
import java.io.PrintWriter;
import java.util.List;
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
  public void write(ScoredPhoto photo) {
    out.print(mapper.writeValueAsString(row(photo)));
    out.print('\n');
  }

  private Object row(ScoredPhoto photo) {
    String path = photo.path().toString();
    if (photo instanceof ScoredPhoto.Answered answered) {
      List<Score> scores = answered.prediction().top(top).stream().map(Score::of).toList();
      return new Answer(path, scores, model, PredictionWriter.milliseconds(answered));
    }
    return new Failure(path, PredictionWriter.reason((ScoredPhoto.Failed) photo));
  }

  @JsonPropertyOrder({"path", "predictions", "model", "milliseconds"})
  private record Answer(String path, List<Score> predictions, String model, double milliseconds) {}

  @JsonPropertyOrder({"label", "probability"})
  private record Score(String label, double probability) {
    static Score of(ClassScore score) {
      return new Score(score.label(), PredictionWriter.rounded(score.probability()));
    }
  }

  @JsonPropertyOrder({"path", "error"})
  private record Failure(String path, String error) {}
}
