package dev.greengrocer.training;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.image.Preprocessing;
import dev.greengrocer.image.RgbImage;
import dev.greengrocer.inference.Models;
import dev.greengrocer.inference.NetworkClassifier;
import dev.greengrocer.inference.NetworkOutput;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.model.ModelBundles;
import dev.greengrocer.model.ModelDescription;
import dev.greengrocer.model.Provenance;
import dev.greengrocer.training.export.OnnxEnsemble;
import dev.greengrocer.training.export.OnnxMetadata;
import dev.greengrocer.training.export.ParityCheck;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Several models become one that asks them all and answers with the mean of their logits: better
 * than each when they err on different photos, and as slow as all of them together.
 */
public final class ModelEnsemble {

  /** Separates the names of the members' networks in the name of the whole. */
  private static final String AND = "+";

  private static final long SEED = 1;

  private final List<Path> bundles;
  private final OptionalInt resize;
  private final String name;
  private final String codeVersion;

  /**
   * Copies the paths and checks their number.
   *
   * @param bundles the models, at least two, of one label list and one input size; their networks
   *     and normalisations may differ
   * @param resize short side before the new model's centre crop, in pixels; that of the models if
   *     absent
   * @param name of the new model
   * @param codeVersion version and commit of the program
   */
  public ModelEnsemble(List<Path> bundles, OptionalInt resize, String name, String codeVersion) {
    if (bundles.size() < 2) {
      throw new InvalidConfigurationException(
          "%d models, but an ensemble takes at least two".formatted(bundles.size()));
    }
    this.bundles = List.copyOf(bundles);
    this.resize = resize;
    this.name = name;
    this.codeVersion = codeVersion;
  }

  /**
   * The architecture of a bundle's first network, whose arrays keep their names in an ensemble.
   *
   * @param network what a bundle calls its network
   */
  static String firstNetwork(String network) {
    return networks(network).get(0);
  }

  /**
   * The architectures of all networks of a bundle, in their order.
   *
   * @param network what a bundle calls its network
   */
  static List<String> networks(String network) {
    return List.of(network.split(Pattern.quote(AND)));
  }

  /**
   * Joins the networks and writes the new bundle, which has no decision rule and no measurements
   * yet.
   *
   * @throws InvalidConfigurationException if the models do not belong together
   * @throws dev.greengrocer.InvalidModelException if one of them is damaged, or the whole does not
   *     answer as the mean of its members
   * @throws dev.greengrocer.StorageException if something cannot be read or written
   */
  public ModelBundle write(Path directory) {
    List<ModelBundle> models = bundles.stream().map(ModelBundles::open).toList();
    models.forEach(model -> requireSameInput(models.get(0), model));
    ModelDescription description = description(models);
    byte[] onnx =
        OnnxEnsemble.join(
            models.stream()
                .map(model -> new OnnxEnsemble.Member(model.modelFile(), model.preprocessing()))
                .toList(),
            description.network(),
            new OnnxMetadata(
                description.labels(),
                description.preprocessing(),
                description.provenance().dataHash(),
                codeVersion));
    try (UncheckedBundle ensemble = UncheckedBundle.write(directory, onnx, description)) {
      checkParity(ensemble.bundle(), models);
      return ensemble.accept();
    }
  }

  private void requireSameInput(ModelBundle first, ModelBundle other) {
    Preprocessing wanted = first.preprocessing();
    Preprocessing actual = other.preprocessing();
    if (!other.labels().equals(first.labels())
        || actual.size() != wanted.size()
        || resize.orElse(actual.resize()) != resize.orElse(wanted.resize())) {
      throw new InvalidConfigurationException(
          "%s (%d labels, resize %d, size %d) and %s (%d labels, resize %d, size %d) differ in labels or in what they see of a photo; an ensemble shows all its networks the same (--resize sets one for all)"
              .formatted(
                  first.directory(),
                  first.labels().size(),
                  wanted.resize(),
                  wanted.size(),
                  other.directory(),
                  other.labels().size(),
                  actual.resize(),
                  actual.size()));
    }
  }

  private ModelDescription description(List<ModelBundle> models) {
    ModelBundle first = models.get(0);
    Preprocessing seen = first.preprocessing();
    Provenance made = first.provenance();
    Map<String, String> options = new HashMap<>(made.options());
    options.put(
        "ensemble-of",
        models.stream()
            .map(model -> model.name() + " " + model.modelSha256().substring(0, 12))
            .collect(Collectors.joining(", ")));
    return new ModelDescription(
        name,
        models.stream().map(ModelBundle::network).collect(Collectors.joining(AND)),
        first.labels(),
        new Preprocessing(resize.orElse(seen.resize()), seen.size(), seen.mean(), seen.std()),
        DerivedProvenance.of(made, made.dataHash(), codeVersion, options),
        List.of());
  }

  /** Shows all of them the same pixels, each with its own normalisation. */
  private static void checkParity(ModelBundle ensemble, List<ModelBundle> models) {
    int size = ensemble.preprocessing().size();
    byte[] pixels = new byte[Preprocessing.CHANNELS * size * size];
    new Random(SEED).nextBytes(pixels);
    RgbImage noise = new RgbImage(size, size, pixels);
    try (NetworkClassifier whole = Models.openNetwork(ensemble)) {
      ParityCheck.check(
          images -> mean(models, noise),
          // All outputs, so that maps that do not fit each other are found here.
          images ->
              whole.outputs(images).stream().map(NetworkOutput::logits).toArray(float[][]::new),
          ensemble.preprocessing().normalise(noise));
    }
  }

  private static float[][] mean(List<ModelBundle> models, RgbImage image) {
    float[] mean = new float[models.get(0).labels().size()];
    for (ModelBundle model : models) {
      try (NetworkClassifier member = Models.openNetwork(model)) {
        float[] logits = member.logits(model.preprocessing().normalise(image))[0];
        for (int k = 0; k < mean.length; k++) {
          mean[k] += logits[k] / models.size();
        }
      }
    }
    return new float[][] {mean};
  }
}
