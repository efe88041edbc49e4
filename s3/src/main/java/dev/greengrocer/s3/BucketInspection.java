package dev.greengrocer.s3;

import dev.greengrocer.ledger.photo.PhotoFolder;
import dev.greengrocer.ledger.photo.PhotoName;
import dev.greengrocer.ledger.photo.PhotoQueues;
import dev.greengrocer.ledger.photo.PhotoStore;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks for photos in the list of a bucket's objects, which is sorted as they are asked for, and
 * reads those that are on this disk. The server of the bucket compared each with its hash when it
 * came in. One use; not thread-safe.
 */
final class BucketInspection implements PhotoStore.Inspection {

  private final S3Address place;
  private final S3Objects objects;
  private final Iterator<S3Objects.Found> listed;
  private final PhotoFolder queue;
  private final PhotoFolder earlier;
  private final List<PhotoQueues.Reported> others;
  private @Nullable PhotoName next;

  /**
   * @param others the queues of other servers
   */
  BucketInspection(
      S3Address place,
      S3Objects objects,
      PhotoFolder queue,
      PhotoFolder earlier,
      List<PhotoQueues.Reported> others) {
    this.place = place;
    this.objects = objects;
    this.listed = objects.iterator(BucketPhotos.KEPT);
    this.queue = queue;
    this.earlier = earlier;
    this.others = List.copyOf(others);
    advance();
  }

  @Override
  public Optional<String> fault(String sha256) {
    while (next != null && next.sha256().compareTo(sha256) < 0) {
      advance();
    }
    if (next != null && next.sha256().equals(sha256)) {
      return Optional.empty();
    }
    for (PhotoFolder folder : List.of(queue, earlier)) {
      if (folder.find(sha256, null).isPresent()) {
        return folder.inspect().fault(sha256);
      }
    }
    String start = BucketPhotos.KEPT + new PhotoName(sha256, "").path();
    if (objects.iterator(start).hasNext()) {
      return Optional.empty(); // it came after that part of the list was read
    }
    return Optional.of(
        others.isEmpty()
            ? "photo %s: is missing in %s".formatted(sha256, place)
            : "photo %s: is not in %s; it may be in the queue of %s (%d photos there at %s)"
                .formatted(
                    sha256,
                    place,
                    others.get(0).place(),
                    others.get(0).photos(),
                    others.get(0).seen()));
  }

  /** To the next photo of the list; an empty object is none. */
  private void advance() {
    next = null;
    while (next == null && listed.hasNext()) {
      S3Objects.Found found = listed.next();
      if (found.size() > 0) {
        next = PhotoName.in(found.key()).filter(name -> !name.isThumbnail()).orElse(null);
      }
    }
  }
}
