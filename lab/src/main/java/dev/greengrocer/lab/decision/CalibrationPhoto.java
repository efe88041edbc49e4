package dev.greengrocer.lab.decision;

import dev.greengrocer.image.ImageStatistics;
import dev.greengrocer.inference.NetworkOutput;

/**
 * One photo that a rule is fitted on.
 *
 * @param label the class index of what it shows, or {@link #UNKNOWN}
 * @param output what the network says of it
 * @param clarity how sharp and how bright is what the network sees of it
 */
record CalibrationPhoto(int label, NetworkOutput output, ImageStatistics clarity) {

  /** The photo shows nothing that the model knows. */
  static final int UNKNOWN = -1;
}
