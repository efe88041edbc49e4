package dev.greengrocer.training.network;

import dev.greengrocer.InvalidModelException;
import dev.greengrocer.fuzz.Told;

/** Files of weights. */
public final class SafetensorsTarget {

  private SafetensorsTarget() {}

  public static void fuzzerTestOneInput(byte[] bytes) {
    try {
      Safetensors.read(Told.file(bytes));
    } catch (InvalidModelException e) {
      Told.in(e);
    }
  }
}
