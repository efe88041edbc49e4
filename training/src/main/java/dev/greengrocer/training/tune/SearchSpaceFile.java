package dev.greengrocer.training.tune;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.StorageException;
import dev.greengrocer.lab.dataset.Yaml;
import dev.greengrocer.training.loop.ConfigFile;
import dev.greengrocer.training.loop.Faults;
import dev.greengrocer.training.loop.TrainingConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Search spaces as YAML: a section {@code fixed} with options as in a training configuration, and a
 * section {@code search} with a range an option:
 *
 * <pre>
 * fixed:
 *   network: resnet-small
 * search:
 *   learning-rate: {log-uniform: [0.0003, 0.01]}
 *   rotation: {uniform: [0, 30]}
 *   optimizer: {choice: [sgd, adamw]}
 * </pre>
 */
public final class SearchSpaceFile {

  private static final String FIXED = "fixed";
  private static final String SEARCH = "search";
  private static final String UNIFORM = "uniform";
  private static final String LOG_UNIFORM = "log-uniform";
  private static final String CHOICE = "choice";
  private static final List<String> KINDS = List.of(UNIFORM, LOG_UNIFORM, CHOICE);

  /** What halving decides, and what must be alike for trials to be compared. */
  private static final List<String> NOT_SEARCHED = List.of("epochs", "seed");

  private SearchSpaceFile() {}

