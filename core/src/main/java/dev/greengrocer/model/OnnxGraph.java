package dev.greengrocer.model;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The operators of a network in <a
 * href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">ONNX format</a>, without their
 * weights. Immutable.
 */
public final class OnnxGraph {

  /** Fields of {@code ModelProto} and {@code GraphProto}. */
  private static final int GRAPH = 7;

  private static final int FUNCTIONS = 25;
  private static final int NODE = 1;
  private static final int INITIALIZER = 5;
  private static final int INPUT = 11;
  private static final int OUTPUT = 12;
  private static final int VALUE_INFO = 13;
  private static final int SPARSE_INITIALIZER = 15;

  /** Weights of more bytes are large. What says sides, such as an input of Reshape, has fewer. */
  private static final int LARGE = 1024;

  /** What {@link #withEveryValue} does with large weights. */
  public enum LargeWeights {
    /** They stay in the network. */
    INSIDE,
    /**
     * They are inputs of the same kind and sides. A program that loads such a network reads and
     * copies none of them; sizes of values are worked out from the sides of weights, not from the
     * weights.
     */
    ASKED_FOR
  }

  /**
   * An operator.
   *
   * @param operator such as {@code Conv}
   * @param inputs names of values; empty ones are left out by the network
   * @param outputs names of values
   * @param hasGraph whether it runs a network of its own, as {@code Loop} does
   * @param constant how many elements the constant that it is has, if it is one
   */
  public record Node(
      String operator,
      List<String> inputs,
      List<String> outputs,
      boolean hasGraph,
      OptionalLong constant) {

    /** Copies the lists. */
    public Node {
      inputs = List.copyOf(inputs);
      outputs = List.copyOf(outputs);
    }
  }

  /**
   * Weights.
   *
   * @param elements how many numbers they are, {@link Long#MAX_VALUE} when more
   * @param side the longest side
   */
  public record Weights(long elements, long side) {

    static Weights of(List<Long> sides) {
      long elements = 1;
      long longest = 1;
      for (long side : sides) {
        elements = times(elements, side);
        longest = Math.max(longest, side);
      }
      return new Weights(elements, longest);
    }
  }

  private final List<Protobuf.Field> model;
  private final List<Protobuf.Field> graph = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();
  private final List<Tensor> tensors = new ArrayList<>();
  private final Map<String, Weights> weights = new HashMap<>();
  private final Set<String> sparse = new LinkedHashSet<>();
  private final Set<String> outputs = new LinkedHashSet<>();
  private final boolean hasFunctions;

  private OnnxGraph(List<Protobuf.Field> model) {
    this.model = model;
    this.hasFunctions = model.stream().anyMatch(field -> field.number() == FUNCTIONS);
    for (Protobuf.Field field : model) {
      if (field.number() == GRAPH) { // several of them are one, says the format
        graph.addAll(Protobuf.fields(field.part()));
      }
    }
    for (Protobuf.Field field : graph) {
      switch (field.number()) {
        case NODE -> nodes.add(node(field.part()));
        case INITIALIZER -> {
          Tensor tensor = Tensor.of(field);
          tensors.add(tensor);
          weights.put(tensor.name, Weights.of(tensor.sides));
        }
        case SPARSE_INITIALIZER -> {
          String name =
              Protobuf.fields(field.part()).stream()
                  .filter(part -> part.number() == 1)
                  .map(values -> text(values.part(), 8))
                  .reduce("", (one, other) -> other);
          sparse.add(name);
          weights.put(name, Weights.of(numbers(field.part(), 3)));
        }
        case OUTPUT -> outputs.add(text(field.part(), 1));
        default -> {}
      }
    }
  }

  /**
   * Reads a network.
   *
   * @param onnx the bytes of {@code model.onnx}
   * @throws IllegalArgumentException if they are no protocol-buffer message
   */
  public static OnnxGraph read(byte[] onnx) {
    return new OnnxGraph(Protobuf.fields(ByteBuffer.wrap(onnx)));
  }

