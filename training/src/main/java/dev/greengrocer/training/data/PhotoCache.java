package dev.greengrocer.training.data;

import dev.greengrocer.StorageException;
import dev.greengrocer.concurrent.WorkerPool;
import dev.greengrocer.files.AtomicFile;
import dev.greengrocer.files.FolderLock;
import dev.greengrocer.files.FolderTree;
import dev.greengrocer.files.Sha256;
import dev.greengrocer.image.RgbImage;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps decoded photos on disk, so that later epochs and runs need not decode them again.
 *
 * <p>A file holds the photos of one list of samples under one treatment, and is named by the hash
 * of both. It is there whole or not at all; one that was damaged since is made anew. The folder is
 * kept within a limit by removing the files that were used longest ago. Where the cache cannot be
 * used (no room, no permission, another process is filling it) photos are decoded each time.
 */
public final class PhotoCache {

  /** Most bytes that the folder may hold, unless told otherwise: 8 GiB. */
  public static final long DEFAULT_LIMIT = 8L << 30;

  private static final Logger log = LoggerFactory.getLogger(PhotoCache.class);
  private static final String SUFFIX = ".photos";

  private final Path folder;
  private final long limit;

  /**
   * Uses a folder, which need not exist yet.
   *
   * @param limit most bytes that it may hold
   */
  public PhotoCache(Path folder, long limit) {
    this.folder = folder;
    this.limit = limit;
  }

  /**
   * The same photos, from the cache where that is possible.
   *
   * @param source where the photos come from when the cache does not hold them
   * @param threads that decode
   * @throws dev.greengrocer.InvalidImageException if a photo cannot be decoded; the message names
   *     it
   */
  public Photos of(PhotoFiles source, int threads) {
    Path file = folder.resolve(key(source) + SUFFIX);
    try {
      if (Files.isRegularFile(file)) {
        try {
          return CachedPhotos.open(file, source.size());
        } catch (StorageException damaged) {
          log.warn("{}; decoding the photos anew", damaged.getMessage());
        }
      }
      return fill(file, source, threads) ? CachedPhotos.open(file, source.size()) : source;
    } catch (IOException e) {
      log.warn(
          "{}: no cache for decoded photos, so each epoch is slower: {}", folder, e.toString());
      return source;
    }
  }

  private boolean fill(Path file, PhotoFiles source, int threads) throws IOException {
    Files.createDirectories(folder);
    Path partial = AtomicFile.partialOf(file);
    try (FileChannel channel =
        FileChannel.open(partial, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      if (!FolderLock.lock(channel)) {
        log.warn("{}: another process is decoding these photos; going on without", file);
        return false;
      }
      channel.truncate(0);
      log.info("decoding {} photos into {}", source.size(), file);
      if (!write(channel, source, threads)) {
        Files.delete(partial);
        log.warn("{}: decoded photos would need more than {} bytes; going on without", file, limit);
        return false;
      }
      AtomicFile.moveIntoPlace(partial, file);
    }
    evict(file);
    return true;
  }

  private boolean write(FileChannel channel, PhotoFiles source, int threads) throws IOException {
    try (WorkerPool decoders = WorkerPool.fixed(threads, "photo-decoder");
        OrderedPipeline<RgbImage> photos =
            new OrderedPipeline<>(decoders, source.size(), 8 * threads, source::get)) {
      CachedPhotosWriter writer = new CachedPhotosWriter(channel);
      while (photos.hasNext()) {
        writer.add(photos.next());
        if (writer.size() > limit) {
          return false;
        }
      }
      writer.finish();
      return true;
    }
  }

  /** Removes the files used longest ago until the folder keeps its limit. */
  private void evict(Path newest) throws IOException {
    List<Path> oldestFirst =
        FolderTree.list(folder).stream()
            .filter(file -> file.toString().endsWith(SUFFIX) && !file.equals(newest))
            .sorted(Comparator.comparingLong(file -> file.toFile().lastModified()))
            .toList();
    long total = Files.size(newest);
    for (Path file : oldestFirst) {
      total += Files.size(file);
    }
    for (Path file : oldestFirst) {
      if (total <= limit) {
        return;
      }
      total -= Files.size(file);
      Files.delete(file);
    }
  }

  private static String key(PhotoFiles source) {
    MessageDigest digest = Sha256.digest();
    digest.update(source.description().getBytes(StandardCharsets.UTF_8));
    for (PhotoFile photo : source.photos()) {
      digest.update(photo.sha256().getBytes(StandardCharsets.US_ASCII));
    }
    return Sha256.of(digest).substring(0, 24);
  }
}
