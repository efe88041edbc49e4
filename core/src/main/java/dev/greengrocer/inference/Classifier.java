package dev.greengrocer.inference;

import dev.greengrocer.Answer;
import dev.greengrocer.InvalidModelException;
import dev.greengrocer.LabelSet;
import dev.greengrocer.Prediction;
import dev.greengrocer.image.HeatMap;
import dev.greengrocer.image.ImageTensor;
import dev.greengrocer.image.Preprocessing;
import dev.greengrocer.image.RgbImage;
import java.util.List;

/**
 * Names what photos show; {@link Models} opens one. Thread-safe; closing it releases the model
 * after the calls that have begun, and refuses others with an {@link IllegalStateException}.
 *
 * <pre>{@code
 * try (Classifier classifier = Models.open(bundle)) {
 *   Answer answer = classifier.answer(new ImageDecoder().decode(photo));
 *   switch (answer.decision()) {
 *     case ACCEPT -> System.out.println(answer.shortlist().get(0).label());
 *     case SHORTLIST -> System.out.println("One of " + answer.shortlist());
 *     case REJECT -> System.out.println("No name: " + answer.reason());
 *   }
 * }
 * }</pre>
 *
 * <p>Where the photo shows what it names, as a picture:
 *
 * <pre>{@code
 * try (Classifier classifier = Models.open(bundle)) {
 *   RgbImage image = new ImageDecoder().decode(photo);
 *   String label = classifier.classify(image).best().label();
 *   if (classifier.canExplain()) {
 *     HeatMap why = classifier.explain(image, label); // where in the photo the label is seen
 *     System.out.println(label + " " + why);
 *   }
 * }
 * }</pre>
 */
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

  /**
   * Classifies photos that went through {@link #preprocessing()} already and decides what to make
   * of each: whether to accept the best name, to show a shortlist, or to reject the photo.
   *
   * <p>A model without a decision rule of its own decides by {@link UnfittedRule}.
   *
   * @param images {@code [N, 3, S, S]}
   * @return N answers in the same order
   */
  default List<Answer> answer(ImageTensor images) {
    return classify(images).stream()
        .map(prediction -> UnfittedRule.decide(prediction, labels()))
        .toList();
  }

  /**
   * Classifies a batch of photos in one run of the network and decides what to make of each.
   *
   * @param images at least one
   * @return one answer an image, in the same order
   */
  default List<Answer> answer(List<RgbImage> images) {
    return answer(ImageTensor.concat(images.stream().map(preprocessing()::apply).toList()));
  }

  /** Classifies one photo and decides what to make of it. */
  default Answer answer(RgbImage image) {
    return answer(List.of(image)).get(0);
  }

  /** Whether it can tell what its answers rest on; most can, and older models cannot. */
  default boolean canExplain() {
    return false;
  }

  /**
   * Refuses to go on with a classifier that cannot tell what its answers rest on, before long work.
   *
   * @throws InvalidModelException if it cannot, see {@link #canExplain}
   */
  default void requireExplains() {
    if (!canExplain()) {
      throw new InvalidModelException("The model cannot explain its answers; give another model");
    }
  }

  /**
   * Answers as {@link #answer} does, and tells in the same run of the network what each answer
   * rests on.
   *
   * @param images {@code [N, 3, S, S]}, preprocessed
   * @return N answers in the same order
   * @throws InvalidModelException if it cannot tell, see {@link #canExplain}
   */
  default List<Explained> explain(ImageTensor images) {
    requireExplains();
    throw new UnsupportedOperationException("a classifier that can explain implements this");
  }

  /**
   * What speaks for a label in a photo.
   *
   * @param label a name or alias
   * @throws InvalidModelException if it cannot tell, see {@link #canExplain}
   * @throws dev.greengrocer.InvalidConfigurationException if the model does not know the label
   */
  default HeatMap explain(RgbImage image, String label) {
    return explain(preprocessing().apply(image)).get(0).activations().heatMap(label);
  }

  @Override
  void close();
}
