package dev.greengrocer.web.prediction;

import dev.greengrocer.ledger.photo.KeptPhoto;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.AbstractResource;

/** A kept photo as the body of a response, of which a part may be asked for. */
final class PhotoResource extends AbstractResource {

  private final KeptPhoto photo;
  private final long size;

  /**
   * Looks at the photo, so that one which is gone is found before the response begins.
   *
   * @throws java.nio.file.NoSuchFileException if it has been erased
   */
  PhotoResource(KeptPhoto photo) throws IOException {
    this.photo = photo;
    this.size = photo.size();
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return photo.open();
  }

  @Override
  public long contentLength() {
    return size;
  }

  @Override
  public long lastModified() throws IOException {
    return photo.keptAt().toEpochMilli();
  }

  @Override
  public String getDescription() {
    return "photo " + photo;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
