package dev.greengrocer.web.command;

import dev.greengrocer.StorageException;
import dev.greengrocer.files.FolderTree;
import dev.greengrocer.ledger.backup.Restore;
import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.ledger.database.DataDirectoryLock;
import dev.greengrocer.s3.BucketBackups;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Restores a backup of a bucket: it is fetched into a folder within the data directory, compared
 * with its hashes, and put in place as a backup of a folder is.
 */
final class BucketRestore {

  private static final String FETCHED = ".fetched";
  private static final int PHOTOS_NAMED = 10;

  private BucketRestore() {}

  /**
   * Restores the newest backup of a place, or the one whose address is given.
   *
   * @param despitePhotos whether photos that are missing or damaged in the bucket are accepted
   * @return how many photos it holds
   */
  static int of(String address, DataDirectory to, boolean despitePhotos, Clock clock) {
    Path folder = to.path().resolve(FETCHED);
    try {
      DataDirectoryLock.take(to).close(); // refuses before anything is fetched
      delete(folder); // of an attempt that was killed
      try (BucketBackups bucket = BucketSettings.read().open(address)) {
        List<String> damaged = bucket.fetch(folder, to.photos(), clock.instant());
        if (!damaged.isEmpty() && !despitePhotos) {
          throw new StorageException(
              "%s: %d photos of the backup are missing or damaged; add --despite-photos to restore the rest%n  %s"
                  .formatted(
                      address,
                      damaged.size(),
                      damaged.stream()
                          .limit(PHOTOS_NAMED)
                          .collect(Collectors.joining("%n  ".formatted()))));
        }
        return Restore.of(folder, to, despitePhotos, clock);
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw StorageException.writing(folder, e);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      FolderTree.delete(folder);
    }
  }
}
