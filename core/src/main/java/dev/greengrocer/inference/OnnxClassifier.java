package dev.greengrocer.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.greengrocer.Answer;
import dev.greengrocer.InvalidModelException;
import dev.greengrocer.LabelSet;
import dev.greengrocer.Prediction;
import dev.greengrocer.image.HeatMap;
import dev.greengrocer.image.ImageStatistics;
import dev.greengrocer.image.ImageTensor;
import dev.greengrocer.image.Preprocessing;
import dev.greengrocer.image.RgbImage;
import dev.greengrocer.model.DecisionRule;
import dev.greengrocer.model.FeatureSpace;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.model.ModelBundles;
import dev.greengrocer.model.OnnxGraph;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A classifier that runs a model bundle with ONNX Runtime, and that also gives logits, features and
 * heat maps. {@link Models} opens one where answers are enough; this class is public for those who
 * calibrate, explain or compare models. Thread-safe: a call that is alone uses all threads, calls
 * at the same time use one each. Closing it waits for the calls that have begun and refuses others
 * with an {@link IllegalStateException}.
 *
 * <pre>{@code
 * try (OnnxClassifier classifier = OnnxClassifier.open(ModelBundles.open(bundle))) {
 *   RgbImage image = new ImageDecoder().decode(photo);
 *   String label = classifier.classify(image).best().label();
 *   if (classifier.canExplain()) {
 *     HeatMap why = classifier.explain(image, label); // where in the photo the label is seen
 *     System.out.println(label + " " + why);
 *   }
 * }
 * }</pre>
 */
public final class OnnxClassifier implements Classifier {

  private final ModelBundle bundle;
  private final OrtEnvironment environment;
  private final Sessions sessions;
  private final NetworkShape network;
  private final Optional<Decider> decider;

  private OnnxClassifier(
      ModelBundle bundle, OrtEnvironment environment, Sessions sessions, NetworkShape network) {
    this.decider = decider(bundle, network);
    this.bundle = bundle;
    this.environment = environment;
    this.sessions = sessions;
    this.network = network;
  }

  private static Optional<Decider> decider(ModelBundle bundle, NetworkShape network) {
    Optional<FeatureSpace> space = ModelBundles.featureSpace(bundle);
    if (space.isPresent() && network.features().isEmpty()) {
      throw new InvalidModelException(
          "%s: %s decides by features, but the network has no output '%s'; calibrate or export the model anew"
              .formatted(bundle.modelFile(), ModelBundle.METADATA, NetworkShape.FEATURES));
    }
    return bundle.decision().map(rule -> new Decider(bundle.labels(), rule, space));
  }

  /** Opens a bundle with as many threads as the machine has processors. */
  public static OnnxClassifier open(ModelBundle bundle) {
    return open(bundle, Runtime.getRuntime().availableProcessors());
  }

  /**
   * Loads the network and checks that its input and output fit the bundle's preprocessing and
   * labels, and that the memory that it takes for a photo is bounded.
   *
   * @param threads threads that share the work of a run that is alone, at least 1
   * @throws InvalidModelException if the network cannot be loaded, does not fit, or takes more than
   *     512 MB for a photo
   */
  public static OnnxClassifier open(ModelBundle bundle, int threads) {
    OnnxGraph graph = ModelBundles.network(bundle);
    OrtEnvironment environment = OnnxRuntimeLibrary.environment();
    try {
      NetworkMemory.require(environment, bundle, graph);
      Sessions sessions = new Sessions(environment, bundle.modelFile(), threads);
      try {
        NetworkShape network = NetworkShape.of(sessions.any(), bundle);
        return new OnnxClassifier(bundle, environment, sessions, network);
      } catch (OrtException | RuntimeException e) {
        sessions.close();
        throw e;
      }
    } catch (OrtException e) {
      throw new InvalidModelException(
          "%s: ONNX Runtime cannot load it (%s); export the model anew"
              .formatted(bundle.modelFile(), e.getMessage()),
          e);
    }
  }

  /**
   * Loads ONNX Runtime, if it is not loaded yet, and asks for its version.
   *
   * @throws LinkageError if the library cannot be loaded on this machine
   */
  public static String runtimeVersion() {
    return OnnxRuntimeLibrary.environment().getVersion();
  }

  @Override
  public LabelSet labels() {
    return bundle.labels();
  }

  @Override
  public Preprocessing preprocessing() {
    return bundle.preprocessing();
  }

  /** The model that answers. */
  public ModelBundle bundle() {
    return bundle;
  }

  @Override
  public List<Prediction> classify(ImageTensor images) {
    double temperature = bundle.decision().map(DecisionRule::temperature).orElse(1.0);
    return Arrays.stream(logits(images))
        .map(logits -> Prediction.of(labels(), Softmax.of(logits, temperature)))
        .toList();
  }

  @Override
  public List<Answer> answer(ImageTensor images) {
    return answers(images, outputs(images));
  }

  /** Whether the network tells what its answers rest on. */
  public boolean canExplain() {
    return network.activations().isPresent();
  }

  /**
   * Answers as {@link #answer} does, and tells in the same run of the network what each answer
   * rests on.
   *
   * @param images {@code [N, 3, S, S]}, preprocessed
   * @return N answers in the same order
   * @throws InvalidModelException if the network cannot tell, see {@link #canExplain}
   */
  public List<Explained> explain(ImageTensor images) {
    requireActivations();
    List<NetworkOutput> outputs = outputs(images);
    List<Answer> answers = answers(images, outputs);
    return IntStream.range(0, outputs.size())
        .mapToObj(
            i ->
                new Explained(
                    answers.get(i), activationsOf(outputs.get(i).activations().orElseThrow())))
        .toList();
  }

