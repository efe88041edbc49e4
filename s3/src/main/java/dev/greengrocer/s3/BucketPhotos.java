package dev.greengrocer.s3;

import dev.greengrocer.StorageException;
import dev.greengrocer.image.ImageFormat;
import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.ledger.photo.KeptPhoto;
import dev.greengrocer.ledger.photo.PhotoErasures;
import dev.greengrocer.ledger.photo.PhotoFolder;
import dev.greengrocer.ledger.photo.PhotoName;
import dev.greengrocer.ledger.photo.PhotoQueues;
import dev.greengrocer.ledger.photo.PhotoStore;
import dev.greengrocer.ledger.photo.SharedPhotos;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Photos in a bucket, for one server or for several of one shop. A photo is first a file of a queue
 * on this machine's disk, and answered then; {@link #start} sends what waits there in the
 * background, also after a restart and for as long as the bucket is away. What is erased meanwhile
 * is in the database until it is gone from the bucket. Photos that lie in the folder of the data
 * directory from before are found, too. Thread-safe.
 *
 * <pre>{@code
 * try (BucketPhotos photos = BucketPhotos.open(place, access, directory, shared, 1L << 30, clock)) {
 *   photos.start();
 *   photos.keep(sha256, bytes);
 * }
 * }</pre>
 */
public final class BucketPhotos implements PhotoStore, AutoCloseable {

  /** Not where {@link BucketBackups} keeps the photos of backups, and deletes others. */
  static final String KEPT = "kept-photos/";

  private static final Logger log = LoggerFactory.getLogger(BucketPhotos.class);
  private static final Duration SOON = Duration.ofSeconds(10);

  /** Within it, the queue of another server may hold a photo and not have said so yet. */
  private static final Duration FRESH = Duration.ofMinutes(1);

  /** After a failure, callers are not made to wait for the next one. */
  private static final long AWAY_NANOSECONDS = Duration.ofSeconds(3).toNanos();

  private final S3Address place;
  private final S3Objects objects;
  private final PhotoFolder earlier;
  private final PhotoQueue queue;
  private final PhotoErasures erasures;
  private final PhotoQueues queues;
  private final Clock clock;
  private final PhotoUploads uploads;
  private volatile long awayUntil = System.nanoTime();

  private BucketPhotos(
      S3Address place,
      S3Objects objects,
      DataDirectory directory,
      SharedPhotos shared,
      long mostBytes,
      Clock clock) {
    this.place = place;
    this.objects = objects;
    this.earlier = new PhotoFolder(directory.photos());
    this.queue = new PhotoQueue(directory, mostBytes);
    this.erasures = shared.erasures();
    this.queues = shared.queues();
    this.clock = clock;
    this.uploads = new PhotoUploads(place, objects, queue, erasures, queues, clock);
  }

  /**
   * Opens a place in a bucket; its server is asked when something is read or sent.
   *
   * @param directory holds the queue, and photos that were kept before
   * @param shared of the database that refers to the photos, and that all servers share which share
   *     the place
   * @param mostBytes how long all photos that wait may be together, in bytes
   * @throws StorageException if no region is known
   */
  public static BucketPhotos open(
      S3Address place,
      S3Access access,
      DataDirectory directory,
      SharedPhotos shared,
      long mostBytes,
      Clock clock) {
    S3Objects objects = S3Objects.open(place, access, Patience.OF_SERVERS);
    return new BucketPhotos(place, objects, directory, shared, mostBytes, clock);
  }

  /**
   * Looks whether a place can be used, and at what waits for it on this disk; changes nothing.
   *
   * @throws StorageException if the bucket cannot be used
   */
  public static State look(
      S3Address place, S3Access access, DataDirectory directory, long mostBytes, Clock clock) {
    try (S3Objects objects = S3Objects.open(place, access, Patience.OF_SERVERS)) {
      objects.requireListable(KEPT);
    }
    PhotoQueue.Length length = new PhotoQueue(directory, mostBytes).lengthOfFiles();
    return State.of(length, clock.instant());
  }

