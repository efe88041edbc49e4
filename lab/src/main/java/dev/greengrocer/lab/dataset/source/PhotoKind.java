package dev.greengrocer.lab.dataset.source;

import dev.greengrocer.files.RegularFile;
import dev.greengrocer.image.ForeignFormat;
import dev.greengrocer.image.ImageDecoder;
import dev.greengrocer.image.ImageFormat;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a file in a folder is: the one definition of "a photo" that every command shares. The bytes
 * decide; opening never waits for a pipe or a device.
 */
public enum PhotoKind {
  /** Its bytes begin as those of a photo that is read here. */
  PHOTO("a photo"),
  /** Its bytes begin as those of a picture in a format that is not read here, such as TIFF. */
  FOREIGN("a format that is not read here"),
  /** Only its name says that it is a photo: it is damaged, empty, a pipe, a link to nothing … */
  CLAIMED("damaged, or no photo in spite of its name"),
  /** It may not be opened, or the disk fails, so its kind is unknown. */
  UNREADABLE("cannot be read"),
  /** Neither its bytes nor its name say that it is a picture. */
  OTHER("not a photo"),
  /** A pipe, socket or device that is not named like a photo. */
  SPECIAL("a pipe, socket or device"),
  /** A link that leads nowhere and is not named like a photo. */
  MISSING("a link to nothing");

  private static final int START = 64;
  private static final Set<String> SUFFIXES =
      Set.of("jpg", "jpeg", "jpe", "jfif", "png", "webp", "bmp", "gif");

  /** The sizes that the second header of a bitmap has; "BM" alone begins many a text, too. */
  private static final Set<Integer> BITMAP_HEADERS = Set.of(12, 16, 40, 52, 56, 64, 108, 124);

  private final String words;

  PhotoKind(String words) {
    this.words = words;
  }

  /** The kind in a few words, such as {@code not a photo}. */
  public String words() {
    return words;
  }

  /**
   * Whether a command works on such a file. Photos are worked on, and so is what may be a photo
   * that is lost: its fault is reported. Everything else is left out and counted.
   */
  public boolean isOffered() {
    return compareTo(UNREADABLE) <= 0;
  }

  /** Looks at the first bytes of a file, following links. */
  public static PhotoKind of(Path file) {
    PhotoKind kind = ofBytes(file);
    return kind.compareTo(UNREADABLE) > 0 && isNamedLikeAPhoto(file) ? CLAIMED : kind;
  }

  private static PhotoKind ofBytes(Path file) {
    byte[] start;
    try {
      start = RegularFile.read(file, START);
    } catch (RegularFile.NotRegularException e) {
      return SPECIAL;
    } catch (NoSuchFileException e) {
      return MISSING;
    } catch (IOException e) {
      return UNREADABLE;
    }
    Optional<ImageFormat> format = ImageFormat.of(start);
    if (format.isPresent() ? isWhole(format.get(), start) : ImageDecoder.reads(start)) {
      return PHOTO;
    }
    return ForeignFormat.of(start).isPresent() ? FOREIGN : OTHER;
  }

  /** Whether a file's name ends as those of photos that are read do. */
  private static boolean isNamedLikeAPhoto(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return SUFFIXES.contains(name.substring(name.lastIndexOf('.') + 1));
  }

  private static boolean isWhole(ImageFormat format, byte[] start) {
    return format != ImageFormat.BMP || isBitmap(start);
  }

  private static boolean isBitmap(byte[] start) {
    return start.length > 18
        && start[15] == 0
        && start[16] == 0
        && start[17] == 0
        && BITMAP_HEADERS.contains((int) start[14]);
  }
}
