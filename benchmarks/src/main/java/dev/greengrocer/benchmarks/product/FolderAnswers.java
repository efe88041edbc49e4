package dev.greengrocer.benchmarks.product;

import dev.greengrocer.benchmarks.worker.Round;
import dev.greengrocer.benchmarks.worker.WorkerMain;
import dev.greengrocer.image.ImageDecoder;
import dev.greengrocer.inference.BatchScorer;
import dev.greengrocer.inference.Classifier;
import dev.greengrocer.inference.Models;
import dev.greengrocer.inference.ScoredPhoto;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A folder of photos to answers, as {@code predict} scores it. */
public final class FolderAnswers {

  private FolderAnswers() {}

  /**
   * Performs.
   *
   * @param arguments model bundle, folder
   */
  public static void main(String[] arguments) throws Exception {
    Classifier classifier = Models.open(Path.of(arguments[0]));
    BatchScorer scorer = new BatchScorer(classifier, new ImageDecoder());
    List<Path> photos;
    try (Stream<Path> files = Files.list(Path.of(arguments[1]))) {
      photos = files.sorted().toList();
    }
    WorkerMain.perform(
        () ->
            () ->
                Round.timed(
                    photos.size(),
                    () -> {
                      List<String> answers = new ArrayList<>();
                      scorer.score(
                          photos.iterator(), photo -> answers.add(label(classifier, photo)));
                      return String.join(",", answers);
                    }));
    classifier.close();
  }

  private static String label(Classifier classifier, ScoredPhoto photo) {
    return photo instanceof ScoredPhoto.Answered answered
        ? String.valueOf(classifier.labels().indexOf(answered.answer().prediction().best().label()))
        : "unreadable";
  }
}
