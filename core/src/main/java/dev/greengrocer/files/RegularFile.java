package dev.greengrocer.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Reads files that a caller named. A pipe, a socket or a device is refused before it is opened,
 * because opening or reading it may wait for ever. Links are followed. Stateless.
 */
public final class RegularFile {

  private RegularFile() {}

  /**
   * The size of a file.
   *
   * @return in bytes; 0 for the files of {@code /proc}, whatever they would give
   * @throws NoSuchFileException if nothing is there
   * @throws NotRegularException if it is no regular file
   */
  public static long size(Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    if (!attributes.isRegularFile()) {
      throw new NotRegularException(file, attributes.isDirectory());
    }
    return attributes.size();
  }

  /**
   * The first bytes of a file.
   *
   * @param most how many to read at most
   * @return empty when the system says that the file is: such files of {@code /proc} may wait for
   *     ever or never end
   * @throws IOException as {@link #size} does, or if it cannot be read
   */
  public static byte[] read(Path file, int most) throws IOException {
    if (size(file) == 0) {
      return new byte[0];
    }
    try (InputStream stream = Files.newInputStream(file)) {
      return stream.readNBytes(most);
    }
  }

  /** What was named is no regular file. */
  public static final class NotRegularException extends FileSystemException {

    private static final long serialVersionUID = 1;

    private NotRegularException(Path file, boolean folder) {
      super(
          file.toString(),
          null,
          folder ? "a folder, not a file" : "a pipe, socket or device, not a regular file");
    }
  }
}
