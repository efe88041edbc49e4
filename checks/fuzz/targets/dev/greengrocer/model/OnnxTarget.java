package dev.greengrocer.model;

import dev.greengrocer.fuzz.Told;

/** The graph of a network, as it is looked at before anything of it runs. */
public final class OnnxTarget {

  private OnnxTarget() {}

  public static void fuzzerTestOneInput(byte[] bytes) {
    try {
      OnnxExternalData.isIn(bytes);
      OnnxGraph.read(bytes);
    } catch (IllegalArgumentException e) {
      Told.in(e);
    }
  }
}
