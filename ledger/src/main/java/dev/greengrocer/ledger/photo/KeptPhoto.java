package dev.greengrocer.ledger.photo;

import dev.greengrocer.image.ImageFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A photo or thumbnail in the {@link PhotoStore}. It may be erased at any moment: then every method
 * that looks at it throws {@link java.nio.file.NoSuchFileException}. Immutable.
 */
public final class KeptPhoto {

  private final Path file;
  private final ImageFormat format;

  KeptPhoto(Path file, ImageFormat format) {
    this.file = file;
    this.format = format;
  }

  boolean exists() {
    return Files.exists(file);
  }

  /** What it is encoded as. */
  public ImageFormat format() {
    return format;
  }

  /** Its bytes, from the first; the caller closes the stream. */
  public InputStream open() throws IOException {
    return Files.newInputStream(file);
  }

  /** Its bytes, all of them in memory. */
  public byte[] bytes() throws IOException {
    return Files.readAllBytes(file);
  }

  /** How many bytes it has. */
  public long size() throws IOException {
    return Files.size(file);
  }

  /** When it was kept. */
  public Instant keptAt() throws IOException {
    return Files.getLastModifiedTime(file).toInstant();
  }

  /** Where it is kept, for messages. */
  @Override
  public String toString() {
    return file.toString();
  }
}
