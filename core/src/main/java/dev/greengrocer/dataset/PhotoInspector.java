package dev.greengrocer.dataset;

import dev.greengrocer.InvalidImageException;
import dev.greengrocer.StorageException;
import dev.greengrocer.image.ImageDecoder;
import dev.greengrocer.image.ImageOperations;
import dev.greengrocer.image.RgbImage;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Opens every photo of the sources, on all processors. */
final class PhotoInspector {

  /** The longest side at which photos are measured and compared, in pixels. */
  private static final int WORKING_SIZE = 256;

  private final ImageDecoder decoder = new ImageDecoder();
  private final PhotoLimits limits;

  PhotoInspector(PhotoLimits limits) {
    this.limits = limits;
  }

  /** Inspects photos in parallel; the results stand in the order of the photos. */
  List<Inspection> inspect(List<SourcePhoto> photos, PrepareListener listener) {
    listener.stepStarted("reading photos", photos.size());
    int threads = Runtime.getRuntime().availableProcessors();
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Inspection>> futures = new ArrayList<>();
      for (SourcePhoto photo : photos) {
        futures.add(executor.submit(() -> inspect(photo)));
      }
      List<Inspection> inspections = new ArrayList<>();
      for (Future<Inspection> future : futures) {
        inspections.add(future.get());
        listener.stepAdvanced();
      }
      return inspections;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("a photo could not be inspected", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while photos were inspected", e);
    } finally {
      executor.shutdownNow();
    }
  }

  private Inspection inspect(SourcePhoto photo) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(photo.file());
    } catch (IOException e) {
      throw StorageException.reading(photo.file(), e);
    }
    RgbImage image;
    try {
      image = decoder.decode(bytes, photo.path());
    } catch (InvalidImageException e) {
      return refused(photo, RejectionReason.UNREADABLE, withoutPath(e, photo));
    }
    int width = image.width();
    int height = image.height();
    String size = width + " x " + height + " px";
    if (Math.min(width, height) < limits.minSide()) {
      return refused(
          photo, RejectionReason.TOO_SMALL, size + ", below " + limits.minSide() + " px");
    }
    if (Math.max(width, height) > limits.maxAspect() * Math.min(width, height)) {
      return refused(
          photo, RejectionReason.EXTREME_ASPECT, size + ", beyond " + limits.maxAspect() + ":1");
    }
    RgbImage picture = BorderCrop.apply(atWorkingSize(image));
    return new InspectedPhoto(
        photo,
        Sha256.of(bytes),
        width,
        height,
        PhotoQuality.flags(picture),
        PhotoFingerprint.of(picture));
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
}