  /**
   * Reads a file.
   *
   * @throws InvalidConfigurationException that lists every fault
   * @throws StorageException if the file cannot be read
   */
  public static SearchSpace read(Path file) {
    try {
      return parse(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw StorageException.reading(file, e);
    }
  }

  /**
   * The built-in space.
   *
   * @param fineTuning whether training starts from weights that are good already
   */
  public static SearchSpace builtIn(boolean fineTuning) {
    return parse("the built-in search space", builtInText(fineTuning));
  }

  /** The built-in space as its file, with comments, for people to start their own from. */
  public static String builtInText(boolean fineTuning) {
    String name = fineTuning ? "fine-tuning.yaml" : "from-scratch.yaml";
    try (InputStream stream =
        Objects.requireNonNull(SearchSpaceFile.class.getResourceAsStream(name), name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The same space with options that all trials share, in the place of whatever it said of them.
   *
   * @param options values as they would be in a file, by key
   * @throws InvalidConfigurationException that lists every fault
   */
  public static SearchSpace with(SearchSpace space, Map<String, String> options) {
    Map<String, Object> fixed = new LinkedHashMap<>(space.fixed());
    Map<String, Range> searched = new LinkedHashMap<>(space.searched());
    options.forEach(
        (key, value) -> {
          fixed.put(key, plain(Yaml.MAPPER.readTree(value)));
          searched.remove(key);
        });
    return parse("the search space", text(new SearchSpace(fixed, searched)));
  }

  /**
   * Reads a text.
   *
   * @param where what to call it in a message
   */
  static SearchSpace parse(String where, String text) {
    JsonNode tree;
    try {
      tree = Yaml.MAPPER.readTree(text);
    } catch (JacksonException e) {
      throw new InvalidConfigurationException(
          "%s: not YAML: %s".formatted(where, e.getOriginalMessage()), e);
    }
    List<String> faults = new ArrayList<>();
    SearchSpace space = space(tree, faults);
    if (faults.isEmpty() && space.searched().isEmpty()) {
      faults.add("the section 'search' names no option; there is nothing to tune");
    }
    if (faults.isEmpty()) {
      faults.addAll(extremesOutOfRange(space));
    }
    if (!faults.isEmpty()) {
      throw new InvalidConfigurationException(Faults.message(where, faults));
    }
    return space;
  }

  private static SearchSpace space(JsonNode tree, List<String> faults) {
    for (Map.Entry<String, JsonNode> section : tree.properties()) {
      if (!List.of(FIXED, SEARCH).contains(section.getKey())) {
        faults.add(
            "there is no section '%s', only '%s' and '%s'"
                .formatted(section.getKey(), FIXED, SEARCH));
      }
    }
    Map<String, Object> fixed = new LinkedHashMap<>();
    leaves(tree.path(FIXED)).forEach((key, value) -> fixed.put(key, plain(value)));
    Map<String, Object> options = options(fixed, faults);
    Map<String, Range> searched = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : tree.path(SEARCH).properties()) {
      String key = entry.getKey();
      Object standard = options.get(key);
      if (standard == null) {
        faults.add("search: there is no option '%s'".formatted(key));
      } else if (NOT_SEARCHED.contains(key)) {
        faults.add("search: '%s' is the same for all trials; set it in 'fixed'".formatted(key));
      } else if (fixed.containsKey(key)) {
        faults.add("'%s' is in 'fixed' and in 'search'; leave one out".formatted(key));
      } else {
        range(key, entry.getValue(), isWhole(standard), faults, searched);
      }
    }
    return new SearchSpace(fixed, searched);
  }

  /** Every option with a value of its type; faults among the fixed ones are reported. */
  private static Map<String, Object> options(Map<String, Object> fixed, List<String> faults) {
    try {
      return ConfigFile.values(ConfigFile.of(fixed));
    } catch (InvalidConfigurationException e) {
      faults.add(String.valueOf(e.getMessage()));
      return ConfigFile.values(TrainingConfig.defaults(TrainingConfig.DEFAULT_NETWORK));
    }
  }

  private static void range(
      String key, JsonNode node, boolean whole, List<String> faults, Map<String, Range> searched) {
    String kind = node.isObject() && node.size() == 1 ? node.propertyNames().iterator().next() : "";
    JsonNode values = node.path(kind);
    if (!KINDS.contains(kind) || !values.isArray() || values.isEmpty()) {
      faults.add(
          "search: %s must be {uniform: [LOW, HIGH]}, {log-uniform: [LOW, HIGH]} or {choice: [A, B]}, but is %s"
              .formatted(key, node));
    } else if (kind.equals(CHOICE)) {
      searched.put(
          key, new Range.Choice(values.valueStream().map(SearchSpaceFile::plain).toList()));
    } else if (values.size() != 2 || !values.get(0).isNumber() || !values.get(1).isNumber()) {
      faults.add("search: %s: %s takes two numbers, not %s".formatted(key, kind, values));
    } else if (!(values.get(0).asDouble() < values.get(1).asDouble())
        || (kind.equals(LOG_UNIFORM) && !(values.get(0).asDouble() > 0))) {
      faults.add(
          "search: %s: %s goes from a low%s to a higher number, not %s"
              .formatted(key, kind, kind.equals(LOG_UNIFORM) ? ", above 0," : "", values));
    } else {
      double low = values.get(0).asDouble();
      double high = values.get(1).asDouble();
      searched.put(
          key,
          kind.equals(UNIFORM)
              ? new Range.Uniform(low, high, whole)
              : new Range.LogUniform(low, high, whole));
    }
  }

  /** Faults that only a training configuration can find: values out of an option's own range. */
  private static List<String> extremesOutOfRange(SearchSpace space) {
    Set<String> faults = new LinkedHashSet<>();
    space
        .searched()
        .forEach(
            (key, range) -> {
              for (Object extreme : range.extremes()) {
                Map<String, Object> options = new LinkedHashMap<>(space.fixed());
                options.put(key, extreme);
                try {
                  ConfigFile.of(options);
                } catch (InvalidConfigurationException e) {
                  faults.add("search: %s: %s".formatted(key, e.getMessage()));
                }
              }
            });
    return List.copyOf(faults);
  }

  /** A space as the text of its file. */
  static String text(SearchSpace space) {
    ObjectNode tree = Yaml.MAPPER.createObjectNode();
    tree.set(FIXED, Yaml.MAPPER.valueToTree(space.fixed()));
    ObjectNode search = tree.putObject(SEARCH);
    space
        .searched()
        .forEach(
            (key, range) -> {
              ObjectNode node = search.putObject(key);
              if (range instanceof Range.Uniform uniform) {
                node.putArray(UNIFORM).add(uniform.low()).add(uniform.high());
              } else if (range instanceof Range.LogUniform factors) {
                node.putArray(LOG_UNIFORM).add(factors.low()).add(factors.high());
              } else if (range instanceof Range.Choice choice) {
                node.set(CHOICE, Yaml.MAPPER.valueToTree(choice.values()));
              }
            });
    return Yaml.MAPPER.writeValueAsString(tree);
  }

  private static boolean isWhole(Object standard) {
    return standard instanceof Integer || standard instanceof Long;
  }

  private static Object plain(JsonNode value) {
    return Yaml.MAPPER.treeToValue(value, Object.class);
  }

  /** Options may be in sections, as in a run's own file; their keys are unique all the same. */
  private static Map<String, JsonNode> leaves(JsonNode tree) {
    Map<String, JsonNode> leaves = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : tree.properties()) {
      if (entry.getValue().isObject()) {
        leaves.putAll(leaves(entry.getValue()));
      } else {
        leaves.put(entry.getKey(), entry.getValue());
      }
    }
    return leaves;
  }
}
