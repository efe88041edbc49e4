package dev.greengrocer.inference;

import dev.greengrocer.Answer;
import dev.greengrocer.GreengrocerException;
import dev.greengrocer.Prediction;
import java.nio.file.Path;
import java.util.Optional;

/** What became of one photo: an answer or the reason why there is none. */
public sealed interface ScoredPhoto {

  /** The photo. */
  Path path();

  /**
   * The model answered.
   *
   * @param path the photo
   * @param answer what it shows, and what the model makes of it
   * @param activations what the answer rests on, if the scorer was asked to tell
   * @param milliseconds reading, decoding and preparing this photo, and its share of the network's
   *     run over the batch; waiting is not counted
   */
  record Answered(
      Path path, Answer answer, Optional<ClassActivations> activations, double milliseconds)
      implements ScoredPhoto {

    /** Every label with its probability. */
    public Prediction prediction() {
      return answer.prediction();
    }
  }

  /**
   * The photo could not be read or decoded.
   *
   * @param path the photo
   * @param error why, written for the person who reads it
   */
  record Failed(Path path, GreengrocerException error) implements ScoredPhoto {}
}
