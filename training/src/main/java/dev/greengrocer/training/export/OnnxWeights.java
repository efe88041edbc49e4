package dev.greengrocer.training.export;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.greengrocer.InvalidModelException;
import dev.greengrocer.StorageException;
import dev.greengrocer.training.network.NamedTensor;
import dev.greengrocer.training.network.Weights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Takes the weights out of an ONNX file by their names, for training to start from. */
public final class OnnxWeights {

  private OnnxWeights() {}

  /**
   * Reads every array of floats, those that {@link OnnxQuantizer} stored as integers included;
   * single numbers, such as the bounds of a clip, are left out.
   *
   * @throws StorageException if the file cannot be read
   * @throws InvalidModelException if it is not an ONNX file with such arrays
   */
  public static Weights read(Path onnx) {
    GraphProto graph = OnnxFile.read(onnx).getGraph();
    try {
      List<NamedTensor> tensors = tensors(graph);
      if (tensors.isEmpty()) {
        throw new InvalidModelException(
            "%s: holds no weights; start from a model that this program exported".formatted(onnx));
      }
      return new Weights(tensors);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw OnnxFile.unreadable(onnx, e);
    }
  }

  private static List<NamedTensor> tensors(GraphProto graph) {
    Map<String, TensorProto> stored =
        graph.getInitializerList().stream()
            .collect(Collectors.toMap(TensorProto::getName, Function.identity(), (a, b) -> a));
    List<NamedTensor> tensors = new ArrayList<>();
    Set<String> companions = new HashSet<>();
    for (NodeProto node : graph.getNodeList()) {
      if (IntegerArray.isRestored(node, stored)) {
        tensors.add(IntegerArray.restored(node, stored));
        companions.addAll(IntegerArray.companions(node));
      }
    }
    graph.getInitializerList().stream()
        .filter(tensor -> tensor.getDataType() == TensorProto.DataType.FLOAT.getNumber())
        .filter(tensor -> tensor.getDimsCount() > 0)
        .filter(tensor -> !companions.contains(tensor.getName()))
        .map(OnnxTensors::read)
        .forEach(tensors::add);
    return tensors;
  }
}
