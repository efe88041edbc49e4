package dev.greengrocer.ledger.photo;

import dev.greengrocer.image.ImageFormat;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;

/**
 * A photo or thumbnail in a {@link PhotoStore}. It may be erased at any moment: then every method
 * that looks at it throws {@link java.nio.file.NoSuchFileException}. Immutable; {@code toString}
 * tells where it is kept, for messages.
 */
public interface KeptPhoto {

  /** What it is encoded as. */
  ImageFormat format();

  /** Its bytes, from the first; the caller closes the stream. */
  InputStream open() throws IOException;

  /** Its bytes, all of them in memory. */
  default byte[] bytes() throws IOException {
    try (InputStream bytes = open()) {
      return bytes.readAllBytes();
    }
  }

  /** How many bytes it has. */
  long size() throws IOException;

  /** When it was kept. */
  Instant keptAt() throws IOException;
}