  /** The operators in the order of the file, in which each comes after those that it needs. */
  public List<Node> nodes() {
    return List.copyOf(nodes);
  }

  /** The weights by their names; sparse ones as large as they are when they are spread out. */
  public Map<String, Weights> weights() {
    return Map.copyOf(weights);
  }

  /** The names of what comes out. */
  public Set<String> outputs() {
    return Set.copyOf(outputs);
  }

  /** Whether operators are defined in the file itself. */
  public boolean hasFunctions() {
    return hasFunctions;
  }

  /**
   * The same network for one photo, in which every value comes out and no size is said beforehand,
   * so that a program that loads it computes all of them.
   *
   * @param sides the sides of a photo as the network takes it, after the one that counts photos
   * @param large what becomes of large weights
   */
  public byte[] withEveryValue(List<Long> sides, LargeWeights large) {
    Map<String, Tensor> asked = large == LargeWeights.ASKED_FOR ? replaceable() : Map.of();
    Protobuf.Writer all = new Protobuf.Writer();
    for (Protobuf.Field field : graph) {
      switch (field.number()) {
        case OUTPUT, VALUE_INFO, INITIALIZER -> {}
        case INPUT -> {
          if (!asked.containsKey(text(field.part(), 1))) {
            all.message(INPUT, input(field.part(), sides));
          }
        }
        default -> all.raw(field);
      }
    }
    for (Tensor tensor : tensors) {
      if (asked.containsKey(tensor.name)) {
        all.message(INPUT, tensor.asInput());
      } else {
        all.raw(tensor.field);
      }
    }
    Set<String> values = new LinkedHashSet<>(outputs);
    nodes.forEach(node -> values.addAll(node.outputs));
    values.remove("");
    values.forEach(value -> all.message(OUTPUT, new Protobuf.Writer().text(1, value)));
    Protobuf.Writer copy = new Protobuf.Writer();
    model.stream().filter(field -> field.number() != GRAPH).forEach(copy::raw);
    return copy.message(GRAPH, all).toBytes();
  }

  /** The large weights by their names, but for those whose name something else has, too. */
  private Map<String, Tensor> replaceable() {
    Set<String> taken = new HashSet<>(sparse);
    taken.addAll(outputs);
    nodes.forEach(node -> taken.addAll(node.outputs));
    Map<String, Tensor> large = new HashMap<>();
    for (Tensor tensor : tensors) {
      if (tensor.field.length() > LARGE && !taken.contains(tensor.name)) {
        large.put(tensor.name, tensor);
      }
    }
    Set<String> seen = new HashSet<>();
    for (Tensor tensor : tensors) {
      if (!seen.add(tensor.name)) {
        large.remove(tensor.name); // two of one name: the loading program chooses
      }
    }
    return large;
  }

  /** An input with its first side, and each that is not said, set; weights may be inputs, too. */
  private Protobuf.Writer input(ByteBuffer input, List<Long> sides) {
    Protobuf.Writer copy = new Protobuf.Writer();
    boolean isPhoto = !weights.containsKey(text(input, 1));
    for (Protobuf.Field field : Protobuf.fields(input)) {
      if (field.number() == 2 && isPhoto) {
        copy.message(
            2, nested(field.part(), 1, tensor -> nested(tensor, 2, shape -> shape(shape, sides))));
      } else {
        copy.raw(field);
      }
    }
    return copy;
  }

  private interface Change {
    Protobuf.Writer of(ByteBuffer message);
  }

  /** A copy of a message in which one of the messages within is changed. */
  private static Protobuf.Writer nested(ByteBuffer message, int number, Change change) {
    Protobuf.Writer copy = new Protobuf.Writer();
    for (Protobuf.Field field : Protobuf.fields(message)) {
      if (field.number() == number) {
        copy.message(number, change.of(field.part()));
      } else {
        copy.raw(field);
      }
    }
    return copy;
  }

