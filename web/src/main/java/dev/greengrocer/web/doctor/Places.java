package dev.greengrocer.web.doctor;

import java.nio.file.Files;
import java.nio.file.Path;

/** Folders that may not be there yet. */
final class Places {

  private Places() {}

  /** The folder, or the nearest one above it that exists. */
  static Path existing(Path folder) {
    Path place = folder.toAbsolutePath();
    while (!Files.exists(place) && place.getParent() != null) {
      place = place.getParent();
    }
    return place;
  }
}
