package dev.greengrocer.training.export;

import static dev.greengrocer.training.export.OnnxNodes.integer;
import static dev.greengrocer.training.export.OnnxNodes.node;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.greengrocer.InvalidModelException;
import dev.greengrocer.image.Preprocessing;
import dev.greengrocer.training.network.NamedTensor;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Joins networks that take the same images and know the same labels into one graph, which answers
 * with the mean of their logits.
 *
 * <p>Its class activation maps are the mean of theirs, so that the logits are still the means of
 * the maps, and its features are theirs one after another; it has neither when one of them has
 * none. The first network's arrays keep their names, so that training can start from them.
 */
public final class OnnxEnsemble {

  /** How names of parts begin. */
  private static final Pattern PART = Pattern.compile("member[0-9]+[.]");

  private final List<Member> members;
  private final GraphProto.Builder graph = GraphProto.newBuilder();

  private OnnxEnsemble(List<Member> members) {
    this.members = members;
  }

  /**
   * A network of the ensemble.
   *
   * @param onnx a file that {@link OnnxExporter} or this class wrote
   * @param preprocessing the normalisation that it was trained with
   */
  public record Member(Path onnx, Preprocessing preprocessing) {}

  /**
   * Joins networks.
   *
   * @param members at least one; the first one's normalisation is that of the whole
   * @param network what to call the architecture
   * @return the bytes of {@code model.onnx}
   * @throws InvalidModelException if one is not a network that this program exported
   * @throws dev.greengrocer.StorageException if one cannot be read
   */
  public static byte[] join(List<Member> members, String network, OnnxMetadata metadata) {
    return new OnnxEnsemble(members).join(network, metadata);
  }

  private byte[] join(String network, OnnxMetadata metadata) {
    List<GraphProto> networks = members.stream().map(OnnxEnsemble::read).toList();
    GraphProto first = networks.get(0);
    graph.setName(network).addAllInput(first.getInputList());
    for (int i = 0; i < networks.size(); i++) {
      add(i, networks.get(i));
    }
    graph.addOutput(output(first, OnnxExporter.OUTPUT));
    graph.addNode(node("Mean", parts(OnnxExporter.OUTPUT), OnnxExporter.OUTPUT));
    if (networks.stream().allMatch(member -> has(member, OnnxExporter.ACTIVATIONS))) {
      graph.addOutput(output(first, OnnxExporter.ACTIVATIONS));
      graph.addNode(node("Mean", parts(OnnxExporter.ACTIVATIONS), OnnxExporter.ACTIVATIONS));
    }
    if (networks.stream().allMatch(member -> has(member, OnnxExporter.FEATURES))) {
      graph.addOutput(allFeatures(networks));
      graph.addNode(
          node("Concat", parts(OnnxExporter.FEATURES), OnnxExporter.FEATURES, integer("axis", 1)));
    }
    return OnnxExporter.model(graph, metadata);
  }

  private static GraphProto read(Member member) {
    ModelProto model = OnnxFile.read(member.onnx);
    GraphProto network = model.getGraph();
    if (!OnnxExporter.isOwn(model)
        || network.getInputCount() != 1
        || !has(network, OnnxExporter.OUTPUT)) {
      throw new InvalidModelException(
          "%s: not a network that this program exported with one input and an output '%s'; export the model anew"
              .formatted(member.onnx, OnnxExporter.OUTPUT));
    }
    return network;
  }

  /** Adds a member's nodes and arrays under names that no other member has. */
  private void add(int index, GraphProto network) {
    Map<String, String> names = new HashMap<>();
    network.getOutputList().forEach(o -> names.put(o.getName(), part(index, o.getName())));
    names.put(network.getInput(0).getName(), input(index));
    for (TensorProto array : network.getInitializerList()) {
      graph.addInitializer(array.toBuilder().setName(own(index, array.getName())));
    }
    for (NodeProto node : network.getNodeList()) {
      String called = names.getOrDefault(node.getName(), own(index, node.getName()));
      NodeProto.Builder renamed = node.toBuilder().setName(called);
      for (int i = 0; i < node.getInputCount(); i++) {
        String name = node.getInput(i);
        renamed.setInput(i, names.getOrDefault(name, own(index, name)));
      }
      for (int i = 0; i < node.getOutputCount(); i++) {
        String name = node.getOutput(i);
        renamed.setOutput(i, names.getOrDefault(name, own(index, name)));
      }
      graph.addNode(renamed);
    }
  }

  /**
   * A member's own name for something of its own. The first keeps its names, but for those that it
   * gave to members of its own, when it is an ensemble itself.
   */
  private static String own(int index, String name) {
    return index == 0 && !PART.matcher(name).lookingAt() ? name : part(index, name);
  }

  /** The name of the images as a member wants them normalised. */
  private String input(int index) {
    Preprocessing shared = members.get(0).preprocessing;
    Preprocessing own = members.get(index).preprocessing;
    String images = graph.getInput(0).getName();
    if (own.mean().equals(shared.mean()) && own.std().equals(shared.std())) {
      return images;
    }
    float[] factor = new float[Preprocessing.CHANNELS];
    float[] shift = new float[Preprocessing.CHANNELS];
    for (int i = 0; i < Preprocessing.CHANNELS; i++) {
      factor[i] = (float) (shared.std().get(i) / own.std().get(i));
      shift[i] = (float) ((shared.mean().get(i) - own.mean().get(i)) / own.std().get(i));
    }
    String scaled = part(index, "scaled");
    String normalised = part(index, "images");
    graph.addNode(node("Mul", List.of(images, channels(scaled + ".factor", factor)), scaled));
    graph.addNode(node("Add", List.of(scaled, channels(normalised + ".shift", shift)), normalised));
    return normalised;
  }

  private String channels(String name, float[] values) {
    graph.addInitializer(
        OnnxTensors.of(new NamedTensor(name, List.of(1, Preprocessing.CHANNELS, 1, 1), values)));
    return name;
  }

  private List<String> parts(String output) {
    return IntStream.range(0, members.size()).mapToObj(i -> part(i, output)).toList();
  }

  /** A member's own name for something that all of them have. */
  static String part(int index, String name) {
    return "member%d.%s".formatted(index + 1, name);
  }

  private static boolean has(GraphProto network, String output) {
    return network.getOutputList().stream().anyMatch(o -> o.getName().equals(output));
  }

  private static ValueInfoProto output(GraphProto network, String name) {
    return network.getOutputList().stream()
        .filter(output -> output.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static ValueInfoProto allFeatures(List<GraphProto> networks) {
    long features =
        networks.stream()
            .map(network -> output(network, OnnxExporter.FEATURES))
            .mapToLong(o -> o.getType().getTensorType().getShape().getDim(1).getDimValue())
            .sum();
    return OnnxExporter.tensor(OnnxExporter.FEATURES, List.of(Math.toIntExact(features)));
  }
}