  private static Protobuf.Writer shape(ByteBuffer shape, List<Long> sides) {
    Protobuf.Writer copy = new Protobuf.Writer();
    int place = 0;
    for (Protobuf.Field field : Protobuf.fields(shape)) {
      boolean isSaid = Protobuf.fields(field.part()).stream().anyMatch(side -> side.number() == 1);
      if (field.number() != 1 || isSaid || place > sides.size()) {
        copy.raw(field);
      } else {
        long side = place == 0 ? 1 : sides.get(place - 1);
        copy.message(1, new Protobuf.Writer().number(1, side));
      }
      place++;
    }
    return copy;
  }

  /**
   * What a tensor says of itself before its numbers.
   *
   * @param field the tensor
   * @param type as {@code TensorProto.DataType} counts
   */
  private record Tensor(Protobuf.Field field, String name, long type, List<Long> sides) {

    static Tensor of(Protobuf.Field field) {
      String name = "";
      long type = 0;
      List<Long> sides = new ArrayList<>();
      for (Protobuf.Field part : Protobuf.fields(field.part())) {
        switch (part.number()) {
          case 1 -> sides.addAll(part.numbers());
          case 2 -> type = part.value();
          case 8 -> name = part.text();
          default -> {}
        }
      }
      return new Tensor(field, name, type, sides);
    }

    /** A {@code ValueInfoProto} of the same name, type and sides. */
    Protobuf.Writer asInput() {
      Protobuf.Writer shape = new Protobuf.Writer();
      sides.forEach(side -> shape.message(1, new Protobuf.Writer().number(1, side)));
      Protobuf.Writer tensor = new Protobuf.Writer().number(1, type).message(2, shape);
      return new Protobuf.Writer()
          .text(1, name)
          .message(2, new Protobuf.Writer().message(1, tensor));
    }
  }

  private static Node node(ByteBuffer node) {
    List<String> inputs = new ArrayList<>();
    List<String> outputs = new ArrayList<>();
    String operator = "";
    boolean hasGraph = false;
    OptionalLong constant = OptionalLong.empty();
    for (Protobuf.Field field : Protobuf.fields(node)) {
      switch (field.number()) {
        case 1 -> inputs.add(field.text());
        case 2 -> outputs.add(field.text());
        case 4 -> operator = field.text();
        case 5 -> {
          for (Protobuf.Field attribute : Protobuf.fields(field.part())) {
            hasGraph |= attribute.number() == 6 || attribute.number() == 11;
          }
          constant = OptionalLong.of(constant(field.part()));
        }
        default -> {}
      }
    }
    return new Node(
        operator,
        inputs,
        outputs,
        hasGraph,
        operator.equals("Constant") ? constant : OptionalLong.empty());
  }

  /** How many elements the value of an attribute has. */
  private static long constant(ByteBuffer attribute) {
    long elements = 0;
    for (Protobuf.Field field : Protobuf.fields(attribute)) {
      elements +=
          switch (field.number()) {
            case 2, 3, 4, 9 -> 1;
            case 5 -> Weights.of(numbers(field.part(), 1)).elements;
            case 7 -> Math.max(1, field.part().remaining() / Float.BYTES);
            case 8 -> field.numbers().size();
            default -> 0;
          };
    }
    return elements;
  }

  private static String text(ByteBuffer message, int number) {
    return Protobuf.fields(message).stream()
        .filter(field -> field.number() == number)
        .map(Protobuf.Field::text)
        .reduce("", (one, other) -> other);
  }

  private static List<Long> numbers(ByteBuffer message, int number) {
    return Protobuf.fields(message).stream()
        .filter(field -> field.number() == number)
        .flatMap(field -> field.numbers().stream())
        .toList();
  }

  /** A product of counts, or the greatest number when it is more. */
  public static long times(long one, long other) {
    if (one < 0 || other < 0) {
      return Long.MAX_VALUE;
    }
    long high = Math.multiplyHigh(one, other);
    long low = one * other;
    return high != 0 || low < 0 ? Long.MAX_VALUE : low;
  }
}
