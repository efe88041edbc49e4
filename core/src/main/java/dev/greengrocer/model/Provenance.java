package dev.greengrocer.model;

import java.util.Map;

/**
 * What a model was made from: enough to make it again and to tell whether two models are
 * comparable.
 *
 * @param dataHash content hash of the data set, see {@code DatasetManifest}
 * @param codeVersion version and commit of the program that trained it
 * @param seed the seed of training
 * @param createdAt when training ended, ISO 8601 in UTC
 * @param options every training option by its name
 * @param machine processor, cores, memory and library versions
 */
public record Provenance(
    String dataHash,
    String codeVersion,
    long seed,
    String createdAt,
    Map<String, String> options,
    Map<String, String> machine) {

  /** Copies the maps. */
  public Provenance {
    options = Map.copyOf(options);
    machine = Map.copyOf(machine);
  }
}
