package dev.greengrocer.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The formats that photos may have. What a file's name ends in does not matter. */
public enum ImageFormat {
  /** ISO/IEC 10918, with or without EXIF. */
  JPEG("image/jpeg"),
  /** ISO/IEC 15948; of an animated one, the still picture. */
  PNG("image/png"),
  /** RFC 9649; of an animated one, the first frame. */
  WEBP("image/webp"),
  /** The bitmaps of Windows and OS/2. */
  BMP("image/bmp"),
  /** GIF87a and GIF89a; the first frame. */
  GIF("image/gif");

  private final String mediaType;

  ImageFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  /** The media type, such as {@code image/jpeg}. */
  public String mediaType() {
    return mediaType;
  }

  /**
   * The format of a media type, or empty when no format has it.
   *
   * @param mediaType such as {@code image/jpeg}
   */
  public static Optional<ImageFormat> ofMediaType(@Nullable String mediaType) {
    return Arrays.stream(values()).filter(format -> format.mediaType.equals(mediaType)).findFirst();
  }

  /**
   * The format whose signature bytes begin with, or empty when they begin with none.
   *
   * @param bytes the whole file, or its first dozen bytes
   */
  public static Optional<ImageFormat> of(byte[] bytes) {
    if (startsWith(bytes, 0, "\u00ff\u00d8\u00ff")) {
      return Optional.of(JPEG);
    }
    if (startsWith(bytes, 0, "\u0089PNG\r\n\u001a\n")) {
      return Optional.of(PNG);
    }
    if (startsWith(bytes, 0, "RIFF") && startsWith(bytes, 8, "WEBP")) {
      return Optional.of(WEBP);
    }
    if (startsWith(bytes, 0, "GIF87a") || startsWith(bytes, 0, "GIF89a")) {
      return Optional.of(GIF);
    }
    if (startsWith(bytes, 0, "BM")) {
      return Optional.of(BMP);
    }
    return Optional.empty();
  }

  private static boolean startsWith(byte[] bytes, int offset, String signature) {
    byte[] wanted = signature.getBytes(ISO_8859_1);
    return bytes.length >= offset + wanted.length
        && Arrays.equals(bytes, offset, offset + wanted.length, wanted, 0, wanted.length);
  }
}
