package dev.greengrocer.lab.dataset.source;

import dev.greengrocer.InvalidDatasetException;
import dev.greengrocer.StorageException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Unpacks a zip that is not trusted: no entry may leave the folder, and neither their number nor
 * their unpacked size may exceed the limits. Sizes that the zip states are not believed; bytes are
 * counted as they come. Each entry is checked against its CRC-32; one that is damaged is left empty
 * and named.
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
   * @return what is wrong with the entries that are damaged; their files are empty
   * @throws InvalidDatasetException if the zip is damaged as a whole, unsafe or beyond the limits
   * @throws StorageException if the zip cannot be read or the folder cannot be written
   */
  Map<Path, String> extract(Path zip, Path folder) {
    Map<Path, String> damaged = new HashMap<>();
    try (ZipFile file = new ZipFile(zip.toFile(), ZipNames.CP437)) {
      if (file.size() > limits.maxEntries()) {
        throw new InvalidDatasetException(
            "%s: %,d entries, more than %,d; unpack it yourself if you trust it"
                .formatted(zip, file.size(), limits.maxEntries()));
      }
      long allowed = allowedBytes(zip);
      long written = 0;
      List<ZipEntry> entries = file.stream().<ZipEntry>map(entry -> entry).toList();
      for (ZipEntry entry : entries) {
        String name = ZipNames.of(entry, zip);
        Path target = inside(zip, folder, name);
        if (entry.isDirectory() || name.endsWith("\\")) {
          createFolders(zip, name, target);
        } else {
          createFolders(zip, name, target.getParent() == null ? folder : target.getParent());
          try (InputStream in = file.getInputStream(entry)) {
            Unpacked unpacked = unpack(zip, name, entry, in, target, written, allowed);
            written += unpacked.bytes();
            unpacked.damage().ifPresent(damage -> damaged.put(target, damage));
          }
        }
      }
      return damaged;
    } catch (ZipException | IllegalArgumentException e) {
      throw new InvalidDatasetException(
          "%s: not a zip that can be unpacked (%s)".formatted(zip, e.getMessage()), e);
    } catch (IOException e) {
      throw StorageException.reading(zip, e);
    }
  }

  /**
   * What became of an entry.
   *
   * @param bytes how many came out of it
   * @param damage what is wrong with them
   */
  private record Unpacked(long bytes, Optional<String> damage) {}

  /** Copies an entry and checks it against the size and the CRC-32 that the zip states. */
  private static Unpacked unpack(
      Path zip, String name, ZipEntry entry, InputStream in, Path target, long before, long allowed)
      throws IOException {
    CRC32 crc = new CRC32();
    long bytes = 0;
    Optional<String> damage;
    byte[] buffer = new byte[BUFFER];
    try (OutputStream out = create(zip, name, target)) {
      int count;
      do {
        try {
          count = in.read(buffer);
        } catch (ZipException | EOFException e) {
          damage = Optional.of("damaged in the zip: " + e.getMessage());
          break;
        }
        if (count > 0) {
          bytes += count;
          refuseBomb(zip, before + bytes, allowed);
          crc.update(buffer, 0, count);
          write(zip, name, out, buffer, count);
        }
        damage = Optional.empty();
      } while (count >= 0);
    }
    if (damage.isEmpty()) {
      damage = difference(entry, bytes, crc.getValue());
    }
    if (damage.isPresent()) {
      Files.write(target, new byte[0]);
    }
    if (entry.getLastModifiedTime() != null) {
      Files.setLastModifiedTime(target, entry.getLastModifiedTime());
    }
    return new Unpacked(bytes, damage);
  }

  private static Optional<String> difference(ZipEntry entry, long bytes, long crc) {
    if (entry.getSize() >= 0 && entry.getSize() != bytes) {
      return Optional.of(
          "damaged in the zip: %d bytes, where the zip says %d".formatted(bytes, entry.getSize()));
    }
    if (entry.getCrc() >= 0 && entry.getCrc() != crc) {
      return Optional.of(
          "damaged in the zip: its CRC-32 is %08x, where the zip says %08x"
              .formatted(crc, entry.getCrc()));
    }
    return Optional.empty();
  }

  private static void refuseBomb(Path zip, long bytes, long allowed) {
    if (bytes > allowed) {
      throw new InvalidDatasetException(
          ("%s: unpacks to more than %,d bytes; it looks like a decompression bomb,"
                  + " unpack it yourself if you trust it")
              .formatted(zip, allowed));
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

  private static void createFolders(Path zip, String name, Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (FileAlreadyExistsException e) {
      throw clash(zip, folder, e);
    } catch (IOException e) {
      throw unwritable(zip, name, e);
    }
  }

  private static OutputStream create(Path zip, String name, Path target) {
    try {
      return Files.newOutputStream(target, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw clash(zip, target, e);
    } catch (IOException e) {
      throw unwritable(zip, name, e);
    }
  }

  private static void write(Path zip, String name, OutputStream out, byte[] buffer, int count) {
    try {
      out.write(buffer, 0, count);
    } catch (IOException e) {
      throw unwritable(zip, name, e);
    }
  }

  /** The folder that it is unpacked into is of no interest: it is gone when the message is read. */
  private static StorageException unwritable(Path zip, String name, IOException cause) {
    String reason =
        cause instanceof FileSystemException failure && failure.getReason() != null
            ? failure.getReason()
            : cause.getClass().getSimpleName();
    return new StorageException(
        "%s: entry '%s' cannot be unpacked beside the data set (%s); check the free space there"
            .formatted(zip, name, reason),
        cause);
  }

  private static InvalidDatasetException clash(Path zip, Path target, IOException cause) {
    return new InvalidDatasetException(
        "%s: two entries claim the name '%s'; do not trust this zip"
            .formatted(zip, target.getFileName()),
        cause);
  }
}
