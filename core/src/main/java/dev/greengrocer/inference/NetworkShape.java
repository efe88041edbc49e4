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
import java.util.Map;
import java.util.Optional;

/**
 * What of a network is used, once it is known to fit its bundle. Outputs are found by their names,
 * so that a network may have more of them than this program knows.
 *
 * @param input takes the images, {@code [N, 3, S, S]}
 * @param logits gives {@code [N, K]}
 * @param features gives what the logits are made of, {@code [N, C]}; empty when it has none
 * @param activations gives class activation maps, {@code [N, K, h, w]}; empty when it has none
 */
record NetworkShape(
    String input, String logits, Optional<String> features, Optional<String> activations) {

  /** The name of the output with what the logits are made of. */
  static final String FEATURES = "features";

  /** The name of the output with the maps. */
  static final String ACTIVATIONS = "activations";

  private static final String LOGITS = "logits";

  // ONNX Runtime's mark of a dimension that may have any size.
  private static final long ANY = -1;

  /**
   * Checks that a network takes the images and gives the logits that its bundle promises.
   *
   * @throws InvalidModelException if it does not
   */
  static NetworkShape of(OrtSession session, ModelBundle bundle) throws OrtException {
    int size = bundle.preprocessing().size();
    NodeInfo input = only("input", session.getInputInfo().values(), bundle);
    require(input, "input", new long[] {ANY, Preprocessing.CHANNELS, size, size}, bundle);
    Map<String, NodeInfo> outputs = session.getOutputInfo();
    // The only output may have any name: not every tool that writes such networks calls it so.
    NodeInfo logits =
        outputs.containsKey(LOGITS)
            ? outputs.get(LOGITS)
            : only("output", outputs.values(), bundle);
    require(logits, "output", new long[] {ANY, bundle.labels().size()}, bundle);
    Optional<NodeInfo> features = Optional.ofNullable(outputs.get(FEATURES));
    if (features.isPresent()) {
      require(features.get(), "output '" + FEATURES + "'", new long[] {ANY, ANY}, bundle);
    }
    Optional<NodeInfo> activations = Optional.ofNullable(outputs.get(ACTIVATIONS));
    if (activations.isPresent()) {
      long[] maps = {ANY, bundle.labels().size(), ANY, ANY};
      require(activations.get(), "output '" + ACTIVATIONS + "'", maps, bundle);
    }
    return new NetworkShape(
        input.getName(),
        logits.getName(),
        features.map(NodeInfo::getName),
        activations.map(NodeInfo::getName));
  }

  private static NodeInfo only(String side, Collection<NodeInfo> nodes, ModelBundle bundle) {
    if (nodes.size() == 1) {
      return nodes.iterator().next();
    }
    throw new InvalidModelException(
        "%s: the network must have one %s, or an output named '%s', but has %s; export the model anew"
            .formatted(bundle.modelFile(), side, LOGITS, nodes));
  }

  private static void require(NodeInfo node, String side, long[] wanted, ModelBundle bundle) {
    if (!(node.getInfo() instanceof TensorInfo tensor) || tensor.type != OnnxJavaType.FLOAT) {
      throw new InvalidModelException(
          "%s: the network's %s must be a tensor of floats, but is %s; export the model anew"
              .formatted(bundle.modelFile(), side, node));
    }
    long[] actual = tensor.getShape();
    boolean fits = actual.length == wanted.length && actual[0] == ANY;
    for (int i = 1; fits && i < wanted.length; i++) {
      fits = actual[i] == wanted[i] || actual[i] == ANY || wanted[i] == ANY;
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
