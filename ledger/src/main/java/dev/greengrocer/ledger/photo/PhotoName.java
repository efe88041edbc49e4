package dev.greengrocer.ledger.photo;

import dev.greengrocer.files.Sha256;
import dev.greengrocer.image.ImageFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a kept photo or of its thumbnail, alike in a folder and in a bucket.
 *
 * @param sha256 the hash of the photo's bytes, in small letters
 * @param suffix what the name ends in, such as {@code .jpeg}
 */
public record PhotoName(String sha256, String suffix) {

  private static final String THUMBNAIL = ".thumbnail.jpg";
  private static final Pattern FILE = Pattern.compile("([0-9a-f]{64})((?:\\.[a-z]+){1,2})");

  public PhotoName {
    if (!Sha256.isValid(sha256)) {
      throw new IllegalArgumentException("not a SHA-256: " + sha256);
    }
  }

  /** The name of a photo. */
  public static PhotoName of(String sha256, ImageFormat format) {
    return new PhotoName(sha256, "." + format.name().toLowerCase(Locale.ROOT));
  }

  /** The name of a photo's thumbnail, a JPEG. */
  public static PhotoName thumbnailOf(String sha256) {
    return new PhotoName(sha256, THUMBNAIL);
  }

  /** Reads a path or the last part of one; empty when no photo and no thumbnail is called so. */
  public static Optional<PhotoName> in(String path) {
    Matcher parts = FILE.matcher(path.substring(path.lastIndexOf('/') + 1));
    return parts.matches()
        ? Optional.of(new PhotoName(parts.group(1), parts.group(2)))
        : Optional.empty();
  }

  /** Whether it is a thumbnail, which can be made again from its photo. */
  public boolean isThumbnail() {
    return suffix.equals(THUMBNAIL);
  }

  /**
   * Where it lies, with / between its parts. Two levels of folders: a million files in one are slow
   * to list, and in most backups to copy.
   */
  public String path() {
    return "%s/%s/%s%s".formatted(sha256.substring(0, 2), sha256.substring(2, 4), sha256, suffix);
  }
}
