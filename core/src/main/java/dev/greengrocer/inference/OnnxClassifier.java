package dev.greengrocer.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import dev.greengrocer.InvalidModelException;
import dev.greengrocer.LabelSet;
import dev.greengrocer.Prediction;
import dev.greengrocer.image.ImageTensor;
import dev.greengrocer.image.Preprocessing;
import dev.greengrocer.model.ModelBundle;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Runs a model bundle with ONNX Runtime. Thread-safe: calls may run at the same time and share the
 * threads of the session. Close it only when no call is running.
 */
public final class OnnxClassifier implements Classifier {

  private final ModelBundle bundle;
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final String input;

  private OnnxClassifier(ModelBundle bundle, OrtEnvironment environment, OrtSession session) {
    this.bundle = bundle;
    this.environment = environment;
    this.session = session;
    this.input = session.getInputNames().iterator().next();
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
        NetworkShape.check(session, bundle);
        return new OnnxClassifier(bundle, environment, session);
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

  /**
   * What the network itself answers.
   *
   * @param images {@code [N, 3, S, S]}, preprocessed
   * @return {@code [N][K]} logits
   */
  public float[][] logits(ImageTensor images) {
    try (OnnxTensor tensor =
            OnnxTensor.createTensor(
                environment, FloatBuffer.wrap(images.values()), images.shape());
        OrtSession.Result result = session.run(Map.of(input, tensor))) {
      return (float[][]) result.get(0).getValue();
    } catch (OrtException e) {
      throw new InvalidModelException(
          "%s: ONNX Runtime cannot run it on input %s (%s)"
              .formatted(bundle.modelFile(), Arrays.toString(images.shape()), e.getMessage()),
          e);
    }
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
