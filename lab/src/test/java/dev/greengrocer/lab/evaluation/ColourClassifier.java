package dev.greengrocer.lab.evaluation;

import dev.greengrocer.Label;
import dev.greengrocer.LabelSet;
import dev.greengrocer.Prediction;
import dev.greengrocer.image.ImageTensor;
import dev.greengrocer.image.Preprocessing;
import dev.greengrocer.inference.Classifier;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.model.ModelDescription;
import dev.greengrocer.model.Provenance;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Names photos by their mean colour: label k has the logit {@code 4 * mean of channel k % 3}, with
 * channels in {@code [0, 1]}. Red is both a red pepper and a capsicum, which are synonyms.
 */
public final class ColourClassifier implements Classifier {

  /** Red pepper, lime, blueberry, and capsicum as a synonym of the first. */
  public static final LabelSet LABELS =
      new LabelSet(
          List.of(
              new Label("red pepper", List.of("redd"), "pepper"),
              Label.of("lime"),
              Label.of("blueberry"),
              new Label("capsicum", List.of(), "pepper")));

  private static final Preprocessing PREPROCESSING =
      new Preprocessing(4, 4, List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0));

  /** A bundle that says what this classifier is. */
  public static ModelBundle bundle() {
    ModelDescription description =
        new ModelDescription(
            "colours-1",
            "colours",
            LABELS,
            PREPROCESSING,
            new Provenance("ab".repeat(32), "0.1.0", 1, "2026-11-23T00:00:00Z", Map.of(), Map.of()),
            List.of());
    return new ModelBundle(Path.of("nowhere"), description, "cd".repeat(32));
  }

  @Override
  public LabelSet labels() {
    return LABELS;
  }

  @Override
  public Preprocessing preprocessing() {
    return PREPROCESSING;
  }

  @Override
  public List<Prediction> classify(ImageTensor images) {
    int area = images.values().length / (3 * images.count());
    return IntStream.range(0, images.count())
        .mapToObj(
            image -> {
              double[] odds =
                  IntStream.range(0, LABELS.size())
                      .mapToDouble(
                          k -> Math.exp(4 * mean(images, (3 * image + k % 3) * area, area)))
                      .toArray();
              double sum = DoubleStream.of(odds).sum();
              return Prediction.of(LABELS, DoubleStream.of(odds).map(v -> v / sum).toArray());
            })
        .toList();
  }

  private static double mean(ImageTensor images, int from, int area) {
    return IntStream.range(from, from + area).mapToDouble(i -> images.values()[i]).sum() / area;
  }

  @Override
  public void close() {}
}
