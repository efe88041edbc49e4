package dev.greengrocer.inference;

import dev.greengrocer.LabelSet;
import dev.greengrocer.Prediction;
import dev.greengrocer.image.ImageTensor;
import dev.greengrocer.image.Preprocessing;
import dev.greengrocer.image.RgbImage;
import java.util.List;

/** Names what photos show. Thread-safe; closing it releases the model. */
public interface Classifier extends AutoCloseable {

  /** The labels that it can answer, in class-index order. */
  LabelSet labels();

  /** How a photo becomes its input. */
  Preprocessing preprocessing();

  /**
   * Classifies photos that went through {@link #preprocessing()} already, in one run of the
   * network.
   *
   * @param images {@code [N, 3, S, S]}
   * @return N predictions in the same order
   */
  List<Prediction> classify(ImageTensor images);

  /**
   * Classifies a batch of photos in one run of the network.
   *
   * @param images at least one
   * @return one prediction an image, in the same order
   */
  default List<Prediction> classify(List<RgbImage> images) {
    return classify(ImageTensor.concat(images.stream().map(preprocessing()::apply).toList()));
  }

  /** Classifies one photo. */
  default Prediction classify(RgbImage image) {
    return classify(List.of(image)).get(0);
  }

  @Override
  void close();
}
