package dev.greengrocer.lab.dataset.source;

import dev.greengrocer.InvalidImageException;
import dev.greengrocer.StorageException;
import dev.greengrocer.concurrent.WorkerPool;
import dev.greengrocer.files.RegularFile;
import dev.greengrocer.files.Sha256;
import dev.greengrocer.image.ImageDecoder;
import dev.greengrocer.image.ImageHeader;
import dev.greengrocer.image.ImageOperations;
import dev.greengrocer.image.RgbImage;
import dev.greengrocer.lab.dataset.PrepareListener;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Opens every photo of the sources, on all processors. */
public final class PhotoInspector {

  /** The longest side at which photos are measured and compared, in pixels. */
  private static final int WORKING_SIZE = 256;

  private final ImageDecoder decoder;
  private final PhotoLimits limits;
  private final Map<Path, String> damaged;

  /**
   * An inspector that keeps to limits.
   *
   * @param damaged files that are known to be damaged, and how
   */
  public PhotoInspector(PhotoLimits limits, Map<Path, String> damaged) {
    this.limits = limits;
    this.damaged = Map.copyOf(damaged);
    decoder = new ImageDecoder(limits.maxPixels());
  }

  /** Inspects photos in parallel; the results are in the order of the photos. */
  public List<Inspection> inspect(List<SourcePhoto> photos, PrepareListener listener) {
    listener.stepStarted("reading photos", photos.size());
    int threads = Runtime.getRuntime().availableProcessors();
    try (WorkerPool pool = WorkerPool.fixed(threads, "photo-inspector")) {
      List<Future<Inspection>> futures = new ArrayList<>();
      for (SourcePhoto photo : photos) {
        futures.add(pool.submit(() -> inspect(photo)));
      }
      List<Inspection> inspections = new ArrayList<>();
      for (Future<Inspection> future : futures) {
        inspections.add(WorkerPool.await(future));
        listener.stepAdvanced();
      }
      return inspections;
    }
  }

  private Inspection inspect(SourcePhoto photo) {
    Path file = photo.file();
    @Nullable String damage = damaged.get(file);
    if (damage != null) {
      return refused(photo, RejectionReason.UNREADABLE, damage);
    }
    try {
      long size = RegularFile.size(file);
      if (size > mostBytes()) {
        return refused(
            photo, RejectionReason.UNREADABLE, size + " bytes are more than a photo can have");
      }
      return inspect(
          photo, RegularFile.read(file, (int) Math.min(Integer.MAX_VALUE - 8, mostBytes())));
    } catch (RegularFile.NotRegularException | NoSuchFileException e) {
      return refused(photo, RejectionReason.UNREADABLE, "not a regular file");
    } catch (IOException e) {
      throw StorageException.reading(file, e);
    }
  }

  private Inspection inspect(SourcePhoto photo, byte[] bytes) {
    try {
      ImageHeader header = ImageHeader.read(bytes, photo.path());
      Optional<Rejection> beyond = beyondLimits(photo, header.width(), header.height());
      if (beyond.isPresent()) {
        return new Inspection.Refused(beyond.get());
      }
      RgbImage image = decoder.decode(bytes, photo.path(), WORKING_SIZE);
      RgbImage picture = BorderCrop.apply(atWorkingSize(image));
      return new InspectedPhoto(
          photo,
          Sha256.of(bytes),
          header.width(),
          header.height(),
          PhotoQuality.flags(picture),
          PhotoFingerprint.of(picture));
    } catch (InvalidImageException e) {
      return refused(photo, RejectionReason.UNREADABLE, withoutPath(e, photo));
    }
  }

  private Optional<Rejection> beyondLimits(SourcePhoto photo, int width, int height) {
    String size = width + " x " + height + " px";
    int shortSide = Math.min(width, height);
    if (shortSide < limits.minSide()) {
      return rejection(
          photo, RejectionReason.TOO_SMALL, size + ", below " + limits.minSide() + " px");
    }
    if (Math.max(width, height) > limits.maxAspect() * shortSide) {
      return rejection(
          photo, RejectionReason.EXTREME_ASPECT, size + ", beyond " + limits.maxAspect() + ":1");
    }
    if ((long) width * height > limits.maxPixels()) {
      return rejection(
          photo,
          RejectionReason.TOO_MANY_PIXELS,
          size + ", above " + limits.maxPixels() + " pixels");
    }
    return Optional.empty();
  }

  /** An uncompressed image of 32-bit pixels within the limit, and as much again for metadata. */
  private long mostBytes() {
    return 8 * limits.maxPixels();
  }

  /** Sharpness depends on the size, and fingerprints need no more than this. */
  private static RgbImage atWorkingSize(RgbImage image) {
    double scale = (double) WORKING_SIZE / Math.max(image.width(), image.height());
    return scale >= 1
        ? image
        : ImageOperations.resize(
            image,
            (int) Math.max(1, Math.round(scale * image.width())),
            (int) Math.max(1, Math.round(scale * image.height())));
  }

  /** The decoder names the file first; a table of rejections has a column for that already. */
  private static String withoutPath(InvalidImageException failure, SourcePhoto photo) {
    String message = String.valueOf(failure.getMessage());
    String prefix = photo.path() + ": ";
    return message.startsWith(prefix) ? message.substring(prefix.length()) : message;
  }

  private static Inspection refused(SourcePhoto photo, RejectionReason reason, String detail) {
    return new Inspection.Refused(new Rejection(photo.path(), reason, detail));
  }

  private static Optional<Rejection> rejection(
      SourcePhoto photo, RejectionReason reason, String detail) {
    return Optional.of(new Rejection(photo.path(), reason, detail));
  }
}
