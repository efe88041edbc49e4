package dev.greengrocer.inference;

import dev.greengrocer.LabelSet;
import dev.greengrocer.image.Preprocessing;
import dev.greengrocer.image.RgbImage;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.model.ModelBundles;
import dev.greengrocer.model.ModelDescription;
import dev.greengrocer.model.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Bundles around a {@link TinyNetwork} and photos of one colour for them. */
public final class TinyBundle {

  private TinyBundle() {}

  /** A bundle whose network sees pixels in {@code [0, 1]} and knows one label a channel. */
  public static ModelBundle write(Path folder, int size, float gain, String... labels)
      throws IOException {
    return write(folder, TinyNetwork.onnx(size, labels.length, gain), size, labels);
  }

  /** The same bundle around a network that also tells its features and class activations. */
  public static ModelBundle telling(Path folder, int size, float gain, String... labels)
      throws IOException {
    return write(folder, TinyNetwork.telling(size, labels.length, gain), size, labels);
  }

  static ModelBundle write(Path folder, byte[] onnx, int size, String... labels)
      throws IOException {
    Path network = Files.write(folder.resolve("network.onnx"), onnx);
    ModelDescription description =
        new ModelDescription(
            "tiny-1",
            "tiny",
            LabelSet.ofNames(List.of(labels)),
            new Preprocessing(size, size, List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0)),
            new Provenance("ab".repeat(32), "test", 1, "2026-11-23T00:00:00Z", Map.of(), Map.of()),
            List.of());
    return ModelBundles.write(folder.resolve("bundle"), network, description, "# tiny");
  }

  /** A photo of one colour, 16 x 12 pixels. */
  public static RgbImage plain(int red, int green, int blue) {
    byte[] pixels = new byte[16 * 12 * 3];
    for (int i = 0; i < pixels.length; i += 3) {
      pixels[i] = (byte) red;
      pixels[i + 1] = (byte) green;
      pixels[i + 2] = (byte) blue;
    }
    return new RgbImage(16, 12, pixels);
  }
}
