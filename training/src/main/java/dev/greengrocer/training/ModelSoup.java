package dev.greengrocer.training;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.image.Preprocessing;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.model.ModelBundles;
import dev.greengrocer.model.ModelDescription;
import dev.greengrocer.model.Provenance;
import dev.greengrocer.training.export.OnnxExporter;
import dev.greengrocer.training.export.OnnxMetadata;
import dev.greengrocer.training.export.OnnxWeights;
import dev.greengrocer.training.network.Architectures;
import dev.greengrocer.training.network.NetworkSpec;
import dev.greengrocer.training.network.ParameterSpec;
import dev.greengrocer.training.network.Safetensors;
import dev.greengrocer.training.network.WeightTransfer;
import dev.greengrocer.training.network.Weights;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Several models that were fine-tuned from the same weights become one of the same size: the mean
 * of their weights, which is often better than each and holds better in the world (Wortsman et al.
 * 2022, <a href="https://arxiv.org/abs/2203.05482">2203.05482</a>).
 */
public final class ModelSoup {

  private final List<Path> bundles;
  private final Optional<Path> init;
  private final double blend;
  private final OptionalInt resize;
  private final String name;
  private final String codeVersion;

  /**
   * Copies the paths and checks the numbers.
   *
   * @param bundles the models; of one network, one label list and one preprocessing
   * @param init the published weights that they were tuned from, to be blended in; may be absent
   * @param blend share of those in all layers but the head, in {@code [0, 1)}
   * @param resize short side before the new model's centre crop, in pixels; the first model's if
   *     absent
   * @param name of the new model
   * @param codeVersion version and commit of the program
   */
  public ModelSoup(
      List<Path> bundles,
      Optional<Path> init,
      double blend,
      OptionalInt resize,
      String name,
      String codeVersion) {
    if (bundles.isEmpty() || !(blend >= 0 && blend < 1)) {
      throw new InvalidConfigurationException(
          "%d models and a blend of %s, but it takes a model and a blend of at least 0 and below 1"
              .formatted(bundles.size(), blend));
    }
    if (blend > 0 && init.isEmpty()) {
      throw new InvalidConfigurationException(
          "blend is %s, but there are no weights to blend with; give --init".formatted(blend));
    }
    this.bundles = List.copyOf(bundles);
    this.init = init;
    this.blend = blend;
    this.resize = resize;
    this.name = name;
    this.codeVersion = codeVersion;
  }

  /**
   * Averages the weights and writes the new bundle, which has no decision rule and no measurements
   * yet.
   *
   * @throws InvalidConfigurationException if the models do not belong together
   * @throws dev.greengrocer.InvalidModelException if one of them is damaged
   * @throws dev.greengrocer.StorageException if something cannot be read or written
   */
  public ModelBundle write(Path directory) {
    List<ModelBundle> models = bundles.stream().map(ModelBundles::open).toList();
    models.forEach(model -> requireSameKind(models.get(0), model));
    ModelBundle first = models.get(0);
    NetworkSpec network =
        Architectures.named(first.network(), first.labels().size(), first.preprocessing().size());
    Weights mean =
        Weights.mean(
            models.stream().map(model -> OnnxWeights.read(model.modelFile())).toList(),
            network.parameters().stream().map(ParameterSpec::name).toList());
    Weights blended = init.map(file -> blend(mean, file, network)).orElse(mean);
    ModelDescription description = description(models);
    byte[] onnx =
        OnnxExporter.export(
            network,
            blended,
            new OnnxMetadata(
                first.labels(),
                preprocessing(first),
                description.provenance().dataHash(),
                codeVersion));
    try (UncheckedBundle soup = UncheckedBundle.write(directory, onnx, description)) {
      return soup.accept();
    }
  }

  private void requireSameKind(ModelBundle first, ModelBundle other) {
    if (!other.network().equals(first.network())
        || !other.labels().equals(first.labels())
        || !preprocessing(other).equals(preprocessing(first))) {
      throw new InvalidConfigurationException(
          "%s (network %s, %d labels, %d pixels) and %s (network %s, %d labels, %d pixels) differ in network, labels or preprocessing; only models of one kind can be averaged"
              .formatted(
                  first.directory(),
                  first.network(),
                  first.labels().size(),
                  first.preprocessing().size(),
                  other.directory(),
                  other.network(),
                  other.labels().size(),
                  other.preprocessing().size()));
    }
  }

  private Preprocessing preprocessing(ModelBundle model) {
    Preprocessing own = model.preprocessing();
    return new Preprocessing(resize.orElse(own.resize()), own.size(), own.mean(), own.std());
  }

  private Weights blend(Weights tuned, Path file, NetworkSpec network) {
    Weights start = Safetensors.read(file);
    List<String> head = network.headParameters().stream().map(ParameterSpec::name).toList();
    List<String> shared =
        WeightTransfer.between(start, tuned).loaded().stream()
            .filter(array -> !head.contains(array))
            .toList();
    if (shared.isEmpty()) {
      throw new InvalidConfigurationException(
          "%s: none of its arrays fits the body of network '%s'; give the weights that the models were tuned from"
              .formatted(file, network.name()));
    }
    return tuned.towards(start, blend, shared);
  }

  private ModelDescription description(List<ModelBundle> models) {
    ModelBundle first = models.get(0);
    Map<String, String> options = new HashMap<>(first.provenance().options());
    options.put(
        "soup-of",
        models.stream()
            .map(model -> model.name() + " " + model.modelSha256().substring(0, 12))
            .collect(Collectors.joining(", ")));
    init.map(Path::getFileName).ifPresent(file -> options.put("soup-init", file.toString()));
    options.put("soup-blend", Double.toString(blend));
    Provenance made = first.provenance();
    return new ModelDescription(
        name,
        first.network(),
        first.labels(),
        preprocessing(first),
        DerivedProvenance.of(made, made.dataHash(), codeVersion, options),
        List.of());
  }
}
