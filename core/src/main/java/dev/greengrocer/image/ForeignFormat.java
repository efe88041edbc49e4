package dev.greengrocer.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Optional;

/**
 * Formats of pictures that the decoder does not read, told by their bytes so that a message can
 * name them and say what to do.
 */
public enum ForeignFormat {
  /** ISO/IEC 23008-12 with HEVC: what iPhones write. */
  HEIC("an HEIC photo", true),
  /** The same container with AV1. */
  AVIF("an AVIF photo", true),
  /** JPEG XL, as a bare codestream or in its container. */
  JPEG_XL("a JPEG XL image", false),
  /** JPEG 2000, as a bare codestream or in its container. */
  JPEG_2000("a JPEG 2000 image", false),
  /** TIFF, and the raw photos of cameras that build on it (DNG, CR2, NEF, ARW). */
  TIFF("a TIFF or camera raw image", false),
  /** Photoshop. */
  PSD("a Photoshop document", false),
  /** The raw photos of Canon (CR3) and Fujifilm (RAF). */
  RAW("a camera raw image", false);

  private static final String READ = "not a JPEG, PNG, WebP, BMP or GIF image";

  /** How many bytes {@link #of} looks at, at most. */
  static final int BYTES_NEEDED = 64;

  private static final List<String> HEIC_BRANDS =
      List.of("heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs");
  private static final List<String> AVIF_BRANDS = List.of("avif", "avis");

  private final String title;
  private final boolean libheif;

  ForeignFormat(String title, boolean libheif) {
    this.title = title;
    this.libheif = libheif;
  }

  /** The format in words, such as {@code an HEIC photo}. */
  public String title() {
    return title;
  }

  /** Whether libheif reads it, see {@link HeifTool}. */
  boolean readByLibheif() {
    return libheif;
  }

  /**
   * Says what a file is that is no photo that is read, such as {@code an HEIC photo, not a JPEG,
   * PNG, WebP, BMP or GIF image}.
   *
   * @param bytes the whole file, or its first {@value #BYTES_NEEDED} bytes
   */
  public static String describe(byte[] bytes) {
    String what = of(bytes).map(ForeignFormat::title).orElseGet(() -> otherFile(bytes));
    return what.isEmpty() ? READ : what + ", " + READ;
  }

  private static String otherFile(byte[] bytes) {
    String start = start(bytes);
    if (start.startsWith("%PDF")) {
      return "a PDF document";
    }
    if (start.startsWith("PK\u0003\u0004")) {
      return "a zip archive";
    }
    return start.startsWith("ftyp", 4) ? "a video or other media file" : "";
  }

  private static String start(byte[] bytes) {
    return new String(bytes, 0, Math.min(bytes.length, BYTES_NEEDED), ISO_8859_1);
  }

  /**
   * The format whose signature bytes begin with, or empty when they begin with none.
   *
   * @param bytes the whole file, or its first {@value #BYTES_NEEDED} bytes
   */
  public static Optional<ForeignFormat> of(byte[] bytes) {
    String start = start(bytes);
    if (start.startsWith("ftyp", 4)) {
      return ofBrands(start);
    }
    if (start.startsWith("II*\0") || start.startsWith("MM\0*") || start.startsWith("II+\0")) {
      return Optional.of(TIFF);
    }
    if (start.startsWith("\u00ff\n") || start.startsWith("JXL \r\n\u0087\n", 4)) {
      return Optional.of(JPEG_XL);
    }
    if (start.startsWith("\u00ffO\u00ffQ") || start.startsWith("jP  \r\n\u0087\n", 4)) {
      return Optional.of(JPEG_2000);
    }
    if (start.startsWith("8BPS")) {
      return Optional.of(PSD);
    }
    if (start.startsWith("FUJIFILMCCD-RAW ")) {
      return Optional.of(RAW);
    }
    return Optional.empty();
  }

  /** The major brand decides; {@code mif1} and {@code msf1} leave it to the compatible ones. */
  private static Optional<ForeignFormat> ofBrands(String start) {
    if (start.length() < 12) {
      return Optional.empty();
    }
    String major = start.substring(8, 12);
    if (!major.equals("mif1") && !major.equals("msf1")) {
      return ofBrand(major);
    }
    for (int at = 16; at + 4 <= start.length(); at += 4) {
      Optional<ForeignFormat> format = ofBrand(start.substring(at, at + 4));
      if (format.isPresent()) {
        return format;
      }
    }
    return Optional.of(HEIC);
  }

  private static Optional<ForeignFormat> ofBrand(String brand) {
    if (HEIC_BRANDS.contains(brand)) {
      return Optional.of(HEIC);
    }
    if (AVIF_BRANDS.contains(brand)) {
      return Optional.of(AVIF);
    }
    return brand.equals("crx ") ? Optional.of(RAW) : Optional.empty();
  }
}
