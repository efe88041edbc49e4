package dev.greengrocer.cli;

import dev.greengrocer.LabelSet;
import dev.greengrocer.image.Preprocessing;
import dev.greengrocer.model.DecisionRule;
import dev.greengrocer.model.FittedDecision;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.model.ModelBundles;
import dev.greengrocer.model.ModelDescription;
import dev.greengrocer.model.Provenance;
import dev.greengrocer.training.export.OnnxExporter;
import dev.greengrocer.training.export.OnnxMetadata;
import dev.greengrocer.training.network.Layer;
import dev.greengrocer.training.network.NamedTensor;
import dev.greengrocer.training.network.NetworkSpec;
import dev.greengrocer.training.network.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A model that tells red, green and blue photos apart. */
public final class DrawnModel {

  /** {@code e} to this is 18, so that a pure photo's label gets 18 / (18 + 1 + 1) = 90 percent. */
  private static final float GAIN = (float) Math.log(18);

  private DrawnModel() {}

  /** Writes the bundle; its labels are tomato (red), jalapeño (green) and blueberry (blue). */
  public static Path write(Path folder) throws IOException {
    NetworkSpec network =
        new NetworkSpec(
            "drawn", 8, 3, List.of(new Layer.GlobalAveragePool(), new Layer.Dense("head", 3, 3)));
    Weights weights =
        new Weights(
            List.of(
                new NamedTensor(
                    "head.weight", List.of(3, 3), new float[] {GAIN, 0, 0, 0, GAIN, 0, 0, 0, GAIN}),
                new NamedTensor("head.bias", List.of(3), new float[3])));
    return write(folder, network, weights);
  }

  /** Writes a model with the same labels that cannot tell what its answers rest on. */
  public static Path writeUnexplained(Path folder) throws IOException {
    NetworkSpec network =
        new NetworkSpec(
            "unexplained",
            8,
            3,
            List.of(new Layer.Flatten(), new Layer.Dense("head", 3 * 8 * 8, 3)));
    Weights weights =
        new Weights(
            List.of(
                new NamedTensor("head.weight", List.of(3, 3 * 8 * 8), new float[3 * 3 * 8 * 8]),
                new NamedTensor("head.bias", List.of(3), new float[3])));
    return write(folder, network, weights);
  }

  /** Writes the first of them with two convolutions before it that change nothing. */
  public static Path writeBackbone(Path folder) throws IOException {
    NetworkSpec network =
        new NetworkSpec(
            "drawn",
            8,
            3,
            List.of(
                new Layer.Convolution("first", 3, 3, 1, 1, Layer.Padding.all(0), 1, true),
                new Layer.Relu(),
                new Layer.Convolution("last", 3, 3, 1, 1, Layer.Padding.all(0), 1, true),
                new Layer.Relu(),
                new Layer.GlobalAveragePool(),
                new Layer.Dense("head", 3, 3)));
    float[] unchanged = {1, 0, 0, 0, 1, 0, 0, 0, 1};
    List<Integer> kernel = List.of(3, 3, 1, 1);
    Weights weights =
        new Weights(
            List.of(
                new NamedTensor("first.weight", kernel, unchanged),
                new NamedTensor("first.bias", List.of(3), new float[3]),
                new NamedTensor("last.weight", kernel, unchanged),
                new NamedTensor("last.bias", List.of(3), new float[3]),
                new NamedTensor(
                    "head.weight", List.of(3, 3), new float[] {GAIN, 0, 0, 0, GAIN, 0, 0, 0, GAIN}),
                new NamedTensor("head.bias", List.of(3), new float[3])));
    return write(folder, network, weights);
  }

  private static Path write(Path folder, NetworkSpec network, Weights weights) throws IOException {
    LabelSet labels = LabelSet.ofNames(List.of("tomato", "jalapeño", "blueberry"));
    Preprocessing preprocessing =
        new Preprocessing(8, 8, List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0));
    OnnxMetadata metadata = new OnnxMetadata(labels, preprocessing, "ab".repeat(32), "test");
    Path onnx =
        Files.write(folder.resolve("drawn.onnx"), OnnxExporter.export(network, weights, metadata));
    Provenance provenance =
        new Provenance("ab".repeat(32), "test", 1, "2026-11-23T00:00:00Z", Map.of(), Map.of());
    ModelBundle bundle =
        ModelBundles.write(
            folder.resolve("bundle"),
            onnx,
            new ModelDescription("drawn-1", "drawn", labels, preprocessing, provenance, List.of()),
            new FittedDecision(rule(new DecisionRule.Acceptance(0.89, 0.01)), Optional.empty()),
            "# drawn");
    return bundle.directory();
  }

  /** A rule that accepts from a probability on, and lists what has 5 percent. */
  public static DecisionRule rule(DecisionRule.Acceptance acceptance) {
    return new DecisionRule(
        1,
        acceptance,
        new DecisionRule.Shortlists(0.05, 0.95, 5),
        new DecisionRule.Familiarity(1, 0, 1000, ""),
        1,
        new DecisionRule.Clarity(0, 0),
        new DecisionRule.FittedOn("drawn", "ab".repeat(32), "validation", 100));
  }

  /** Takes the rule out of a bundle, or puts another into it. */
  public static void decide(Path bundle, Optional<DecisionRule> rule) {
    ModelBundle old = ModelBundles.open(bundle);
    ModelDescription description = old.description();
    ModelDescription plain =
        new ModelDescription(
            description.name(),
            description.network(),
            description.labels(),
            description.preprocessing(),
            description.provenance(),
            List.of());
    if (rule.isEmpty()) {
      ModelBundles.write(bundle, old.modelFile(), plain, "# drawn");
    } else {
      ModelBundles.decide(
          old,
          plain.withDecision(rule.get()),
          new FittedDecision(rule.get(), Optional.empty()),
          "# drawn");
    }
  }
}
