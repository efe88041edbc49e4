package dev.greengrocer.web.review;

import dev.greengrocer.image.ImageFormat;
import dev.greengrocer.web.history.PhotoStore;
import dev.greengrocer.web.review.ReviewQueue.ReviewedPhoto;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.stereotype.Component;

/**
 * The reviewed photos as {@code greengrocer prepare} takes them: a folder a label, a file a photo.
 * Whatever a reviewer could not name stays out, and so do photos that have been erased since.
 */
@Component
class ReviewExport {

  private static final int READ_AT_ONCE = 500;
  private static final int SIGNATURE = 12;

  private final ReviewQueue queue;
  private final PhotoStore photos;

  ReviewExport(ReviewQueue queue, PhotoStore photos) {
    this.queue = queue;
    this.photos = photos;
  }

  /**
   * Writes the archive as it reads, so that its size costs no memory; it leaves the stream open.
   *
   * @throws IOException if the reader is gone
   */
  void write(OutputStream out) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    zip.setLevel(Deflater.NO_COMPRESSION); // photos are compressed already
    for (String label : queue.reviewedByLabel().keySet()) {
      write(label, zip);
    }
    zip.finish();
  }

  private void write(String label, ZipOutputStream zip) throws IOException {
    Set<String> written = new HashSet<>();
    List<ReviewedPhoto> part = queue.labelled(label, "", READ_AT_ONCE);
    while (!part.isEmpty()) {
      for (ReviewedPhoto photo : part) {
        // The same photo shown twice is one photo to learn from.
        if (written.add(photo.sha256())) {
          write(photo, zip);
        }
      }
      part = queue.labelled(label, part.get(part.size() - 1).id(), READ_AT_ONCE);
    }
  }

  private void write(ReviewedPhoto photo, ZipOutputStream zip) throws IOException {
    Optional<Path> file = photos.find(photo.sha256());
    if (file.isPresent()) {
      ZipEntry entry = new ZipEntry(photo.label() + "/" + photo.sha256() + extension(file.get()));
      entry.setLastModifiedTime(Files.getLastModifiedTime(file.get()));
      zip.putNextEntry(entry);
      Files.copy(file.get(), zip);
      zip.closeEntry();
    }
  }

  private static String extension(Path file) throws IOException {
    try (InputStream start = Files.newInputStream(file)) {
      return "."
          + ImageFormat.of(start.readNBytes(SIGNATURE))
              .map(format -> format.mediaType().replace("image/", "").replace("jpeg", "jpg"))
              .orElse("jpg");
    }
  }
}
