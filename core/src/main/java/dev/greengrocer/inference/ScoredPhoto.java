package dev.greengrocer.inference;

import dev.greengrocer.GreengrocerException;
import dev.greengrocer.Prediction;
import java.nio.file.Path;

/** What became of one photo: an answer or the reason why there is none. */
public sealed interface ScoredPhoto {

  /** The photo. */
  Path path();

  /**
   * The model answered.
   *
   * @param path the photo
   * @param prediction what it shows
   * @param milliseconds reading, decoding and preparing this photo, and its share of the network's
   *     run over the batch; waiting is not counted
   */
  record Answered(Path path, Prediction prediction, double milliseconds) implements ScoredPhoto {}

  /**
   * The photo could not be read or decoded.
   *
   * @param path the photo
   * @param error why, written for the person who reads it
   */
  record Failed(Path path, GreengrocerException error) implements ScoredPhoto {}
}
