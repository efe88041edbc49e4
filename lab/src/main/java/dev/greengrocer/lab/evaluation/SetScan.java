package dev.greengrocer.lab.evaluation;

import dev.greengrocer.Answer;
import dev.greengrocer.Decision;
import dev.greengrocer.image.ImageDecoder;
import dev.greengrocer.inference.NetworkClassifier;
import dev.greengrocer.inference.NetworkScan;
import dev.greengrocer.statistics.Proportion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * What a model makes of the photos of one set: lists in the order of the photos.
 *
 * @param answers what it decides
 * @param acceptScores how much speaks for the first name, see {@link NetworkClassifier#acceptScore}
 * @param unfamiliarities how unlike all that the model has learnt a photo is
 * @param doubts 1 less the probability of the best group of synonyms
 */
record SetScan(
    List<Answer> answers,
    List<Double> acceptScores,
    List<Double> unfamiliarities,
    List<Double> doubts) {

  /**
   * Shows the photos to a model.
   *
   * @param progress told after each photo how many of these are done
   * @throws dev.greengrocer.InvalidImageException if a photo cannot be decoded
   */
  static SetScan of(NetworkClassifier classifier, List<Path> photos, IntConsumer progress) {
    SetScan scan =
        new SetScan(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    new NetworkScan(classifier, new ImageDecoder())
        .scan(
            photos,
            photo -> {
              Answer answer = classifier.decide(photo.output(), photo.clarity());
              scan.answers.add(answer);
              scan.acceptScores.add(classifier.acceptScore(photo.output(), photo.clarity()));
              scan.unfamiliarities.add(classifier.unfamiliarity(photo.output()));
              scan.doubts.add(
                  1 - answer.prediction().groups(classifier.labels()).get(0).probability());
              progress.accept(scan.answers.size());
            });
    return scan;
  }

  Proportion share(Decision decision) {
    long made = answers.stream().filter(answer -> answer.decision() == decision).count();
    return new Proportion(made, answers.size());
  }
}
