package dev.greengrocer.experiment;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.greengrocer.StorageException;
import dev.greengrocer.files.Json;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** What the file of an experiment says, property by property. */
@JsonPropertyOrder({"format", "version", "experiment"})
record ExperimentFile(String format, int version, Experiment experiment) {

  private static final String FORMAT = "greengrocer-experiment";
  private static final int VERSION = 1;

  private static final JsonMapper MAPPER =
      Json.INDENTED
          .rebuild()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enumNamingStrategy(EnumNamingStrategies.LOWER_CASE)
          .build();

  static byte[] toJson(Experiment experiment) {
    return MAPPER.writeValueAsBytes(new ExperimentFile(FORMAT, VERSION, experiment));
  }

  /**
   * Reads a file.
   *
   * @param file what to name in a message
   * @throws StorageException if it holds no experiment
   */
  static Experiment parse(byte[] json, Path file) {
    ExperimentFile read;
    try {
      read = MAPPER.readValue(json, ExperimentFile.class);
    } catch (JacksonException e) {
      throw new StorageException("%s: %s; %s".formatted(file, reason(e), remedy()), e);
    }
    if (read == null || !FORMAT.equals(read.format) || read.experiment == null) {
      throw new StorageException("%s: is no experiment; %s".formatted(file, remedy()));
    }
    if (read.version != VERSION) {
      throw new StorageException(
          "%s: format version %d, but this program reads version %d; upgrade the server"
              .formatted(file, read.version, VERSION));
    }
    requireComplete(read.experiment, file);
    return read.experiment;
  }

  /** What our own checks said, else what Jackson says. */
  private static String reason(JacksonException failure) {
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof IllegalArgumentException) {
        return String.valueOf(cause.getMessage());
      }
      if (cause instanceof NullPointerException) {
        return "something is missing in it";
      }
    }
    return failure.getOriginalMessage();
  }

  /** Jackson leaves null where a file says nothing. */
  @SuppressWarnings("ConstantConditions")
  private static void requireComplete(Experiment one, Path file) {
    boolean complete =
        one.title() != null
            && one.title().kind() != null
            && one.course() != null
            && one.course().state() != null
            && one.course().started() != null
            && one.origin() != null
            && one.findings() != null
            && one.findings().epochs().stream()
                .allMatch(epoch -> epoch.ended() != null && epoch.validation() != null);
    if (!complete) {
      throw new StorageException("%s: something is missing in it; %s".formatted(file, remedy()));
    }
  }

  private static String remedy() {
    return "remove the file, or put it right";
  }
}
