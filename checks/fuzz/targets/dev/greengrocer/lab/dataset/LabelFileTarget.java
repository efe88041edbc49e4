package dev.greengrocer.lab.dataset;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.fuzz.Told;
import java.nio.charset.StandardCharsets;

/** Files of labels. */
public final class LabelFileTarget {

  private LabelFileTarget() {}

  public static void fuzzerTestOneInput(byte[] bytes) {
    try {
      LabelFile.parse(new String(bytes, StandardCharsets.UTF_8), "labels.yaml");
    } catch (InvalidConfigurationException e) {
      Told.in(e);
    }
  }
}
