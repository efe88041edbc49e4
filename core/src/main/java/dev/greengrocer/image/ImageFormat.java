package dev.greengrocer.image;

/** The formats that photos may have. What a file's name ends in does not matter. */
public enum ImageFormat {
  /** ISO/IEC 10918, with or without EXIF. */
  JPEG,
  /** ISO/IEC 15948; of an animated one, the still picture. */
  PNG,
  /** RFC 9649; of an animated one, the first frame. */
  WEBP,
  /** The bitmaps of Windows and OS/2. */
  BMP,
  /** GIF87a and GIF89a; the first frame. */
  GIF
}
