package dev.greengrocer.training.export;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.greengrocer.InvalidModelException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes one network out of an ensemble that {@link OnnxEnsemble} joined: what its answers are
 * computed from, and nothing else. It may count in bytes, and its head may have been fitted anew.
 */
public final class OnnxMember {

  private static final List<String> OUTPUTS =
      List.of(OnnxExporter.OUTPUT, OnnxExporter.ACTIVATIONS, OnnxExporter.FEATURES);

  private static final String NORMALISED = "normalised.";

  private final GraphProto ensemble;
  private final int index;

  private OnnxMember(GraphProto ensemble, int index) {
    this.ensemble = ensemble;
    this.index = index;
  }

  /**
   * The network as a model of its own, for images that are normalised as for the ensemble.
   *
   * @param onnx the ensemble's file
   * @param index of the network, from 0
   * @param members how many networks the ensemble has
   * @param network what to call its architecture
   * @return the bytes of {@code model.onnx}
   * @throws InvalidModelException if the file is no ensemble that has such a network
   * @throws dev.greengrocer.StorageException if it cannot be read
   */
  public static byte[] take(
      Path onnx, int index, int members, String network, OnnxMetadata metadata) {
    ModelProto model = OnnxFile.read(onnx);
    OnnxMember member = new OnnxMember(model.getGraph(), index);
    if (!OnnxExporter.isOwn(model) || member.joined() != members) {
      throw new InvalidModelException(
          "%s: is no ensemble of %d networks; give one that 'ensemble' joined of single networks"
              .formatted(onnx, members));
    }
    return OnnxExporter.model(member.graph(network), metadata);
  }

  private GraphProto.Builder graph(String network) {
    List<String> outputs = OUTPUTS.stream().filter(this::computes).toList();
    Set<String> needed = new HashSet<>();
    outputs.forEach(output -> needed.add(own(output)));
    List<NodeProto> nodes = new ArrayList<>();
    // Nodes are in the order of computation, so that backwards each comes after those it feeds.
    for (int i = ensemble.getNodeCount() - 1; i >= 0; i--) {
      NodeProto node = ensemble.getNode(i);
      if (node.getOutputList().stream().anyMatch(needed::contains)) {
        needed.addAll(node.getInputList());
        nodes.add(named(node));
      }
    }
    Collections.reverse(nodes);
    GraphProto.Builder graph =
        GraphProto.newBuilder()
            .setName(network)
            .addAllInput(ensemble.getInputList())
            .addAllNode(nodes);
    ensemble.getInitializerList().stream()
        .filter(array -> needed.contains(array.getName()))
        .forEach(array -> graph.addInitializer(array.toBuilder().setName(named(array.getName()))));
    outputs.forEach(output -> graph.addOutput(output(output)));
    return graph;
  }

  /** With the names that a model of its own has, so that it can be joined with others again. */
  private NodeProto named(NodeProto node) {
    NodeProto.Builder named = node.toBuilder().setName(named(node.getName()));
    for (int i = 0; i < node.getInputCount(); i++) {
      named.setInput(i, named(node.getInput(i)));
    }
    for (int i = 0; i < node.getOutputCount(); i++) {
      named.setOutput(i, named(node.getOutput(i)));
    }
    return named.build();
  }

  private String named(String name) {
    String prefix = own("");
    if (!name.startsWith(prefix)) {
      return name;
    }
    String stripped = name.substring(prefix.length());
    String images = ensemble.getInput(0).getName();
    // The images as this member wants them, and their bytes, are beside those of the ensemble.
    return stripped.equals(images) || stripped.startsWith(images + ".")
        ? NORMALISED + stripped
        : stripped;
  }

  /** How many networks answer together; 0 if the model is no ensemble. */
  private int joined() {
    return ensemble.getNodeList().stream()
        .filter(node -> node.getOpType().equals("Mean"))
        .filter(node -> node.getOutputList().contains(OnnxExporter.OUTPUT))
        .mapToInt(NodeProto::getInputCount)
        .findFirst()
        .orElse(0);
  }

  private ValueInfoProto output(String name) {
    ValueInfoProto whole =
        ensemble.getOutputList().stream()
            .filter(output -> output.getName().equals(name))
            .findFirst()
            .orElseThrow();
    if (!name.equals(OnnxExporter.FEATURES)) {
      return whole;
    }
    return OnnxExporter.tensor(name, List.of(width()));
  }

  /** How many features the member's head takes. */
  private int width() {
    return ensemble.getNodeList().stream()
        .filter(node -> node.getOutputList().contains(own(OnnxExporter.OUTPUT)))
        .flatMap(node -> node.getInputList().stream())
        .flatMap(
            input -> ensemble.getInitializerList().stream().filter(a -> a.getName().equals(input)))
        .filter(array -> array.getDimsCount() == 2)
        .mapToInt(array -> Math.toIntExact(array.getDims(1)))
        .findFirst()
        .orElseThrow();
  }

  private boolean computes(String output) {
    return ensemble.getOutputList().stream().anyMatch(whole -> whole.getName().equals(output))
        && ensemble.getNodeList().stream()
            .anyMatch(node -> node.getOutputList().contains(own(output)));
  }

  private String own(String output) {
    return OnnxEnsemble.part(index, output);
  }
}
