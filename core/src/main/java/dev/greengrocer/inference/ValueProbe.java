package dev.greengrocer.inference;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.greengrocer.InvalidModelException;
import dev.greengrocer.concurrent.UseGuard;
import dev.greengrocer.image.ImageTensor;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;

/**
 * Runs a graph in ONNX format that is no bundle and shows every value that goes in or comes out.
 * Not for several threads at once; closing it waits for a run that has begun.
 */
public final class ValueProbe implements AutoCloseable {

  /** Is shown values. */
  @FunctionalInterface
  public interface Visitor {

    /**
     * Looks at a value.
     *
     * @param name of the value in the graph
     * @param shape of the value, such as {@code [N, C, H, W]}
     * @param numbers of the value in order; they are gone when this returns
     */
    void visit(String name, long[] shape, FloatBuffer numbers);
  }

  private final UseGuard guard = new UseGuard("the graph");
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final String input;

  private ValueProbe(OrtEnvironment environment, OrtSession session, String input) {
    this.environment = environment;
    this.session = session;
    this.input = input;
  }

  /**
   * Loads a graph with one input.
   *
   * @throws InvalidModelException if ONNX Runtime cannot load it
   */
  public static ValueProbe open(byte[] onnx) {
    OrtEnvironment environment = OnnxRuntimeLibrary.environment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(Runtime.getRuntime().availableProcessors());
      OrtSession session = environment.createSession(onnx, options);
      String input =
          session.getInputInfo().values().stream().map(NodeInfo::getName).findFirst().orElseThrow();
      return new ValueProbe(environment, session, input);
    } catch (OrtException e) {
      throw new InvalidModelException(
          "ONNX Runtime cannot load the graph (%s); export the model anew"
              .formatted(e.getMessage()),
          e);
    }
  }

  /**
   * Runs the graph.
   *
   * @param images {@code [N, 3, S, S]}
   * @param visitor shown the input and every output
   * @throws InvalidModelException if the graph does not take the images
   */
  @SuppressWarnings("try") // held, not used
  public void run(ImageTensor images, Visitor visitor) {
    try (UseGuard.Use use = guard.enter();
        OnnxTensor tensor =
            OnnxTensor.createTensor(
                environment, FloatBuffer.wrap(images.values()), images.shape());
        OrtSession.Result result = session.run(Map.of(input, tensor))) {
      visitor.visit(input, images.shape(), FloatBuffer.wrap(images.values()));
      for (Map.Entry<String, OnnxValue> output : result) {
        OnnxTensor value = (OnnxTensor) output.getValue();
        visitor.visit(output.getKey(), value.getInfo().getShape(), value.getFloatBuffer());
      }
    } catch (OrtException e) {
      throw new InvalidModelException(
          "ONNX Runtime cannot run the graph on input %s (%s); export the model anew"
              .formatted(Arrays.toString(images.shape()), e.getMessage()),
          e);
    }
  }

  @Override
  public void close() {
    guard.close(this::release);
  }

  private void release() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime cannot close a session", e);
    }
  }
}
