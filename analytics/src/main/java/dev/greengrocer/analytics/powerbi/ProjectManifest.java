package dev.greengrocer.analytics.powerbi;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.files.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;

/**
 * What a project consists of, as its {@code manifest.json} says it: the SHA-256 of each file, by
 * path with slashes. With it a later run tells what it may replace from what people have changed.
 *
 * @param format distinguishes a manifest of this program from another program's
 * @param files all but the manifest
 */
record ProjectManifest(String format, SortedMap<String, String> files) {

  static final String NAME = "manifest.json";
  private static final String FORMAT = "greengrocer-power-bi";

  static ProjectManifest of(Map<String, String> files) {
    SortedMap<String, String> hashes = new TreeMap<>();
    files.forEach((path, text) -> hashes.put(path, Sha256.of(text)));
    return new ProjectManifest(FORMAT, hashes);
  }

  String text() {
    return Json.text(Json.object("format", format, "files", files));
  }

  /**
   * Lets only a project that was not changed, or nothing, be replaced.
   *
   * @throws InvalidConfigurationException if anything else is in the place
   */
  static void refuseAnythingElse(Path place) throws IOException {
    if (!Files.exists(place)) {
      return;
    }
    if (!Files.isDirectory(place)) {
      throw new InvalidConfigurationException(
          "--out %s: is a file; give a folder".formatted(place));
    }
    Map<String, String> known = known(place);
    try (Stream<Path> found = Files.walk(place)) {
      for (Path path : found.sorted().toList()) {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
          refuseUnlessKnown(place, path, known);
        }
      }
    }
  }

  private static void refuseUnlessKnown(Path place, Path path, Map<String, String> known)
      throws IOException {
    String name = place.relativize(path).toString().replace('\\', '/');
    if (name.equals(NAME) && !known.isEmpty()) {
      return;
    }
    String hash = known.get(name);
    if (hash == null || Files.isSymbolicLink(path)) {
      throw new InvalidConfigurationException(
          "--out %s: holds '%s', which this command did not write and which would be lost; move it, or choose another folder"
              .formatted(place, name));
    }
    if (!hash.equals(Sha256.ofFile(path))) {
      throw new InvalidConfigurationException(
          "--out %s: '%s' was changed since it was written, and the change would be lost; choose another folder"
              .formatted(place, name));
    }
  }

  private static Map<String, String> known(Path place) throws IOException {
    Path file = place.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      return Map.of();
    }
    try {
      ProjectManifest manifest =
          dev.greengrocer.files.Json.MAPPER.readValue(
              new String(Files.readAllBytes(file), UTF_8), ProjectManifest.class);
      return FORMAT.equals(manifest.format()) && manifest.files() != null
          ? manifest.files()
          : Map.of();
    } catch (JacksonException e) {
      return Map.of(); // Another program's, so it is named as what would be lost.
    }
  }
}