  /**
   * Begins to send what waits, and to erase what was erased. One process may do so for a data
   * directory.
   *
   * @throws StorageException if the queue cannot be read
   */
  public void start() {
    queue.load(clock.instant());
    uploads.start();
  }

  @Override
  public ImageFormat keep(String sha256, byte[] bytes) {
    ImageFormat format = ImageFormat.of(bytes).orElseThrow();
    if (!queue.keep(PhotoName.of(sha256, format), bytes, clock.instant())) {
      uploads.refused();
      throw RefusedException.tryAgain(
          Problem.STORAGE_FULL,
          "The photo cannot be kept: %d MB wait for the bucket of photos, as many as may; try again when it is back"
              .formatted(queue.length().bytes() >> 20),
          SOON);
    }
    uploads.wake();
    return format;
  }

  /** A thumbnail for which there is no room is made again when it is looked at again. */
  @Override
  public void keepThumbnail(String sha256, byte[] thumbnail) {
    if (queue.keep(PhotoName.thumbnailOf(sha256), thumbnail, clock.instant())) {
      uploads.wake();
    } else {
      log.debug("no room for the thumbnail of {}", sha256);
    }
  }

  @Override
  public Optional<KeptPhoto> find(String sha256, @Nullable ImageFormat format) {
    Optional<KeptPhoto> here = onDisk(sha256, format);
    return here.isPresent() ? here : inBucket(sha256, format);
  }

  private Optional<KeptPhoto> onDisk(String sha256, @Nullable ImageFormat format) {
    return queue.folder().find(sha256, format).or(() -> earlier.find(sha256, format));
  }

  private Optional<KeptPhoto> inBucket(String sha256, @Nullable ImageFormat format) {
    Stream<ImageFormat> formats =
        format == null ? Arrays.stream(ImageFormat.values()) : Stream.of(format);
    Optional<KeptPhoto> found =
        formats.flatMap(known -> stored(PhotoName.of(sha256, known), known).stream()).findFirst();
    if (found.isEmpty()) {
      // It may have been sent in the meantime, or be on the disk of another server.
      Optional<KeptPhoto> here = onDisk(sha256, format);
      if (here.isPresent()) {
        return here;
      }
      requireBucket();
      requireNotElsewhere(sha256);
    }
    return found;
  }

  /** Without its bucket every object is missing; only a list tells the two apart. */
  private void requireBucket() {
    try {
      objects.requireListable(KEPT);
    } catch (StorageException e) {
      throw away(e);
    }
  }

  private void requireNotElsewhere(String sha256) {
    if (erasures.isReferredToSince(sha256, clock.instant().minus(FRESH))
        || (erasures.state(sha256).referredTo() && !queues.ofOthers(queue.id()).isEmpty())) {
      throw RefusedException.tryAgain(
          Problem.PHOTOS_AWAY,
          "The photo is not in the bucket of photos yet: another server of this shop has it in its"
              + " queue; try again",
          SOON);
    }
  }

  @Override
  public Optional<KeptPhoto> findThumbnail(String sha256) {
    Optional<KeptPhoto> here =
        queue.folder().findThumbnail(sha256).or(() -> earlier.findThumbnail(sha256));
    // Of a photo that the bucket does not have, it has no thumbnail.
    return here.isPresent() || onDisk(sha256, null).isPresent()
        ? here
        : stored(PhotoName.thumbnailOf(sha256), ImageFormat.JPEG);
  }

  private Optional<KeptPhoto> stored(PhotoName name, ImageFormat format) {
    if (awayUntil - System.nanoTime() > 0) {
      throw away("it did not answer a moment ago");
    }
    try {
      return objects
          .head(key(name))
          .map(
              found ->
                  new StoredPhoto(objects, found, place.object(key(name)), format, this::away));
    } catch (StorageException e) {
      throw away(e);
    }
  }

  private RefusedException away(StorageException failure) {
    log.debug("the bucket of photos", failure);
    awayUntil = System.nanoTime() + AWAY_NANOSECONDS;
    return away(String.valueOf(failure.getMessage()));
  }

