package dev.greengrocer.lab.evaluation;

import dev.greengrocer.Answer;
import dev.greengrocer.Decision;
import dev.greengrocer.InvalidDatasetException;
import dev.greengrocer.Reason;
import dev.greengrocer.image.ImageDecoder;
import dev.greengrocer.inference.NetworkClassifier;
import dev.greengrocer.inference.NetworkScan;
import dev.greengrocer.statistics.Auroc;
import dev.greengrocer.statistics.Proportion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/** Shows a model photos without produce, and measures how well it tells them from others. */
public final class OodEvaluator {

  private final NetworkClassifier classifier;

  /** Borrows a classifier; its owner closes it. */
  public OodEvaluator(NetworkClassifier classifier) {
    this.classifier = classifier;
  }

  /**
   * Measures.
   *
   * @param name what to call the photos without produce
   * @param photos without produce
   * @param produce photos of known kinds to tell them from
   * @param progress told after each photo of either sort how many are done
   * @throws InvalidDatasetException if there is no photo without produce
   * @throws dev.greengrocer.InvalidImageException if a photo cannot be decoded
   */
  public OodMetrics evaluate(
      String name, List<Path> photos, List<LabelledPhoto> produce, LongConsumer progress) {
    if (photos.isEmpty()) {
      throw new InvalidDatasetException(name + ": no photo there; give a folder that holds some");
    }
    Scores strange = scan(photos, progress, 0);
    Scores familiar =
        scan(produce.stream().map(LabelledPhoto::file).toList(), progress, photos.size());
    Map<Reason, Long> rejected = new EnumMap<>(Reason.class);
    strange.answers.stream()
        .filter(answer -> answer.decision() == Decision.REJECT)
        .forEach(answer -> rejected.merge(answer.reason(), 1L, Long::sum));
    return new OodMetrics(
        name,
        strange.share(Decision.ACCEPT),
        strange.share(Decision.SHORTLIST),
        rejected,
        Auroc.of(familiar.unfamiliarity(), strange.unfamiliarity()),
        Auroc.of(familiar.doubt(), strange.doubt()));
  }

  private Scores scan(List<Path> photos, LongConsumer progress, long done) {
    Scores scores = new Scores(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    new NetworkScan(classifier, new ImageDecoder())
        .scan(
            photos,
            photo -> {
              Answer answer = classifier.decide(photo.output(), photo.clarity());
              scores.answers.add(answer);
              scores.unfamiliarities.add(classifier.unfamiliarity(photo.output()));
              scores.doubts.add(
                  1 - answer.prediction().groups(classifier.labels()).get(0).probability());
              progress.accept(done + scores.answers.size());
            });
    return scores;
  }

  private record Scores(List<Answer> answers, List<Double> unfamiliarities, List<Double> doubts) {

    Proportion share(Decision decision) {
      long made = answers.stream().filter(answer -> answer.decision() == decision).count();
      return new Proportion(made, answers.size());
    }

    double[] unfamiliarity() {
      return unfamiliarities.stream().mapToDouble(Double::doubleValue).toArray();
    }

    double[] doubt() {
      return doubts.stream().mapToDouble(Double::doubleValue).toArray();
    }
  }
}
