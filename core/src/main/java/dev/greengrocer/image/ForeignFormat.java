package dev.greengrocer.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;

/** What files are that look like photos but are of no format that is decoded. Stateless. */
public final class ForeignFormat {

  private static final String SUPPORTED = "not a JPEG, PNG, WebP, BMP or GIF image";
  private static final List<String> HEIC_BRANDS =
      List.of("heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs", "mif1", "msf1");

  private ForeignFormat() {}

  /**
   * Says what a file is, such as {@code an HEIC photo, not a JPEG, PNG, WebP, BMP or GIF image}.
   *
   * @param bytes the whole file, or its first kilobyte
   */
  public static String describe(byte[] bytes) {
    String start = new String(bytes, 0, Math.min(bytes.length, 64), ISO_8859_1);
    String name = name(start);
    return name.isEmpty() ? SUPPORTED : name + ", " + SUPPORTED;
  }

  private static String name(String start) {
    if (start.startsWith("ftyp", 4)) {
      return isoMedia(start);
    }
    if (start.startsWith("II*\0") || start.startsWith("MM\0*")) {
      return "a TIFF or camera raw image";
    }
    if (start.startsWith("\0\0\0\fJXL ") || start.startsWith("\u00ff\n")) {
      return "a JPEG XL image";
    }
    if (start.startsWith("\0\0\0\fjP  ")) {
      return "a JPEG 2000 image";
    }
    if (start.startsWith("%PDF")) {
      return "a PDF document";
    }
    if (start.startsWith("PK\u0003\u0004")) {
      return "a zip archive";
    }
    return start.startsWith("8BPS") ? "a Photoshop document" : "";
  }

  /** The major brand comes first; the others that the file claims to be follow. */
  private static String isoMedia(String start) {
    if (start.length() < 12) {
      return "";
    }
    if (start.startsWith("avif", 8) || start.startsWith("avis", 8)) {
      return "an AVIF photo";
    }
    String brands = start.substring(8);
    boolean generic = start.startsWith("mif1", 8) || start.startsWith("msf1", 8);
    if (generic && brands.contains("avif")) {
      return "an AVIF photo";
    }
    return HEIC_BRANDS.stream().anyMatch(brand -> start.startsWith(brand, 8))
        ? "an HEIC photo"
        : "a video or other media file";
  }
}