  private static RefusedException away(String reason) {
    log.warn("The bucket of photos: {}", reason);
    return RefusedException.tryAgain(
        Problem.PHOTOS_AWAY,
        "The bucket of photos does not answer; the photo is kept, try again later",
        SOON);
  }

  static String key(PhotoName name) {
    return KEPT + name.path();
  }

  /** The key of every object that a photo may have. */
  static List<String> keys(String sha256) {
    return Stream.concat(
            Arrays.stream(ImageFormat.values()).map(format -> PhotoName.of(sha256, format)),
            Stream.of(PhotoName.thumbnailOf(sha256)))
        .map(BucketPhotos::key)
        .toList();
  }

  @Override
  public void erase(String sha256) {
    erasures.add(sha256);
    earlier.erase(sha256);
    uploads.wake();
  }

  /**
   * Erases in the bucket what waits for it.
   *
   * @throws StorageException if the bucket cannot be used; then it waits on
   */
  public void eraseWaiting() {
    uploads.eraseWaiting();
  }

  /** How many photos were erased and may still be in the bucket. */
  public long erasuresWaiting() {
    return erasures.count();
  }

  @Override
  public void eachKeptBefore(Instant moment, Consumer<String> work) {
    earlier.eachKeptBefore(moment, work);
    for (Iterator<S3Objects.Found> all = objects.iterator(KEPT); all.hasNext(); ) {
      S3Objects.Found found = all.next();
      if (found.modified().isBefore(moment)) {
        PhotoName.in(found.key()).map(PhotoName::sha256).ifPresent(work);
      }
    }
  }

  /** Compares with the list of the bucket's objects; reads those that are on this disk. */
  @Override
  public Inspection inspect() {
    return new BucketInspection(
        place, objects, queue.folder(), earlier, queues.ofOthers(queue.id()));
  }

  @Override
  public Optional<String> elsewhere() {
    return Optional.of(place.toString());
  }

  /**
   * Sends the photos of the data directory's folder and takes them out of it. What ends early is
   * gone on with by the next call. Photos that no answer leads to stay.
   *
   * @param progress hears how many were looked at, now and then
   * @throws StorageException if the bucket or the folder cannot be used
   */
  public Moved moveFolder(Consumer<Integer> progress) {
    return new PhotoMove(earlier, uploads).move(progress);
  }

  /**
   * What was moved.
   *
   * @param photos how many photos are in the bucket and no longer in the folder
   * @param left how many stay, because no answer leads to them or they were erased meanwhile
   */
  public record Moved(long photos, long left) {}

  /** How sending goes. */
  public State state() {
    return uploads.state(queue.length());
  }

  /** How much waits, as the files of the queue say, while a server may be running. */
  public State stateOfFiles() {
    return State.of(queue.lengthOfFiles(), clock.instant());
  }

  /**
   * How sending goes.
   *
   * @param photos how many photos wait
   * @param bytes how long they are together, with thumbnails that wait
   * @param mostBytes how long they may be
   * @param oldest how long the oldest has waited
   * @param sent photos and thumbnails that were sent since the start
   * @param failures attempts that failed since the start
   * @param refused photos that were refused since the start for want of room
   */
  public record State(
      long photos,
      long bytes,
      long mostBytes,
      Duration oldest,
      long sent,
      long failures,
      long refused) {

    static State of(PhotoQueue.Length length, Instant now) {
      return new State(
          length.photos(), length.bytes(), length.mostBytes(), length.age(now), 0, 0, 0);
    }

    /** For people. */
    public String words() {
      return photos == 0
          ? "no photo waits for it"
          : String.format(
              Locale.ROOT,
              "%d photos (%.1f of %d MB) wait for it, the oldest for %d s",
              photos,
              bytes / 1048576.0,
              mostBytes >> 20,
              oldest.toSeconds());
    }
  }

  @Override
  public void close() {
    uploads.close();
    objects.close();
  }
}
