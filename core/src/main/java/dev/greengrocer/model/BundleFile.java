package dev.greengrocer.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.greengrocer.GreengrocerException;
import dev.greengrocer.InvalidModelException;
import dev.greengrocer.Label;
import dev.greengrocer.LabelSet;
import dev.greengrocer.files.Json;
import dev.greengrocer.image.Preprocessing;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What {@code bundle.json} says, property by property. */
@JsonPropertyOrder({
  "formatVersion",
  "name",
  "network",
  "modelSha256",
  "preprocessing",
  "labels",
  "provenance",
  "measurements",
  "decision"
})
record BundleFile(
    int formatVersion,
    String name,
    String network,
    String modelSha256,
    Preprocessing preprocessing,
    List<Label> labels,
    Provenance provenance,
    List<Measurement> measurements,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<DecisionRule> decision) {

  /** The newest version that this program writes and reads; its rule corrects probabilities. */
  static final int FORMAT_VERSION = 4;

  /** What is written with an open set whose probabilities are compared as they are. */
  private static final int OPEN_VERSION = 3;

  /** What is written without an open set, so that earlier programs can read it. */
  private static final int CLOSED_VERSION = 2;

  /** The oldest version that this program reads; it has no decision rule. */
  private static final int OLDEST_VERSION = 1;

  private static final String DECISION = "decision";
  private static final String OPEN_SET = "openSet";
  private static final String CORRECTION = "correction";

  // Every other property must be there, and none that we do not know: a bundle is read as a
  // whole or
  // not at all. Sorted maps make the same bundle the same bytes.
  private static final JsonMapper MAPPER =
      Json.STRICT
          .rebuild()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  static BundleFile of(ModelDescription description, String modelSha256) {
    return new BundleFile(
        version(description.decision()),
        description.name(),
        description.network(),
        modelSha256,
        description.preprocessing(),
        description.labels().labels(),
        description.provenance(),
        description.measurements(),
        description.decision());
  }

  /** The oldest version that says all, so that as many programs as possible can read it. */
  private static int version(Optional<DecisionRule> decision) {
    if (decision.flatMap(DecisionRule::correction).isPresent()) {
      return FORMAT_VERSION;
    }
    return decision.flatMap(DecisionRule::openSet).isPresent() ? OPEN_VERSION : CLOSED_VERSION;
  }

  ModelDescription description() {
    return new ModelDescription(
        name, network, new LabelSet(labels), preprocessing, provenance, measurements, decision);
  }

  byte[] toJson() {
    return MAPPER.writeValueAsBytes(this);
  }

  /**
   * Reads and checks the whole file.
   *
   * @param file what to name in a message
   * @throws InvalidModelException if anything about it is wrong
   */
  static BundleFile parse(byte[] json, Path file) {
    try {
      JsonNode tree = MAPPER.readTree(json);
      checkFormat(tree, file);
      if (!tree.has(DECISION)) {
        // This property, the rule's open set and its correction are the only ones that may be
        // missing.
        ((ObjectNode) tree).putNull(DECISION);
      }
      if (tree.get(DECISION) instanceof ObjectNode rule && !rule.has(OPEN_SET)) {
        rule.putNull(OPEN_SET);
      }
      if (tree.path(DECISION).get(OPEN_SET) instanceof ObjectNode open && !open.has(CORRECTION)) {
        open.putNull(CORRECTION);
      }
      return MAPPER.treeToValue(tree, BundleFile.class);
    } catch (JacksonException e) {
      throw new InvalidModelException(
          "%s: %s; the bundle is damaged: copy it again or export the model anew"
              .formatted(file, explain(e)),
          e);
    }
  }

  private static void checkFormat(JsonNode tree, Path file) {
    JsonNode version = tree.path("formatVersion");
    if (!version.isInt()) {
      throw new InvalidModelException(
          "%s: no whole number 'formatVersion', so this is not a model bundle".formatted(file));
    }
    if (version.intValue() < OLDEST_VERSION || version.intValue() > FORMAT_VERSION) {
      throw new InvalidModelException(
          "%s: format version %d, but this program reads versions %d to %d; use the program that wrote it or export the model anew"
              .formatted(file, version.intValue(), OLDEST_VERSION, FORMAT_VERSION));
    }
  }

  private static String explain(JacksonException failure) {
    if (failure.getCause() instanceof GreengrocerException ours) {
      return String.valueOf(ours.getMessage());
    }
    if (failure instanceof DatabindException) {
      String path =
          failure.getPath().stream()
              .map(
                  step ->
                      step.getPropertyName() == null
                          ? "" + step.getIndex()
                          : step.getPropertyName())
              .collect(Collectors.joining("."));
      // What follows a semicolon or bracket is advice to programmers.
      String reason = failure.getOriginalMessage().replaceFirst("(?s) ?[;(].*", "");
      return "'%s': %s".formatted(path, reason);
    }
    return "not JSON at line %d, column %d (%s)"
        .formatted(
            failure.getLocation().getLineNr(),
            failure.getLocation().getColumnNr(),
            failure.getOriginalMessage());
  }
}
