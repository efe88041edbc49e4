package dev.greengrocer.lab.evaluation;

import dev.greengrocer.Answer;
import dev.greengrocer.ClassScore;
import dev.greengrocer.LabelSet;
import dev.greengrocer.Prediction;
import dev.greengrocer.image.Preprocessing;
import dev.greengrocer.inference.UnfittedRule;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.model.ModelDescription;
import dev.greengrocer.model.Provenance;
import dev.greengrocer.statistics.Percentiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Evaluations whose right and wrong answers are written down instead of computed: {@code "110"} is
 * a model that named two photos rightly and then one wrongly.
 */
public final class MarkedExam {

  private MarkedExam() {}

  /** An evaluation on a prepared test split by a model that trained on the same data set. */
  public static EvaluationResult of(Path folder, String name, LabelSet labels, String marks)
      throws IOException {
    return of(folder, name, labels, marks, "test");
  }

  /** An evaluation on any split; every photo shows the first label. */
  public static EvaluationResult of(
      Path folder, String name, LabelSet labels, String marks, String split) throws IOException {
    List<EvaluatedPhoto> photos = new ArrayList<>();
    for (int i = 0; i < marks.length(); i++) {
      double[] probabilities = new double[labels.size()];
      probabilities[marks.charAt(i) == '1' ? 0 : labels.size() - 1] = 1;
      photos.add(
          new EvaluatedPhoto(
              "photo-%04d".formatted(i),
              labels.get(0).name(),
              Prediction.of(labels, probabilities)));
    }
    SynonymGroups groups = new SynonymGroups(labels);
    List<EvaluatedPhoto> merged = photos.stream().map(groups::merge).toList();
    List<Answer> answers =
        photos.stream().map(photo -> decide(photo.prediction(), labels)).toList();
    return new EvaluationResult(
        bundle(folder.resolve(name), name, labels),
        data(photos, split),
        new EvaluatedPhotos(photos, merged, answers),
        ClassificationMetrics.of(labels, photos),
        ClassificationMetrics.of(groups.labels(), merged),
        DecisionMetrics.of(labels, photos.stream().map(EvaluatedPhoto::label).toList(), answers),
        List.of(),
        EvaluatedSets.NONE,
        new Latency(
            1, new Percentiles(1, 1, 1), new Percentiles(2, 2, 2), 100, "a machine on paper"));
  }

  /** Two milliseconds against four. */
  public static LatencyInTurn latency() {
    return new LatencyInTurn(
        50, new Percentiles(2, 2, 2), new Percentiles(4, 4, 4), "a machine on paper");
  }

  /** Marks of pairs: both right, only this, only the other, both wrong; {@code [this, other]}. */
  public static String[] marks(int bothRight, int onlyThis, int onlyOther, int bothWrong) {
    return new String[] {
      "1".repeat(bothRight + onlyThis) + "0".repeat(onlyOther + bothWrong),
      "1".repeat(bothRight) + "0".repeat(onlyThis) + "1".repeat(onlyOther) + "0".repeat(bothWrong)
    };
  }

  /** Accepts from 90 percent on. */
  private static Answer decide(Prediction prediction, LabelSet labels) {
    ClassScore best = prediction.groups(labels).get(0);
    return best.probability() >= 0.9
        ? Answer.accept(best, prediction)
        : UnfittedRule.decide(prediction, labels);
  }

  private static EvaluationData data(List<EvaluatedPhoto> photos, String split) {
    return new EvaluationData(
        "exam",
        EvaluationData.Source.PREPARED,
        split,
        photos.stream()
            .map(photo -> new LabelledPhoto(photo.path(), Path.of(photo.path()), photo.label()))
            .toList(),
        "ab".repeat(32),
        EvaluationData.Leaks.NONE,
        List.of(),
        List.of());
  }

  private static ModelBundle bundle(Path folder, String name, LabelSet labels) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve(ModelBundle.MODEL), new byte[1_500_000]);
    ModelDescription description =
        new ModelDescription(
            name,
            "on-paper",
            labels,
            new Preprocessing(4, 4, List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0)),
            new Provenance("ab".repeat(32), "0.1.0", 1, "2026-11-23T00:00:00Z", Map.of(), Map.of()),
            List.of());
    return new ModelBundle(folder, description, "cd".repeat(32));
  }
}
