package dev.greengrocer.training.loop;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.StorageException;
import dev.greengrocer.files.AtomicFile;
import dev.greengrocer.lab.dataset.Yaml;
import dev.greengrocer.training.data.DistillationOptions;
import dev.greengrocer.training.network.Architectures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Training options as YAML: sections of {@code kebab-case} keys, each key unique, so that the flag
 * {@code --learning-rate} means {@code rate: learning-rate}.
 */
public final class ConfigFile {

  /** The section that only runs with teachers have. */
  private static final String DISTILLATION = "distillation";

  /** The section that says where a run came from; it holds no options and is not read as such. */
  private static final String RUN = "run";

  private static final YAMLMapper YAML =
      Yaml.MAPPER
          .rebuild()
          .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
          .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .build();

  /** The keys whose values are names, with the names that they take. */
  private static final Map<String, List<String>> NAMES =
      Map.of(
          "network", Architectures.names(),
          "precision", namesOf(Precision.values()),
          "optimizer", namesOf(Optimizer.values()),
          "schedule", namesOf(Schedule.values()));

  private ConfigFile() {}

  /**
   * Every option by its key, in the order of the file.
   *
   * @return numbers and names; enumerated values in lower case
   */
  public static Map<String, Object> values(TrainingConfig config) {
    Map<String, Object> values = new LinkedHashMap<>();
    leaves(tree(config))
        .forEach((key, value) -> values.put(key, YAML.treeToValue(value, Object.class)));
    return values;
  }

  /**
   * Writes every option and where the run came from.
   *
   * @throws StorageException if it cannot be written
   */
  public static void write(Path file, TrainingConfig config, RunOrigin origin) {
    ObjectNode tree = tree(config);
    ObjectNode run = YAML.valueToTree(origin);
    if (origin.distillation() == null) {
      run.remove(DISTILLATION);
    }
    tree.set(RUN, run);
    AtomicFile.write(file, YAML.writeValueAsString(tree).getBytes(StandardCharsets.UTF_8));
  }

  private static ObjectNode tree(TrainingConfig config) {
    ObjectNode tree = YAML.valueToTree(config);
    if (config.distillation().equals(DistillationOptions.none())) {
      tree.remove(DISTILLATION);
    }
    return tree;
  }

  /**
   * Reads where a run came from.
   *
   * @throws InvalidConfigurationException if the file does not say
   * @throws StorageException if it cannot be read
   */
  public static RunOrigin origin(Path file) {
    try {
      return YAML.treeToValue(parse(file).path(RUN), RunOrigin.class);
    } catch (JacksonException | NullPointerException e) {
      throw new InvalidConfigurationException(
          file + ": its section '" + RUN + "' is damaged; restore the file or start a new run", e);
    }
  }

  /**
   * The weights that the run of a file started from, where the file is a run's own.
   *
   * @throws InvalidConfigurationException if it is not YAML
   * @throws StorageException if it cannot be read
   */
  public static Optional<String> init(Path file) {
    String init = parse(file).path(RUN).path("init").asString("");
    return init.isEmpty() ? Optional.empty() : Optional.of(init);
  }

  /**
   * Completes the options of a file with the defaults of its network.
   *
   * @throws InvalidConfigurationException that lists every fault
   * @throws StorageException if the file cannot be read
   */
  public static TrainingConfig read(Path file, Map<String, Object> flags) {
    return read(file, flags, DistillationOptions.none());
  }

  /**
   * Completes the options of a file with the defaults of its network.
   *
   * @param distillation what is not said of teachers
   * @throws InvalidConfigurationException that lists every fault
   * @throws StorageException if the file cannot be read
   */
  public static TrainingConfig read(
      Path file, Map<String, Object> flags, DistillationOptions distillation) {
    return complete(file.toString(), leaves(parse(file)), flags, distillation);
  }

  /**
   * Completes flags with the defaults of their network.
   *
   * @param flags values by key, such as {@code learning-rate}
   * @throws InvalidConfigurationException that lists every fault
   */
  public static TrainingConfig of(Map<String, Object> flags) {
    return of(flags, DistillationOptions.none());
  }

  /**
   * Completes flags with the defaults of their network.
   *
   * @param flags values by key, such as {@code learning-rate}
   * @param distillation what they do not say of teachers
   * @throws InvalidConfigurationException that lists every fault
   */
  public static TrainingConfig of(Map<String, Object> flags, DistillationOptions distillation) {
    return complete("the training options", Map.of(), flags, distillation);
  }

