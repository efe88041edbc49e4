package dev.greengrocer.lab.evaluation;

import dev.greengrocer.Answer;
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
import java.util.stream.IntStream;

/**
 * Measures a model as it is shipped: its bundle, in ONNX Runtime, with its own preprocessing.
 * Thread-safe if the classifier is.
 *
 * <pre>{@code
 * ModelBundle model = ModelBundles.open(bundle);
 * EvaluationData photosToName =
 *     new EvaluationDataReader(model.labels(), false).read(data, Split.TEST);
 * try (Classifier classifier = Models.open(model);
 *     ReportFolder report = ReportFolder.open(out, EvaluationReport.METRICS)) {
 *   EvaluationResult result =
 *       new Evaluator(model, classifier).evaluate(photosToName, done -> {});
 *   System.out.println(result.strict().top1().value());
 *   EvaluationReport.write(result, null, report);
 *   report.moveIntoPlace();
 * }
 * }</pre>
 */
public final class Evaluator {

  private final ModelBundle bundle;
  private final Classifier classifier;

  /**
   * Borrows a classifier; its owner closes it.
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
    List<Answer> answers = score(data.photos(), progress);
    return result(data, answers, (System.nanoTime() - start) / 1e9);
  }

  /**
   * Compares answers with the truth.
   *
   * @param answers one for each photo of the data, in their order
   * @param seconds that they took, decoding included
   */
  EvaluationResult result(EvaluationData data, List<Answer> answers, double seconds) {
    List<EvaluatedPhoto> photos =
        IntStream.range(0, answers.size())
            .mapToObj(i -> evaluated(data.photos().get(i), answers.get(i)))
            .toList();
    LabelSet labels = classifier.labels();
    SynonymGroups groups = new SynonymGroups(labels);
    List<EvaluatedPhoto> merged = photos.stream().map(groups::merge).toList();
    return new EvaluationResult(
        bundle,
        data,
        new EvaluatedPhotos(photos, merged, answers),
        ClassificationMetrics.of(labels, photos),
        ClassificationMetrics.of(groups.labels(), merged),
        DecisionMetrics.of(labels, photos.stream().map(EvaluatedPhoto::label).toList(), answers),
        List.of(),
        EvaluatedSets.NONE,
        new LatencyProbe(classifier).measure(data.photos(), photos.size() / seconds));
  }

  /** The model's answer to each photo, in their order. */
  List<Answer> score(List<LabelledPhoto> photos, LongConsumer progress) {
    List<Answer> answers = new ArrayList<>(photos.size());
    Iterator<Path> files = photos.stream().map(LabelledPhoto::file).iterator();
    new BatchScorer(classifier, new ImageDecoder())
        .score(
            files,
            photo -> {
              answers.add(answer(photo));
              progress.accept(answers.size());
            });
    return answers;
  }

  Classifier classifier() {
    return classifier;
  }

  private static Answer answer(ScoredPhoto photo) {
    if (photo instanceof ScoredPhoto.Failed failed) {
      throw failed.error();
    }
    return ((ScoredPhoto.Answered) photo).answer();
  }

  private static EvaluatedPhoto evaluated(LabelledPhoto photo, Answer answer) {
    return new EvaluatedPhoto(photo.path(), photo.label(), answer.prediction());
  }
}
