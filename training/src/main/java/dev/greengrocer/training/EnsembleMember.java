package dev.greengrocer.training;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.model.ModelDescription;
import dev.greengrocer.model.Provenance;
import dev.greengrocer.training.export.OnnxMember;
import dev.greengrocer.training.export.OnnxMetadata;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One network of an ensemble becomes a model of its own: to be joined with others, where the models
 * that the ensemble was made of are no longer at hand.
 *
 * @param ensemble a model that {@link ModelEnsemble} made, quantized or not
 * @param number of the network, from 1
 * @param name of the new model
 * @param codeVersion version and commit of the program
 */
public record EnsembleMember(ModelBundle ensemble, int number, String name, String codeVersion) {

  /** How the options begin that tell of all networks of a quantized ensemble. */
  private static final String QUANTIZED = "quantized-";

  /**
   * Writes the new bundle, which has no decision rule and no measurements yet.
   *
   * @throws InvalidConfigurationException if the ensemble has no network of that number
   * @throws dev.greengrocer.InvalidModelException if the model is no ensemble
   * @throws dev.greengrocer.StorageException if something cannot be read or written
   */
  public ModelBundle write(Path directory) {
    List<String> networks = ModelEnsemble.networks(ensemble.network());
    if (number < 1 || number > networks.size()) {
      throw new InvalidConfigurationException(
          "%s has %d networks (%s), but number %d was asked for"
              .formatted(
                  ensemble.directory(), networks.size(), String.join(", ", networks), number));
    }
    ModelDescription description = description(networks.get(number - 1));
    byte[] onnx =
        OnnxMember.take(
            ensemble.modelFile(),
            number - 1,
            networks.size(),
            description.network(),
            new OnnxMetadata(
                description.labels(),
                description.preprocessing(),
                description.provenance().dataHash(),
                codeVersion));
    try (UncheckedBundle member = UncheckedBundle.write(directory, onnx, description)) {
      return member.accept();
    }
  }

  private ModelDescription description(String network) {
    ModelDescription before = ensemble.description();
    Provenance made = before.provenance();
    Map<String, String> options = new HashMap<>(made.options());
    if (number > 1) {
      // An ensemble keeps the options of its first network's training, which are not this one's.
      options.keySet().removeIf(option -> !option.startsWith(QUANTIZED));
    }
    options.put(
        "member-of",
        "%s %s, network %d"
            .formatted(ensemble.name(), ensemble.modelSha256().substring(0, 12), number));
    return new ModelDescription(
        name,
        network,
        before.labels(),
        before.preprocessing(),
        DerivedProvenance.of(made, made.dataHash(), codeVersion, options),
        List.of());
  }
}
