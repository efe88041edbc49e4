package dev.greengrocer.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** Model bundles around a {@link DrawnNetwork}, written as their format says. */
public final class DrawnBundle {

  private DrawnBundle() {}

  /**
   * A bundle whose network sees pixels in {@code [0, 1]} and knows one label per channel.
   *
   * @param folder where the folder {@code bundle} is made
   * @return the bundle's folder
   */
  public static Path write(Path folder, int size, float gain, String... labels) throws IOException {
    return write(folder, DrawnNetwork.onnx(size, labels.length, gain), size, labels);
  }

  /** The same bundle around a network that also tells its features and class activations. */
  public static Path telling(Path folder, int size, float gain, String... labels)
      throws IOException {
    return write(folder, DrawnNetwork.telling(size, labels.length, gain), size, labels);
  }

  /** The same bundle around these bytes, whatever they are. */
  public static Path write(Path folder, byte[] onnx, int size, String... labels)
      throws IOException {
    Path bundle = Files.createDirectories(folder.resolve("bundle"));
    Files.write(bundle.resolve("model.onnx"), onnx);
    Files.writeString(bundle.resolve("bundle.json"), json(sha256(onnx), size, labels));
    Files.writeString(bundle.resolve("model-card.md"), "# tiny");
    return bundle;
  }

  private static String json(String sha256, int size, String... labels) {
    return """
        {
          "formatVersion" : 2,
          "name" : "tiny-1",
          "network" : "tiny",
          "modelSha256" : "%s",
          "preprocessing" : {
            "resize" : %d, "size" : %d, "mean" : [0.0, 0.0, 0.0], "std" : [1.0, 1.0, 1.0]
          },
          "labels" : [%s],
          "provenance" : {
            "dataHash" : "%s",
            "codeVersion" : "test",
            "seed" : 1,
            "createdAt" : "2026-11-23T00:00:00Z",
            "options" : {},
            "machine" : {}
          },
          "measurements" : []
        }
        """
        .formatted(
            sha256,
            size,
            size,
            Arrays.stream(labels).map(DrawnBundle::label).collect(Collectors.joining(", ")),
            "ab".repeat(32));
  }

  private static String label(String name) {
    return """
        {"name" : "%s", "aliases" : [], "group" : "%s"}"""
        .formatted(name, name);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
