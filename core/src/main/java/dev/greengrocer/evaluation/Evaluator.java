package dev.greengrocer.evaluation;

import dev.greengrocer.InvalidImageException;
import dev.greengrocer.LabelSet;
import dev.greengrocer.image.ImageDecoder;
import dev.greengrocer.inference.BatchScorer;
import dev.greengrocer.inference.Classifier;
import dev.greengrocer.inference.ScoredPhoto;
import dev.greengrocer.model.ModelBundle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Measures a model as it is shipped: its bundle, in ONNX Runtime, with its own preprocessing.
 * Thread-safe if the classifier is.
 */
public final class Evaluator {

  private final ModelBundle bundle;
  private final Classifier classifier;

  /**
   * Borrows a classifier; whoever opened it closes it.
   *
   * @param bundle the model that the classifier runs
   */
  public Evaluator(ModelBundle bundle, Classifier classifier) {
    this.bundle = bundle;
    this.classifier = classifier;
  }

  /**
   * Classifies every photo and compares the answers with the truth.
   *
   * @param progress told after each photo how many are done
   * @throws InvalidImageException if a photo cannot be decoded: figures over the others would be
   *     about other data than they claim
   */
  public EvaluationResult evaluate(EvaluationData data, LongConsumer progress) {
    long start = System.nanoTime();
    List<EvaluatedPhoto> photos = score(data.photos(), progress);
    double seconds = (System.nanoTime() - start) / 1e9;

    LabelSet labels = classifier.labels();
    SynonymGroups groups = new SynonymGroups(labels);
    List<EvaluatedPhoto> merged = photos.stream().map(groups::merge).toList();
    return new EvaluationResult(
        bundle,
        data,
        photos,
        merged,
        ClassificationMetrics.of(labels, photos),
        ClassificationMetrics.of(groups.labels(), merged),
        new LatencyProbe(classifier).measure(data.photos(), photos.size() / seconds));
  }

  private List<EvaluatedPhoto> score(List<LabelledPhoto> photos, LongConsumer progress) {
    List<EvaluatedPhoto> evaluated = new ArrayList<>(photos.size());
    Iterator<Path> files = photos.stream().map(LabelledPhoto::file).iterator();
    new BatchScorer(classifier, new ImageDecoder())
        .score(
            files,
            answer -> {
              evaluated.add(evaluated(photos.get(evaluated.size()), answer));
              progress.accept(evaluated.size());
            });
    return evaluated;
  }

  private static EvaluatedPhoto evaluated(LabelledPhoto photo, ScoredPhoto answer) {
    if (answer instanceof ScoredPhoto.Failed failed) {
      throw failed.error();
    }
    ScoredPhoto.Answered answered = (ScoredPhoto.Answered) answer;
    return new EvaluatedPhoto(photo.path(), photo.label(), answered.prediction());
  }
}
