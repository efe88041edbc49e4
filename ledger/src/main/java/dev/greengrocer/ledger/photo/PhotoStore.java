package dev.greengrocer.ledger.photo;

import dev.greengrocer.StorageException;
import dev.greengrocer.files.ContentFile;
import dev.greengrocer.files.Sha256;
import dev.greengrocer.image.ImageFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Photos under the hash of their bytes, and thumbnails of those that were looked at. A photo is
 * there whole or not at all, and the same photo is there once, however often it is sent.
 * Thread-safe.
 */
public final class PhotoStore {

  private static final String THUMBNAIL = ".thumbnail.jpg";

  private final Path folder;

  /** A store in a folder, which is made when the first photo comes. */
  public PhotoStore(Path folder) {
    this.folder = folder;
  }

  /**
   * Keeps a photo.
   *
   * @param sha256 the hash of the bytes
   * @param bytes a photo without its metadata, see {@link dev.greengrocer.image.MetadataStripper}
   * @return its format, with which {@link #find} need not look for it
   * @throws StorageException if it cannot be written; then nothing of it is left behind
   */
  public ImageFormat keep(String sha256, byte[] bytes) {
    ImageFormat format = ImageFormat.of(bytes).orElseThrow();
    write(place(sha256, format), bytes);
    return format;
  }

  /**
   * Keeps a photo that another store keeps, in the place of one that is damaged.
   *
   * @throws IOException if one cannot be read or the other not be written; then what was here is
   *     still
   */
  public void keep(String sha256, KeptPhoto photo) throws IOException {
    ContentFile.write(
        place(sha256, photo.format()),
        out -> {
          try (InputStream bytes = photo.open()) {
            bytes.transferTo(out);
          }
        });
  }

  /**
   * Keeps a thumbnail of a kept photo; of a photo that is erased at the same moment, none stays.
   *
   * @param thumbnail a JPEG of the photo, small
   * @throws StorageException if it cannot be written
   */
  public void keepThumbnail(String sha256, byte[] thumbnail) {
    Path place = place(sha256, THUMBNAIL);
    write(place, thumbnail);
    // Erasing takes the photo first: who finds it gone here may have come too late to be erased.
    if (find(sha256, null).isEmpty()) {
      delete(place);
    }
  }

  /**
   * A photo, or empty when it is not kept.
   *
   * @param format as {@link #keep} gave it, or null when it was not kept; then all are tried
   */
  public Optional<KeptPhoto> find(String sha256, @Nullable ImageFormat format) {
    return (format == null ? Arrays.stream(ImageFormat.values()) : Stream.of(format))
        .map(known -> new KeptPhoto(place(sha256, known), known))
        .filter(KeptPhoto::exists)
        .findFirst();
  }

  /** A photo's thumbnail, a JPEG, or empty when it was not looked at yet. */
  public Optional<KeptPhoto> findThumbnail(String sha256) {
    return Optional.of(new KeptPhoto(place(sha256, THUMBNAIL), ImageFormat.JPEG))
        .filter(KeptPhoto::exists);
  }

  /** Erases a photo and its thumbnail, if they are there. */
  public void erase(String sha256) {
    for (ImageFormat format : ImageFormat.values()) {
      delete(place(sha256, format));
    }
    delete(place(sha256, THUMBNAIL));
  }

  private Path place(String sha256, ImageFormat format) {
    return place(sha256, "." + format.name().toLowerCase(Locale.ROOT));
  }

  // Two levels of folders: a million files in one are slow to list, and in most backups to copy.
  private Path place(String sha256, String suffix) {
    if (!Sha256.isValid(sha256)) {
      throw new IllegalArgumentException("not a SHA-256: " + sha256);
    }
    return folder
        .resolve(sha256.substring(0, 2))
        .resolve(sha256.substring(2, 4))
        .resolve(sha256 + suffix);
  }

  private static void write(Path place, byte[] bytes) {
    if (Files.exists(place)) {
      return;
    }
    try {
      ContentFile.write(place, out -> out.write(bytes));
    } catch (IOException e) {
      throw StorageException.writing(place, e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw StorageException.writing(file, e);
    }
  }
}
