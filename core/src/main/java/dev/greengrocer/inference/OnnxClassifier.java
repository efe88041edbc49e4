package dev.greengrocer.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.greengrocer.Answer;
import dev.greengrocer.InvalidModelException;
import dev.greengrocer.LabelSet;
import dev.greengrocer.Prediction;
import dev.greengrocer.image.ImageStatistics;
import dev.greengrocer.image.ImageTensor;
import dev.greengrocer.image.Preprocessing;
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
 * A classifier that runs a model bundle with ONNX Runtime. Thread-safe: a call that is alone uses
 * all threads, calls at the same time use one each. Closing it waits for the calls that have begun
 * and refuses others with an {@link IllegalStateException}.
 */
final class OnnxClassifier implements NetworkClassifier {

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

  /**
   * Loads the network and checks that its input and output fit the bundle's preprocessing and
   * labels, and that the memory that it takes for a photo is bounded.
   *
   * @param threads threads that share the work of a run that is alone, at least 1
   * @throws InvalidModelException if the network cannot be loaded, does not fit, or takes more than
   *     512 MB for a photo
   */
  static OnnxClassifier open(ModelBundle bundle, int threads) {
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

  @Override
  public LabelSet labels() {
    return bundle.labels();
  }

  @Override
  public Preprocessing preprocessing() {
    return bundle.preprocessing();
  }

  @Override
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

  @Override
  public boolean canExplain() {
    return network.activations().isPresent();
  }

  @Override
  public void requireExplains() {
    if (!canExplain()) {
      throw new InvalidModelException(
          "%s: cannot explain its answers, because the network has no output '%s'; train or export the model anew with this version, with a network that ends in global average pooling and one dense layer"
              .formatted(bundle.modelFile(), NetworkShape.ACTIVATIONS));
    }
  }

  @Override
  public List<Explained> explain(ImageTensor images) {
    requireExplains();
    List<NetworkOutput> outputs = outputs(images);
    List<Answer> answers = answers(images, outputs);
    return IntStream.range(0, outputs.size())
        .mapToObj(
            i ->
                new Explained(
                    answers.get(i), activationsOf(outputs.get(i).activations().orElseThrow())))
        .toList();
  }

  @Override
  public float[][] logits(ImageTensor images) {
    return run(
        images,
        Set.of(network.logits()),
        result -> requireNumbers((float[][]) value(result, network.logits())));
  }

  @Override
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

  @Override
  public double unfamiliarity(NetworkOutput output) {
    return decider
        .map(fitted -> fitted.unfamiliarity(output))
        .orElseGet(() -> -Softmax.largest(output.logits()));
  }

  @Override
  public Answer decide(NetworkOutput output, ImageStatistics clarity) {
    return decider
        .map(fitted -> fitted.decide(output, () -> clarity))
        .orElseGet(() -> unfitted(output));
  }

  @Override
  public double acceptScore(NetworkOutput output, ImageStatistics clarity) {
    return decider
        .map(fitted -> fitted.acceptScore(output, clarity))
        .orElseGet(
            () ->
                Prediction.of(labels(), Softmax.of(output.logits(), 1))
                    .groups(labels())
                    .get(0)
                    .probability());
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
