package dev.greengrocer.training;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.model.ModelBundles;
import dev.greengrocer.training.export.OnnxWeights;
import dev.greengrocer.training.network.NetworkSpec;
import dev.greengrocer.training.network.ParameterSpec;
import dev.greengrocer.training.network.Safetensors;
import dev.greengrocer.training.network.WeightTransfer;
import dev.greengrocer.training.network.Weights;
import dev.greengrocer.training.torch.TorchLearner;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a run starts from: a model bundle, or weights that others published as safetensors. */
public final class StartingWeights {

  private static final Logger log = LoggerFactory.getLogger(StartingWeights.class);

  private StartingWeights() {}

  /** Whether a path names published weights rather than a bundle. */
  static boolean areSafetensors(Path init) {
    return init.toString().endsWith(Safetensors.SUFFIX);
  }

  /**
   * Options, and what the bundle to start from says of network and size where they do not.
   *
   * @param options training options by key
   * @param init the weights to start from, if there are any
   * @throws dev.greengrocer.InvalidModelException if the bundle is damaged
   */
  public static Map<String, Object> complete(Map<String, Object> options, Optional<Path> init) {
    Map<String, Object> completed = new HashMap<>();
    init.filter(weights -> !areSafetensors(weights))
        .map(ModelBundles::open)
        .filter(start -> network(start).equals(options.getOrDefault("network", network(start))))
        .ifPresent(
            start -> {
              completed.put("network", network(start));
              completed.put("input-size", start.preprocessing().size());
              completed.put("resize", start.preprocessing().resize());
            });
    if (options.containsKey("input-size")) {
      completed.remove("resize");
    }
    completed.putAll(options);
    return completed;
  }

  /** Of an ensemble it is the first network that gives its weights. */
  private static String network(ModelBundle start) {
    return ModelEnsemble.firstNetwork(start.network());
  }

  /**
   * Gives a learner every array that fits it by name and shape.
   *
   * @throws InvalidConfigurationException if none but those of the head does
   * @throws dev.greengrocer.InvalidModelException if the file or bundle is damaged
   * @throws dev.greengrocer.StorageException if it cannot be read
   */
  static void give(Path init, NetworkSpec network, TorchLearner learner) {
    Weights weights =
        areSafetensors(init)
            ? Safetensors.read(init)
            : OnnxWeights.read(ModelBundles.open(init).modelFile());
    WeightTransfer transfer = learner.initialise(weights);
    List<String> head = network.headParameters().stream().map(ParameterSpec::name).toList();
    if (head.containsAll(transfer.loaded())) {
      throw new InvalidConfigurationException(
          "%s: none of its %d arrays fits the body of network '%s' (its first is '%s'); name the --network that they belong to"
              .formatted(
                  init, weights.tensors().size(), network.name(), weights.tensors().get(0).name()));
    }
    log.info(
        "{}: {} arrays taken over, {} of another shape and {} missing ones drawn at random",
        init,
        transfer.loaded().size(),
        transfer.reshaped().size(),
        transfer.missing().size());
  }
}
