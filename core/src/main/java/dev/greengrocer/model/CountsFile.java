package dev.greengrocer.model;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.greengrocer.GreengrocerException;
import dev.greengrocer.InvalidModelException;
import dev.greengrocer.files.Json;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** What {@code evaluation-counts.json} says, property by property. */
@JsonPropertyOrder({"formatVersion", "modelSha256", "evaluations"})
record CountsFile(int formatVersion, String modelSha256, List<EvaluationCounts> evaluations) {

  private static final int FORMAT_VERSION = 1;

  private static final JsonMapper MAPPER =
      Json.STRICT.rebuild().enumNamingStrategy(EnumNamingStrategies.LOWER_CASE).build();

  static byte[] toJson(String modelSha256, List<EvaluationCounts> evaluations) {
    return MAPPER.writeValueAsBytes(new CountsFile(FORMAT_VERSION, modelSha256, evaluations));
  }

  /**
   * Reads the file of a bundle.
   *
   * @param file what to name in a message
   * @throws InvalidModelException if it is damaged or about another model
   */
  static List<EvaluationCounts> parse(byte[] json, ModelBundle bundle, Path file) {
    CountsFile read;
    try {
      read = MAPPER.readValue(json, CountsFile.class);
    } catch (JacksonException e) {
      String reason =
          e.getCause() instanceof GreengrocerException ours
              ? String.valueOf(ours.getMessage())
              : e.getOriginalMessage();
      throw new InvalidModelException("%s: %s; %s".formatted(file, reason, remedy()), e);
    }
    if (read.formatVersion != FORMAT_VERSION) {
      throw new InvalidModelException(
          "%s: format version %d, but this program reads version %d; %s"
              .formatted(file, read.formatVersion, FORMAT_VERSION, remedy()));
    }
    if (!read.modelSha256.equals(bundle.modelSha256())) {
      throw new InvalidModelException(
          "%s: counted with another model (SHA-256 %s); %s"
              .formatted(file, read.modelSha256, remedy()));
    }
    for (EvaluationCounts counts : read.evaluations) {
      if (counts.classes() != bundle.labels().size()) {
        throw new InvalidModelException(
            "%s: %d classes, but the model has %d labels; %s"
                .formatted(file, counts.classes(), bundle.labels().size(), remedy()));
      }
    }
    return List.copyOf(read.evaluations);
  }

  private static String remedy() {
    return "remove the file, and count anew with 'greengrocer evaluate --record'";
  }
}
