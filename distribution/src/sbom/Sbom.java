import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Prints what a package consists of, as a CycloneDX 1.6 document: each jar with its coordinates and
 * the SHA-256 of the file as it is in the package, the Java runtime, and the model. The same package
 * gives the same bytes.
 *
 * <p>{@code java Sbom.java STAGE VERSION EPOCH LIBRARIES…}: the folder of the package, its version,
 * the time of its commit in seconds, and the files in which Maven listed the libraries.
 */
final class Sbom {

  private static final String GROUP = "dev.greengrocer";

  private Sbom() {}

  /** Where a jar comes from. */
  private record Coordinates(String group, String artifact, String version, String classifier) {

    String file() {
      return artifact + "-" + version + (classifier.isEmpty() ? "" : "-" + classifier) + ".jar";
    }

    String purl() {
      return "pkg:maven/%s/%s@%s%s"
          .formatted(
              group, artifact, version, classifier.isEmpty() ? "" : "?classifier=" + classifier);
    }
  }

  public static void main(String[] arguments) throws IOException {
    Path stage = Path.of(arguments[0]);
    String version = arguments[1];
    Map<String, Coordinates> known = new TreeMap<>();
    for (int i = 3; i < arguments.length; i++) {
      for (String line : Files.readAllLines(Path.of(arguments[i]))) {
        Coordinates library = library(line.strip().split(" ", 2)[0].split(":"));
        if (library != null) {
          known.put(library.file(), library);
        }
      }
    }
    for (String program : List.of("greengrocer-web", "greengrocer-cli")) {
      Coordinates own = new Coordinates(GROUP, program, version, "");
      known.put(own.file(), own);
    }
    List<String> components = new ArrayList<>();
    for (Path jar : files(stage.resolve("lib"), ".jar")) {
      Coordinates library = known.get(jar.getFileName().toString());
      if (library == null) {
        throw new IOException(jar + ": Maven listed no such library; build cli and web again");
      }
      components.add(
          component(
              "library", library.group(), library.artifact(), library.version(), library.purl(), jar));
    }
    components.add(runtime(stage.resolve("runtime")));
    components.add(
        component(
            "machine-learning-model",
            GROUP,
            "bundled",
            version,
            null,
            stage.resolve("models/bundled/model.onnx")));
    System.out.print(
        """
        {
          "bomFormat": "CycloneDX",
          "specVersion": "1.6",
          "version": 1,
          "metadata": {
            "timestamp": "%s",
            "component": {"type": "application", "group": "%s", "name": "greengrocer", "version": "%s"}
          },
          "components": [
            %s
          ]
        }
        """
            .formatted(
                Instant.ofEpochSecond(Long.parseLong(arguments[2])),
                GROUP,
                version,
                String.join(",\n    ", components)));
  }

  /** A line of Maven's list: group, artifact, type, classifier if any, version, scope. */
  private static Coordinates library(String[] parts) {
    return switch (parts.length) {
      case 5 -> new Coordinates(parts[0], parts[1], parts[3], "");
      case 6 -> new Coordinates(parts[0], parts[1], parts[4], parts[3]);
      default -> null;
    };
  }

  private static String runtime(Path runtime) throws IOException {
    Properties release = new Properties();
    try (var in = Files.newInputStream(runtime.resolve("release"))) {
      release.load(in);
    }
    String version = release.getProperty("JAVA_VERSION").replace("\"", "");
    return component(
        "platform",
        null,
        "openjdk",
        version,
        "pkg:generic/openjdk@" + version,
        runtime.resolve("lib/modules"));
  }

  private static String component(
      String type, String group, String name, String version, String purl, Path file)
      throws IOException {
    StringBuilder json = new StringBuilder("{\"type\": \"").append(type).append('"');
    if (group != null) {
      json.append(", \"group\": \"").append(group).append('"');
    }
    json.append(", \"name\": \"%s\", \"version\": \"%s\"".formatted(name, version));
    if (purl != null) {
      json.append(", \"purl\": \"%s\", \"bom-ref\": \"%s\"".formatted(purl, purl));
    }
    return json.append(
            ", \"hashes\": [{\"alg\": \"SHA-256\", \"content\": \"%s\"}]}".formatted(sha256(file)))
        .toString();
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  private static String sha256(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
