package dev.greengrocer.dataset;

import dev.greengrocer.InvalidDatasetException;
import dev.greengrocer.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Unpacks a zip that nobody vouches for: no entry may leave the folder, and neither their number
 * nor their unpacked size may exceed the limits. Sizes that the zip states are not believed; bytes
 * are counted as they come.
 */
final class ZipExtractor {

  private static final int BUFFER = 1 << 16;
  private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*");

  private final ZipLimits limits;

  ZipExtractor(ZipLimits limits) {
    this.limits = limits;
  }

  /**
   * @param zip the file
   * @param folder an empty folder to unpack into
   * @throws InvalidDatasetException if the zip is damaged, unsafe or beyond the limits
   * @throws StorageException if the zip cannot be read or the folder cannot be written
   */
  void extract(Path zip, Path folder) {
    try (ZipFile file = new ZipFile(zip.toFile())) {
      if (file.size() > limits.maxEntries()) {
        throw new InvalidDatasetException(
            "%s: %,d entries, more than %,d; unpack it yourself if you trust it"
                .formatted(zip, file.size(), limits.maxEntries()));
      }
      long allowed = allowedBytes(zip);
      long written = 0;
      List<ZipEntry> entries = file.stream().<ZipEntry>map(entry -> entry).toList();
      for (ZipEntry entry : entries) {
        Path target = inside(zip, folder, entry.getName());
        if (entry.isDirectory()) {
          createFolders(zip, target);
        } else {
          createFolders(zip, target.getParent() == null ? folder : target.getParent());
          try (InputStream in = file.getInputStream(entry)) {
            written = copy(zip, in, target, written, allowed);
          }
        }
      }
    } catch (ZipException | IllegalArgumentException e) {
      throw new InvalidDatasetException(
          "%s: not a zip that can be unpacked (%s)".formatted(zip, e.getMessage()), e);
    } catch (IOException e) {
      throw StorageException.reading(zip, e);
    }
  }

  private long allowedBytes(Path zip) throws IOException {
    long byRatio = Math.max(limits.freeBytes(), Files.size(zip) * limits.maxRatio());
    return Math.min(limits.maxBytes(), byRatio);
  }

  private static Path inside(Path zip, Path folder, String name) {
    String plain = name.replace('\\', '/');
    try {
      Path target = folder.resolve(plain).normalize();
      if (target.startsWith(folder) && !plain.startsWith("/") && !DRIVE.matcher(plain).matches()) {
        return target;
      }
    } catch (InvalidPathException e) {
      throw new InvalidDatasetException(
          "%s: entry '%s' is not a path on this machine".formatted(zip, name), e);
    }
    throw new InvalidDatasetException(
        "%s: entry '%s' would be written outside its folder; do not trust this zip"
            .formatted(zip, name));
  }

  private static void createFolders(Path zip, Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (FileAlreadyExistsException e) {
      throw clash(zip, folder, e);
    } catch (IOException e) {
      throw StorageException.writing(folder, e);
    }
  }

  private static long copy(Path zip, InputStream in, Path target, long before, long allowed)
      throws IOException {
    long written = before;
    byte[] buffer = new byte[BUFFER];
    try (OutputStream out = create(zip, target)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        written += count;
        if (written > allowed) {
          throw new InvalidDatasetException(
              ("%s: unpacks to more than %,d bytes; it looks like a decompression bomb,"
                      + " unpack it yourself if you trust it")
                  .formatted(zip, allowed));
        }
        write(out, buffer, count, target);
      }
    }
    return written;
  }

  private static OutputStream create(Path zip, Path target) {
    try {
      return Files.newOutputStream(target, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw clash(zip, target, e);
    } catch (IOException e) {
      throw StorageException.writing(target, e);
    }
  }

  private static void write(OutputStream out, byte[] buffer, int count, Path target) {
    try {
      out.write(buffer, 0, count);
    } catch (IOException e) {
      throw StorageException.writing(target, e);
    }
  }

  private static InvalidDatasetException clash(Path zip, Path target, IOException cause) {
    return new InvalidDatasetException(
        "%s: two entries claim the name '%s'; do not trust this zip"
            .formatted(zip, target.getFileName()),
        cause);
  }
}
