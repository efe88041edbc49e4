package dev.greengrocer.lab.dataset;

import dev.greengrocer.InvalidDatasetException;
import dev.greengrocer.StorageException;
import dev.greengrocer.files.Json;
import dev.greengrocer.files.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The part of {@code dataset.json} that the program reads back. The whole is a <a
 * href="https://docs.mlcommons.org/croissant/docs/croissant-spec.html">Croissant 1.0</a>
 * description, so that other tools can load the samples; the terms under {@code gg:} are ours.
 *
 * @param seed the seed of the split
 * @param contentHash SHA-256 over labels and samples
 */
public record CroissantMetadata(long seed, String contentHash) {

  /** Says what was not given: Croissant recommends these members, and silence is no licence. */
  private static final String UNKNOWN_LICENSE =
      "Unknown: the photos keep the licences of their sources";

  private static final String UNKNOWN_CITATION = "Unknown: cite the sources of the photos";

  /**
   * Describes a manifest whose {@code manifest.csv} has been written already.
   *
   * @param options what the data set was made with; {@link DatasetOrigin} fills {@code license},
   *     {@code cite-as} and {@code date-published}
   */
  static void write(DatasetManifest manifest, Map<String, String> options) {
    ObjectNode document = template();
    document.put("license", options.getOrDefault(DatasetOrigin.LICENSE, UNKNOWN_LICENSE));
    document.put("citeAs", options.getOrDefault(DatasetOrigin.CITE_AS, UNKNOWN_CITATION));
    @Nullable String published = options.get(DatasetOrigin.DATE_PUBLISHED);
    if (published == null) {
      document.remove("datePublished");
    } else {
      document.put("datePublished", published);
    }
    document.put("gg:seed", manifest.seed());
    document.put("gg:contentHash", manifest.contentHash());
    document.set("gg:options", Json.INDENTED.valueToTree(new TreeMap<>(options)));
    Path csv = manifest.directory().resolve(DatasetFiles.MANIFEST);
    Path file = manifest.directory().resolve(DatasetFiles.DATASET);
    try {
      String hash = Sha256.of(Files.readAllBytes(csv));
      ((ObjectNode) document.get("distribution").get(0)).put("sha256", hash);
    } catch (IOException e) {
      throw StorageException.reading(csv, e);
    }
    try {
      Files.writeString(file, Json.INDENTED.writeValueAsString(document) + "\n");
    } catch (IOException e) {
      throw StorageException.writing(file, e);
    }
  }

  public static CroissantMetadata read(Path file) {
    JsonNode document;
    try {
      document = Json.INDENTED.readTree(Files.readString(file));
    } catch (JacksonException e) {
      throw new InvalidDatasetException(
          "%s: not JSON (%s); run prepare again".formatted(file, e.getOriginalMessage()), e);
    } catch (IOException e) {
      throw StorageException.reading(file, e);
    }
    @Nullable JsonNode seed = document.get("gg:seed");
    @Nullable JsonNode contentHash = document.get("gg:contentHash");
    if (seed == null
        || !seed.isIntegralNumber()
        || contentHash == null
        || !contentHash.isString()) {
      throw new InvalidDatasetException(
          file + ": gg:seed or gg:contentHash is missing; run prepare again");
    }
    return new CroissantMetadata(seed.longValue(), contentHash.stringValue());
  }

  private static ObjectNode template() {
    try (InputStream stream = CroissantMetadata.class.getResourceAsStream("croissant.json")) {
      return (ObjectNode) Json.INDENTED.readTree(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
