package dev.greengrocer.dataset;

import dev.greengrocer.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A cheap guess whether a file is an image, to tell class folders from folders of folders. */
final class ImageSniffer {

  private static final Set<String> EXTENSIONS =
      Set.of("jpg", "jpeg", "jpe", "jfif", "png", "webp", "bmp", "gif");

  /** The first bytes of JPEG, PNG, RIFF (WebP), BMP and GIF, read as Latin-1. */
  private static final List<String> SIGNATURES =
      List.of("\u00ff\u00d8\u00ff", "\u0089PNG", "RIFF", "BM", "GIF8");

  private ImageSniffer() {}

  /** By its name, or by its first bytes when the name tells nothing. */
  static boolean looksLikeAnImage(Path file) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (EXTENSIONS.contains(name.substring(name.lastIndexOf('.') + 1))) {
      return true;
    }
    try (InputStream stream = Files.newInputStream(file)) {
      String start = new String(stream.readNBytes(4), StandardCharsets.ISO_8859_1);
      return SIGNATURES.stream().anyMatch(start::startsWith);
    } catch (IOException e) {
      throw StorageException.reading(file, e);
    }
  }
}
