package dev.greengrocer.s3;

import dev.greengrocer.concurrent.WorkerPool;
import dev.greengrocer.ledger.photo.PhotoFolder;
import dev.greengrocer.ledger.photo.PhotoName;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Sends the photos of a folder to a bucket, and takes out of the folder what the bucket has. */
final class PhotoMove {

  private static final int AT_ONCE = 100;

  private final PhotoFolder folder;
  private final PhotoUploads uploads;

  PhotoMove(PhotoFolder folder, PhotoUploads uploads) {
    this.folder = folder;
    this.uploads = uploads;
  }

  BucketPhotos.Moved move(Consumer<Integer> progress) {
    List<PhotoName> names = new ArrayList<>(folder.names());
    long photos = 0;
    long left = 0;
    try (WorkerPool threads = WorkerPool.fixed(PhotoUploads.THREADS, "photo-move")) {
      for (int from = 0; from < names.size(); from += AT_ONCE) {
        List<PhotoName> some = names.subList(from, Math.min(names.size(), from + AT_ONCE));
        List<Boolean> sent = threads.map(some, this::send);
        for (int i = 0; i < some.size(); i++) {
          if (!some.get(i).isThumbnail()) {
            photos += sent.get(i) ? 1 : 0;
            left += sent.get(i) ? 0 : 1;
          }
        }
        progress.accept(from + some.size());
      }
    }
    return new BucketPhotos.Moved(photos, left);
  }

  private boolean send(PhotoName name) {
    if (uploads.send(name, folder.place(name)) != PhotoUploads.Outcome.SENT) {
      return false;
    }
    folder.erase(name);
    return true;
  }
}
