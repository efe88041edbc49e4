package dev.greengrocer.inference;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.greengrocer.InvalidModelException;
import dev.greengrocer.image.Preprocessing;
import dev.greengrocer.model.ModelBundle;
import java.util.Arrays;
import java.util.Collection;

/** Whether a network takes the images and gives the logits that its bundle promises. */
final class NetworkShape {

  // ONNX Runtime's mark of a dimension that may have any size.
  private static final long ANY = -1;

  private NetworkShape() {}

  static void check(OrtSession session, ModelBundle bundle) throws OrtException {
    int size = bundle.preprocessing().size();
    TensorInfo input = only("input", session.getInputInfo().values(), bundle);
    require("input", input, new long[] {ANY, Preprocessing.CHANNELS, size, size}, bundle);
    TensorInfo output = only("output", session.getOutputInfo().values(), bundle);
    require("output", output, new long[] {ANY, bundle.labels().size()}, bundle);
  }

  private static TensorInfo only(String side, Collection<NodeInfo> nodes, ModelBundle bundle) {
    if (nodes.size() == 1
        && nodes.iterator().next().getInfo() instanceof TensorInfo tensor
        && tensor.type == OnnxJavaType.FLOAT) {
      return tensor;
    }
    throw new InvalidModelException(
        "%s: the network must have one %s, a tensor of floats, but has %s; export the model anew"
            .formatted(bundle.modelFile(), side, nodes));
  }

  private static void require(String side, TensorInfo tensor, long[] wanted, ModelBundle bundle) {
    long[] actual = tensor.getShape();
    boolean fits = actual.length == wanted.length && actual[0] == ANY;
    for (int i = 1; fits && i < wanted.length; i++) {
      fits = actual[i] == wanted[i] || actual[i] == ANY;
    }
    if (!fits) {
      throw new InvalidModelException(
          "%s: the network's %s is %s, but %s asks for %s (-1 is any size): %d labels, %d pixels; the bundle's files do not belong together: export the model anew"
              .formatted(
                  bundle.modelFile(),
                  side,
                  Arrays.toString(actual),
                  ModelBundle.METADATA,
                  Arrays.toString(wanted),
                  bundle.labels().size(),
                  bundle.preprocessing().size()));
    }
  }
}
