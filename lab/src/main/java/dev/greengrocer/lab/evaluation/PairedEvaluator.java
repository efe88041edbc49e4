package dev.greengrocer.lab.evaluation;

import dev.greengrocer.Answer;
import dev.greengrocer.image.ImageDecoder;
import dev.greengrocer.inference.PairedScorer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/**
 * Measures two models on the same photos, each as {@link Evaluator} measures it alone. A photo that
 * both are measured on is read and decoded once for both. Thread-safe if the classifiers are.
 */
public final class PairedEvaluator {

  private final Evaluator first;
  private final Evaluator second;

  /** Measures what each of two evaluators measures. */
  public PairedEvaluator(Evaluator first, Evaluator second) {
    this.first = first;
    this.second = second;
  }

  /** How many different photos there are in two sets. */
  public static long photos(EvaluationData first, EvaluationData second) {
    Set<Path> files = files(first);
    files.addAll(files(second));
    return files.size();
  }

  /**
   * Classifies every photo and compares the answers with the truth.
   *
   * @param ofFirst the photos by the labels of the first model
   * @param ofSecond the photos by the labels of the second model
   * @param progress told after each photo how many are done
   * @throws dev.greengrocer.InvalidImageException if a photo cannot be decoded
   */
  public Results evaluate(EvaluationData ofFirst, EvaluationData ofSecond, LongConsumer progress) {
    Scored scored = new Scored(progress);
    Set<Path> inFirst = files(ofFirst);
    Set<Path> inSecond = files(ofSecond);
    scored.both(
        ofFirst.photos().stream().map(LabelledPhoto::file).filter(inSecond::contains).toList());
    double secondsOfFirst =
        scored.alone(
            first,
            ofFirst.photos().stream().filter(photo -> !inSecond.contains(photo.file())).toList(),
            scored.first);
    double secondsOfSecond =
        scored.alone(
            second,
            ofSecond.photos().stream().filter(photo -> !inFirst.contains(photo.file())).toList(),
            scored.second);
    return new Results(
        first.result(
            ofFirst, answers(ofFirst, scored.first), scored.secondsOfFirst() + secondsOfFirst),
        second.result(
            ofSecond,
            answers(ofSecond, scored.second),
            scored.secondsOfSecond() + secondsOfSecond));
  }

  private static Set<Path> files(EvaluationData data) {
    return data.photos().stream().map(LabelledPhoto::file).collect(Collectors.toSet());
  }

  private static List<Answer> answers(EvaluationData data, Map<Path, Answer> answers) {
    return data.photos().stream().map(photo -> answers.get(photo.file())).toList();
  }

  /**
   * What was measured.
   *
   * @param first of the first model
   * @param second of the second model
   */
  public record Results(EvaluationResult first, EvaluationResult second) {}

  /** The answers as they come, and how long they took. */
  private final class Scored {

    private final Map<Path, Answer> first = new HashMap<>();
    private final Map<Path, Answer> second = new HashMap<>();
    private final LongConsumer progress;
    private double seconds;
    private double busyPreparing;
    private double busyFirst;
    private double busySecond;
    private long done;

    Scored(LongConsumer progress) {
      this.progress = progress;
    }

    void both(List<Path> photos) {
      long start = System.nanoTime();
      new PairedScorer(
              PairedEvaluator.this.first.classifier(),
              PairedEvaluator.this.second.classifier(),
              new ImageDecoder())
          .score(photos.iterator(), this::add);
      seconds = (System.nanoTime() - start) / 1e9;
    }

    private void add(PairedScorer.Pair pair) {
      first.put(pair.photo(), pair.first());
      second.put(pair.photo(), pair.second());
      busyPreparing += pair.times().prepare();
      busyFirst += pair.times().first();
      busySecond += pair.times().second();
      progress.accept(++done);
    }

    double alone(Evaluator evaluator, List<LabelledPhoto> photos, Map<Path, Answer> answers) {
      long start = System.nanoTime();
      long before = done;
      List<Answer> scored =
          evaluator.score(
              photos,
              count -> {
                done = before + count;
                progress.accept(done);
              });
      for (int i = 0; i < scored.size(); i++) {
        answers.put(photos.get(i).file(), scored.get(i));
      }
      return (System.nanoTime() - start) / 1e9;
    }

    double secondsOfFirst() {
      return share(busyFirst);
    }

    double secondsOfSecond() {
      return share(busySecond);
    }

    /** The time that one model would have taken: all but what the threads did for the other. */
    private double share(double busy) {
      double all = busyPreparing + busyFirst + busySecond;
      return all == 0 ? 0 : seconds * (busyPreparing + busy) / all;
    }
  }
}