  /**
   * What speaks for a label in a photo.
   *
   * @param label a name or alias
   * @throws InvalidModelException if the network cannot tell, see {@link #canExplain}
   * @throws dev.greengrocer.InvalidConfigurationException if the model does not know the label
   */
  public HeatMap explain(RgbImage image, String label) {
    return explain(preprocessing().apply(image)).get(0).activations().heatMap(label);
  }

  /**
   * What the network itself answers.
   *
   * @param images {@code [N, 3, S, S]}, preprocessed
   * @return {@code [N][K]} logits
   * @throws InvalidModelException if one of them is no number
   */
  public float[][] logits(ImageTensor images) {
    return run(
        images,
        Set.of(network.logits()),
        result -> requireNumbers((float[][]) value(result, network.logits())));
  }

  /**
   * All that the network itself says of each photo: its logits and whatever else it tells.
   *
   * @param images {@code [N, 3, S, S]}, preprocessed
   * @return N outputs in the same order
   * @throws InvalidModelException if a logit is no number
   */
  public List<NetworkOutput> outputs(ImageTensor images) {
    Set<String> names =
        Stream.of(Optional.of(network.logits()), network.features(), network.activations())
            .flatMap(Optional::stream)
            .collect(Collectors.toSet());
    return run(
        images,
        names,
        result -> {
          float[][] logits = requireNumbers((float[][]) value(result, network.logits()));
          Optional<float[][]> features = optional(result, network.features(), float[][].class);
          Optional<float[][][][]> activations =
              optional(result, network.activations(), float[][][][].class);
          return IntStream.range(0, logits.length)
              .mapToObj(
                  i ->
                      new NetworkOutput(
                          logits[i],
                          features.map(rows -> rows[i]),
                          activations.map(maps -> maps[i])))
              .toList();
        });
  }

  /**
   * How unlike all that the model has learnt a photo is: the more, the larger. Without a decision
   * rule it is the largest logit alone, with its sign turned.
   */
  public double unfamiliarity(NetworkOutput output) {
    return decider
        .map(fitted -> fitted.unfamiliarity(output))
        .orElseGet(() -> -Softmax.largest(output.logits()));
  }

  /**
   * Decides what to make of a photo that the network has seen.
   *
   * @param clarity how sharp and how bright is what the network saw of it
   */
  public Answer decide(NetworkOutput output, ImageStatistics clarity) {
    return decider
        .map(fitted -> fitted.decide(output, () -> clarity))
        .orElseGet(() -> unfitted(output));
  }

  private List<Answer> answers(ImageTensor images, List<NetworkOutput> outputs) {
    return IntStream.range(0, outputs.size())
        .mapToObj(
            i ->
                decider
                    .map(fitted -> fitted.decide(outputs.get(i), () -> clarity(images, i)))
                    .orElseGet(() -> unfitted(outputs.get(i))))
        .toList();
  }

  /** Throws the reason why nothing can be explained, if there is one. */
  void requireActivations() {
    if (!canExplain()) {
      throw new InvalidModelException(
          "%s: cannot explain its answers, because the network has no output '%s'; train or export the model anew with this version, with a network that ends in global average pooling and one dense layer"
              .formatted(bundle.modelFile(), NetworkShape.ACTIVATIONS));
    }
  }

  private ImageStatistics clarity(ImageTensor images, int index) {
    return ImageStatistics.of(preprocessing().pixels(images, index));
  }

  private Answer unfitted(NetworkOutput output) {
    return UnfittedRule.decide(Prediction.of(labels(), Softmax.of(output.logits(), 1)), labels());
  }

  /** Out of anything else probabilities, decisions and figures would come that mean nothing. */
  private float[][] requireNumbers(float[][] logits) {
    for (float[] row : logits) {
      for (int i = 0; i < row.length; i++) {
        if (!Float.isFinite(row[i])) {
          throw new InvalidModelException(
              "%s: the network answers %s for '%s'; its weights are damaged or too large; train or export the model anew"
                  .formatted(bundle.modelFile(), row[i], labels().get(i).name()));
        }
      }
    }
    return logits;
  }

  private ClassActivations activationsOf(float[][][] maps) {
    return new ClassActivations(labels(), preprocessing(), maps);
  }

  /** Runs the network and reads the outputs asked for before their memory is released. */
  private <T> T run(ImageTensor images, Set<String> outputs, ResultReader<T> reader) {
    try (OnnxTensor tensor =
        OnnxTensor.createTensor(environment, FloatBuffer.wrap(images.values()), images.shape())) {
      return sessions.run(
          session -> {
            try (OrtSession.Result result = session.run(Map.of(network.input(), tensor), outputs)) {
              return reader.read(result);
            }
          });
    } catch (OrtException e) {
      throw new InvalidModelException(
          "%s: ONNX Runtime cannot run it on input %s (%s)"
              .formatted(bundle.modelFile(), Arrays.toString(images.shape()), e.getMessage()),
          e);
    }
  }

  private static Object value(OrtSession.Result result, String output) throws OrtException {
    return result.get(output).orElseThrow().getValue();
  }

  private static <T> Optional<T> optional(
      OrtSession.Result result, Optional<String> output, Class<T> type) throws OrtException {
    return output.isEmpty()
        ? Optional.empty()
        : Optional.of(type.cast(value(result, output.get())));
  }

  private interface ResultReader<T> {
    T read(OrtSession.Result result) throws OrtException;
  }

  @Override
  public void close() {
    sessions.close();
  }
}
