package dev.greengrocer.ledger.photo;

import dev.greengrocer.image.ImageFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** A photo or thumbnail in a {@link PhotoFolder}. Immutable. */
final class PhotoFile implements KeptPhoto {

  private final Path file;
  private final ImageFormat format;

  PhotoFile(Path file, ImageFormat format) {
    this.file = file;
    this.format = format;
  }

  boolean exists() {
    return Files.exists(file);
  }

  @Override
  public ImageFormat format() {
    return format;
  }

  @Override
  public InputStream open() throws IOException {
    return Files.newInputStream(file);
  }

  @Override
  public long size() throws IOException {
    return Files.size(file);
  }

  @Override
  public Instant keptAt() throws IOException {
    return Files.getLastModifiedTime(file).toInstant();
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
