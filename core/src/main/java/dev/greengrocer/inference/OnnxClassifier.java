package dev.greengrocer.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import dev.greengrocer.Answer;
import dev.greengrocer.InvalidModelException;
import dev.greengrocer.LabelSet;
import dev.greengrocer.Prediction;
import dev.greengrocer.image.HeatMap;
import dev.greengrocer.image.ImageTensor;
import dev.greengrocer.image.Preprocessing;
import dev.greengrocer.image.RgbImage;
import dev.greengrocer.model.ModelBundle;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Runs a model bundle with ONNX Runtime. Thread-safe: calls may run at the same time and share the
 * threads of the session. Close it only when no call is running.
 */
public final class OnnxClassifier implements Classifier {

  private final ModelBundle bundle;
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final NetworkShape network;

  private OnnxClassifier(
      ModelBundle bundle, OrtEnvironment environment, OrtSession session, NetworkShape network) {
    this.bundle = bundle;
    this.environment = environment;
    this.session = session;
    this.network = network;
  }

  /** Opens a bundle with as many threads as the machine has processors. */
  public static OnnxClassifier open(ModelBundle bundle) {
    return open(bundle, Runtime.getRuntime().availableProcessors());
  }

  /**
   * Loads the network and checks that its input and output fit the bundle's preprocessing and
   * labels.
   *
   * @param threads threads that share the work of one run, at least 1
   * @throws InvalidModelException if the network cannot be loaded or does not fit
   */
  public static OnnxClassifier open(ModelBundle bundle, int threads) {
    OrtEnvironment environment =
        OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "greengrocer");
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      OrtSession session = environment.createSession(bundle.modelFile().toString(), options);
      try {
        return new OnnxClassifier(bundle, environment, session, NetworkShape.of(session, bundle));
      } catch (OrtException | RuntimeException e) {
        session.close();
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

  /** The model that answers. */
  public ModelBundle bundle() {
    return bundle;
  }

  @Override
  public List<Prediction> classify(ImageTensor images) {
    return Arrays.stream(logits(images))
        .map(logits -> Prediction.of(labels(), Softmax.of(logits)))
        .toList();
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
    String activations = requireActivations();
    return run(
        images,
        Set.of(network.logits(), activations),
        result -> {
          List<Answer> answers = answers((float[][]) value(result, network.logits()));
          float[][][][] maps = (float[][][][]) value(result, activations);
          return IntStream.range(0, maps.length)
              .mapToObj(i -> new Explained(answers.get(i), activationsOf(maps[i])))
              .toList();
        });
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
   */
  public float[][] logits(ImageTensor images) {
    return run(
        images, Set.of(network.logits()), result -> (float[][]) value(result, network.logits()));
  }

  private List<Answer> answers(float[][] logits) {
    return Arrays.stream(logits)
        .map(row -> UnfittedRule.decide(Prediction.of(labels(), Softmax.of(row)), labels()))
        .toList();
  }

  /** The name of the output that explains, or the reason why there is none. */
  String requireActivations() {
    return network
        .activations()
        .orElseThrow(
            () ->
                new InvalidModelException(
                    "%s: cannot explain its answers, because the network has no output '%s'; train or export the model anew with this version, with a network that ends in global average pooling and one dense layer"
                        .formatted(bundle.modelFile(), NetworkShape.ACTIVATIONS)));
  }

  private ClassActivations activationsOf(float[][][] maps) {
    return new ClassActivations(labels(), preprocessing(), maps);
  }

  /** Runs the network and reads the outputs asked for before their memory is released. */
  private <T> T run(ImageTensor images, Set<String> outputs, ResultReader<T> reader) {
    try (OnnxTensor tensor =
            OnnxTensor.createTensor(
                environment, FloatBuffer.wrap(images.values()), images.shape());
        OrtSession.Result result = session.run(Map.of(network.input(), tensor), outputs)) {
      return reader.read(result);
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

  private interface ResultReader<T> {
    T read(OrtSession.Result result) throws OrtException;
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("the session was closed twice", e);
    }
  }
}