  private static TrainingConfig complete(
      String where,
      Map<String, JsonNode> file,
      Map<String, Object> flags,
      DistillationOptions distillation) {
    Map<String, JsonNode> given = new LinkedHashMap<>(file);
    flags.forEach((key, value) -> given.put(key, YAML.valueToTree(value)));
    JsonNode network = given.get("network");
    String name = network == null ? TrainingConfig.DEFAULT_NETWORK : network.asString("");
    ObjectNode tree = YAML.valueToTree(TrainingConfig.defaults(name).with(distillation));
    List<String> faults = new ArrayList<>();
    given.forEach((key, value) -> set(tree, key, value, faults));
    deriveMissing(tree, given);
    return construct(where, tree, faults);
  }

  /** Sizes follow the input size and the warm-up the epochs, unless they are given themselves. */
  private static void deriveMissing(ObjectNode tree, Map<String, JsonNode> given) {
    ObjectNode input = (ObjectNode) tree.get("input");
    int inputSize = input.get("input-size").asInt(1);
    if (!given.containsKey("train-size")) {
      input.put("train-size", inputSize);
    }
    if (!given.containsKey("resize")) {
      input.put("resize", InputOptions.resizeFor(inputSize));
    }
    if (!given.containsKey("warmup-epochs")) {
      int epochs = tree.get("epochs").asInt(1);
      ((ObjectNode) tree.get("rate")).put("warmup-epochs", ScheduleOptions.warmupFor(epochs));
    }
  }

  private static void set(ObjectNode tree, String key, JsonNode value, List<String> faults) {
    Optional<ObjectNode> section = sectionOf(tree, key);
    Optional<String> fault =
        section.isEmpty()
            ? Optional.of("there is no option '%s'".formatted(key))
            : fault(key, section.get().get(key), value);
    fault.ifPresentOrElse(faults::add, () -> section.orElseThrow().set(key, value));
  }

  private static Optional<String> fault(String key, JsonNode example, JsonNode value) {
    List<String> names = NAMES.get(key);
    String wanted =
        names != null
            ? "one of " + String.join(", ", names)
            : example.isIntegralNumber() ? "a whole number" : "a number";
    boolean fits =
        names != null
            ? value.isString() && names.contains(value.stringValue().toLowerCase(Locale.ROOT))
            : example.isIntegralNumber() ? value.canConvertToInt() : value.isNumber();
    return fits
        ? Optional.empty()
        : Optional.of("%s is %s but must be %s".formatted(key, value, wanted));
  }

  private static TrainingConfig construct(String where, ObjectNode tree, List<String> faults) {
    try {
      TrainingConfig config = YAML.treeToValue(tree, TrainingConfig.class);
      if (faults.isEmpty()) {
        return config;
      }
    } catch (JacksonException e) {
      if (!(e.getCause() instanceof InvalidConfigurationException outOfRange)) {
        throw e;
      }
      String.valueOf(outOfRange.getMessage()).lines().forEach(faults::add);
    }
    throw new InvalidConfigurationException(Faults.message(where, faults));
  }

  private static Optional<ObjectNode> sectionOf(ObjectNode tree, String key) {
    return Stream.concat(Stream.of(tree), tree.valueStream())
        .filter(node -> node.has(key) && !node.get(key).isObject())
        .map(ObjectNode.class::cast)
        .findFirst();
  }

  /** Every value by its key, whatever section it is in. */
  private static Map<String, JsonNode> leaves(JsonNode tree) {
    Map<String, JsonNode> leaves = new LinkedHashMap<>();
    tree.properties()
        .forEach(
            entry -> {
              if (!entry.getValue().isObject()) {
                leaves.put(entry.getKey(), entry.getValue());
              } else if (!entry.getKey().equals(RUN)) {
                leaves.putAll(leaves(entry.getValue()));
              }
            });
    return leaves;
  }

  private static JsonNode parse(Path file) {
    try {
      return YAML.readTree(Files.readAllBytes(file));
    } catch (JacksonException e) {
      throw new InvalidConfigurationException(
          "%s: not YAML: %s".formatted(file, e.getOriginalMessage()), e);
    } catch (IOException e) {
      throw new StorageException(file + ": cannot be read; check that it exists", e);
    }
  }

  private static List<String> namesOf(Enum<?>[] values) {
    return Arrays.stream(values).map(value -> value.name().toLowerCase(Locale.ROOT)).toList();
  }
}
