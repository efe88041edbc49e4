package dev.greengrocer.web.prediction;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.photo.IncomingFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A request's body in a file of {@link IncomingFolder}, so that slow callers and full queues hold
 * no memory. Closing it deletes the file.
 */
public final class SpooledUpload implements Upload, AutoCloseable {

  private static final int BUFFER = 16 * 1024;

  private final Path file;

  private SpooledUpload(Path file) {
    this.file = file;
  }

  /**
   * Takes a body down to its end.
   *
   * @param folder where it waits
   * @param limit most bytes
   * @throws RefusedException if it is empty or longer
   */
  public static SpooledUpload of(IncomingFolder folder, InputStream body, long limit)
      throws IOException {
    SpooledUpload upload = new SpooledUpload(folder.newFile());
    try (OutputStream out = Files.newOutputStream(upload.file)) {
      byte[] buffer = new byte[BUFFER];
      long length = 0;
      for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
        length += count;
        if (length > limit) {
          throw tooLarge(limit);
        }
        out.write(buffer, 0, count);
      }
      if (length == 0) {
        throw new RefusedException(
            Problem.NO_PHOTO, "The body is empty; send the bytes of a photo in it");
      }
      return upload;
    } catch (IOException | RuntimeException e) {
      upload.close();
      throw e;
    }
  }

  /** Puts bytes that are in memory aside until a decoder is free. */
  public static SpooledUpload of(IncomingFolder folder, byte[] bytes) throws IOException {
    SpooledUpload upload = new SpooledUpload(folder.newFile());
    try {
      Files.write(upload.file, bytes);
      return upload;
    } catch (IOException | RuntimeException e) {
      upload.close();
      throw e;
    }
  }

  static RefusedException tooLarge(long limit) {
    return new RefusedException(
        Problem.TOO_LARGE,
        "The photo is longer than the limit of %d bytes; send a smaller one".formatted(limit));
  }

  /** Bytes of the body. */
  public long length() throws IOException {
    return Files.size(file);
  }

  /** Opens the body for reading. */
  public InputStream open() throws IOException {
    return Files.newInputStream(file);
  }

  @Override
  public byte[] read() throws IOException {
    return Files.readAllBytes(file);
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }
}
