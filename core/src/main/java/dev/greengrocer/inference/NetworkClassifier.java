package dev.greengrocer.inference;

import dev.greengrocer.Answer;
import dev.greengrocer.InvalidModelException;
import dev.greengrocer.image.ImageStatistics;
import dev.greengrocer.image.ImageTensor;
import dev.greengrocer.model.ModelBundle;
import java.util.List;

/**
 * A classifier of which the network itself can be asked, for code that fits, measures or compares
 * models; answers alone need a {@link Classifier}. {@link Models#openNetwork} opens one. As
 * thread-safe as every classifier.
 *
 * <pre>{@code
 * try (NetworkClassifier classifier = Models.openNetwork(ModelBundles.open(bundle))) {
 *   RgbImage image = new ImageDecoder().decode(photo);
 *   NetworkOutput output = classifier.outputs(classifier.preprocessing().apply(image)).get(0);
 *   System.out.println("unlike all that it knows by " + classifier.unfamiliarity(output));
 * }
 * }</pre>
 */
public interface NetworkClassifier extends Classifier {

  /** The model that answers. */
  ModelBundle bundle();

  /**
   * What the network itself answers.
   *
   * @param images {@code [N, 3, S, S]}, preprocessed
   * @return {@code [N][K]} logits
   * @throws InvalidModelException if one of them is no number
   */
  float[][] logits(ImageTensor images);

  /**
   * All that the network itself says of each photo: its logits and whatever else it tells.
   *
   * @param images {@code [N, 3, S, S]}, preprocessed
   * @return N outputs in the same order
   * @throws InvalidModelException if a logit is no number
   */
  List<NetworkOutput> outputs(ImageTensor images);

  /**
   * How unlike all that the model has learnt a photo is: the more, the larger. Without a decision
   * rule it is the largest logit alone, with its sign turned.
   */
  double unfamiliarity(NetworkOutput output);

  /**
   * Decides what to make of a photo that the network has seen.
   *
   * @param clarity how sharp and how bright is what the network saw of it
   */
  Answer decide(NetworkOutput output, ImageStatistics clarity);

  /**
   * How much speaks for the first group of synonyms by the model's rule of decision: photos that it
   * accepts score highest, and those that it would accept next if it were less strict follow.
   *
   * @param clarity how sharp and how bright is what the network saw of the photo
   * @return in {@code [-1, 1]}: the probability that the rule compares, less 1 when the photo is
   *     kept from being accepted by anything else, such as being unfamiliar. A model without a rule
   *     gives the probability as it is
   */
  double acceptScore(NetworkOutput output, ImageStatistics clarity);
}
