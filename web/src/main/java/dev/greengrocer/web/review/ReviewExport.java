package dev.greengrocer.web.review;

import dev.greengrocer.image.ImageFormat;
import dev.greengrocer.ledger.label.ReviewQueue;
import dev.greengrocer.ledger.label.ReviewQueue.ReviewedPhoto;
import dev.greengrocer.ledger.photo.KeptPhoto;
import dev.greengrocer.ledger.photo.PhotoStore;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.FileTime;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * The reviewed photos as {@code greengrocer prepare} takes them: a folder a label, a file a photo.
 * Whatever a reviewer could not name stays out, and so do photos that have been erased since.
 */
@Component
class ReviewExport {

  /** What the archive is. */
  static final String MEDIA_TYPE = "application/zip";

  private static final int READ_AT_ONCE = 500;
  private static final String UNSAFE = "/\\:*?\"<>|%";
  private static final Pattern RESERVED =
      Pattern.compile("(?i)(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\\..*)?");

  private final ReviewQueue queue;
  private final PhotoStore photos;

  ReviewExport(ReviewQueue queue, PhotoStore photos) {
    this.queue = queue;
    this.photos = photos;
  }

  /**
   * Answers a request with the archive, as a file to keep.
   *
   * @throws IOException if the reader is gone
   */
  void send(HttpServletResponse response) throws IOException {
    response.setContentType(MEDIA_TYPE);
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"reviewed-photos.zip\"");
    write(response.getOutputStream());
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
    Optional<KeptPhoto> found = photos.find(photo.sha256(), photo.format());
    if (found.isEmpty()) {
      return;
    }
    KeptPhoto kept = found.get();
    try (InputStream bytes = kept.open()) {
      ZipEntry entry =
          new ZipEntry(folder(photo.label()) + "/" + photo.sha256() + extension(kept.format()));
      entry.setLastModifiedTime(FileTime.from(kept.keptAt()));
      zip.putNextEntry(entry);
      bytes.transferTo(zip);
      zip.closeEntry();
    } catch (NoSuchFileException e) {
      // Erased in this moment; nothing of it was written, for it is opened first.
    }
  }

  /**
   * A label as the name of a folder. A model's labels are its maker's: what would lead out of the
   * archive's own folder, or is no name on some system, is written as {@code %} and two hexadecimal
   * digits, so that two labels never share a folder.
   */
  static String folder(String label) {
    StringBuilder name = new StringBuilder();
    int last = label.length() - 1;
    for (int i = 0; i <= last; i++) {
      char sign = label.charAt(i);
      boolean edge = (i == 0 || i == last) && (sign == '.' || Character.isWhitespace(sign));
      boolean reserved = i == 0 && RESERVED.matcher(label).matches();
      if (edge || reserved || UNSAFE.indexOf(sign) >= 0 || Character.isISOControl(sign)) {
        name.append("%%%02X".formatted((int) sign));
      } else {
        name.append(sign);
      }
    }
    return name.isEmpty() ? "%" : name.toString();
  }

  private static String extension(ImageFormat format) {
    return "." + (format == ImageFormat.JPEG ? "jpg" : format.name().toLowerCase(Locale.ROOT));
  }
}
