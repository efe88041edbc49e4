package dev.greengrocer.ledger.photo;

import dev.greengrocer.StorageException;
import dev.greengrocer.files.ContentFile;
import dev.greengrocer.files.Sha256;
import dev.greengrocer.image.ImageFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Photos and thumbnails as files of a folder. Thread-safe. */
public final class PhotoFolder implements PhotoStore {

  private final Path folder;

  /** A store in a folder, which is made when the first photo comes. */
  public PhotoFolder(Path folder) {
    this.folder = folder;
  }

  /** The folder. */
  public Path path() {
    return folder;
  }

  @Override
  public ImageFormat keep(String sha256, byte[] bytes) {
    ImageFormat format = ImageFormat.of(bytes).orElseThrow();
    write(PhotoName.of(sha256, format), bytes);
    return format;
  }

  /**
   * Writes a photo or thumbnail, unless it is there.
   *
   * @throws StorageException if it cannot be written; then nothing of it is left behind
   */
  public void write(PhotoName name, byte[] bytes) {
    write(place(name), bytes);
  }

  /**
   * Keeps a photo that another store keeps, in the place of one that is damaged.
   *
   * @throws IOException if one cannot be read or the other not be written; then what was here is
   *     still
   */
  public void keep(String sha256, KeptPhoto photo) throws IOException {
    ContentFile.write(
        place(PhotoName.of(sha256, photo.format())),
        out -> {
          try (InputStream bytes = photo.open()) {
            bytes.transferTo(out);
          }
        });
  }

  @Override
  public void keepThumbnail(String sha256, byte[] thumbnail) {
    Path place = place(PhotoName.thumbnailOf(sha256));
    write(place, thumbnail);
    // Erasing takes the photo first: who finds it gone here may have come too late to be erased.
    if (find(sha256, null).isEmpty()) {
      delete(place);
    }
  }

  @Override
  public Optional<KeptPhoto> find(String sha256, @Nullable ImageFormat format) {
    return (format == null ? Arrays.stream(ImageFormat.values()) : Stream.of(format))
        .map(known -> new PhotoFile(place(PhotoName.of(sha256, known)), known))
        .filter(PhotoFile::exists)
        .<KeptPhoto>map(photo -> photo)
        .findFirst();
  }

  @Override
  public Optional<KeptPhoto> findThumbnail(String sha256) {
    return Optional.of(new PhotoFile(place(PhotoName.thumbnailOf(sha256)), ImageFormat.JPEG))
        .filter(PhotoFile::exists)
        .map(photo -> photo);
  }

  @Override
  public void erase(String sha256) {
    for (ImageFormat format : ImageFormat.values()) {
      erase(PhotoName.of(sha256, format));
    }
    erase(PhotoName.thumbnailOf(sha256));
  }

  /** Erases a photo or a thumbnail, if it is there. */
  public void erase(PhotoName name) {
    delete(place(name));
  }

  /** Also deletes what was never whole; its name does not tell whose it is. */
  @Override
  public void eachKeptBefore(Instant moment, Consumer<String> work) {
    each(
        file -> {
          if (!Files.getLastModifiedTime(file).toInstant().isBefore(moment)) {
            return;
          }
          if (ContentFile.isPartial(file)) {
            Files.deleteIfExists(file);
          } else {
            PhotoName.in(String.valueOf(file.getFileName())).map(PhotoName::sha256).ifPresent(work);
          }
        });
  }

  /**
   * The photos and thumbnails, sorted by name.
   *
   * @throws StorageException if they cannot be listed
   */
  public NavigableSet<PhotoName> names() {
    NavigableSet<PhotoName> names = new TreeSet<>(Comparator.comparing(PhotoName::path));
    each(file -> PhotoName.in(String.valueOf(file.getFileName())).ifPresent(names::add));
    return names;
  }

  private void each(FileWork work) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) tree.filter(Files::isRegularFile)::iterator) {
        try {
          work.on(file);
        } catch (NoSuchFileException e) {
          // it went away in the meantime
        }
      }
    } catch (IOException e) {
      throw StorageException.reading(folder, e);
    }
  }

  private interface FileWork {
    void on(Path file) throws IOException;
  }

  /** Reads each photo and compares it with its name. */
  @Override
  public Inspection inspect() {
    return sha256 -> {
      Optional<KeptPhoto> photo = find(sha256, null);
      if (photo.isEmpty()) {
        return Optional.of("photo %s: is missing".formatted(sha256));
      }
      try (InputStream bytes = photo.get().open()) {
        String actual = Sha256.of(bytes);
        return actual.equals(sha256)
            ? Optional.empty()
            : Optional.of(
                "%s: altered or damaged: its SHA-256 is %s".formatted(photo.get(), actual));
      } catch (IOException e) {
        throw StorageException.reading(Path.of(photo.get().toString()), e);
      }
    };
  }

  @Override
  public Optional<String> elsewhere() {
    return Optional.empty();
  }

  /** The file of a photo or thumbnail, whether it is there or not. */
  public Path place(PhotoName name) {
    return folder.resolve(name.path());
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
