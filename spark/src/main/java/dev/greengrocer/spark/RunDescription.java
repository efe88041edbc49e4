package dev.greengrocer.spark;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.StorageException;
import dev.greengrocer.files.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;

/**
 * What a run was begun with: all that a row depends on. Written when the plan is whole, so that a
 * plan without it is made again.
 *
 * @param format of the plan and the rows, {@link #FORMAT}
 * @param input where the photos come from, as a full URI
 * @param model the model's name
 * @param modelSha256 the hash of the network
 * @param bundleSha256 the hash of the bundle's description, labels and rule of decision included
 * @param top how many labels a row holds
 */
@JsonPropertyOrder({"format", "input", "model", "modelSha256", "bundleSha256", "top"})
record RunDescription(
    int format, String input, String model, String modelSha256, String bundleSha256, int top) {

  static final int FORMAT = 1;

  static RunDescription of(String input, BundleFiles bundle, int top) {
    return new RunDescription(
        FORMAT, input, bundle.name(), bundle.modelSha256(), bundle.sha256(), top);
  }

  byte[] toJson() {
    return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
  }

  /**
   * @throws StorageException if it was not written by this program
   */
  static RunDescription parse(byte[] json, String place) {
    try {
      return Json.MAPPER.readValue(json, RunDescription.class);
    } catch (JacksonException e) {
      throw new StorageException(
          "%s: damaged, or of another program (%s); choose another folder for --out"
              .formatted(place, e.getOriginalMessage()),
          e);
    }
  }

  /**
   * @param out the folder, as it was given
   * @throws InvalidConfigurationException if rows of both in one folder would not mean the same
   */
  void requireSame(RunDescription wanted, String out) {
    List<String> differences = new ArrayList<>();
    if (format != wanted.format) {
      differences.add("by another version of the program (format %d)".formatted(format));
    }
    if (!input.equals(wanted.input)) {
      differences.add("with --input %s, not %s".formatted(input, wanted.input));
    }
    if (!bundleSha256.equals(wanted.bundleSha256)) {
      differences.add(
          "with the bundle %s (bundle.json %s…), not %s (%s…)"
              .formatted(
                  model,
                  bundleSha256.substring(0, Math.min(12, bundleSha256.length())),
                  wanted.model,
                  wanted.bundleSha256.substring(0, 12)));
    }
    if (top != wanted.top) {
      differences.add("with --top %d, not %d".formatted(top, wanted.top));
    }
    if (!differences.isEmpty()) {
      throw new InvalidConfigurationException(
          "--out %s: holds a run that was begun %s; give the same to go on with it, or another folder"
              .formatted(out, String.join(" and ", differences)));
    }
  }
}
