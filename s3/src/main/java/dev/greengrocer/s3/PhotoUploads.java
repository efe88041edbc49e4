package dev.greengrocer.s3;

import dev.greengrocer.StorageException;
import dev.greengrocer.concurrent.WorkerPool;
import dev.greengrocer.files.Sha256;
import dev.greengrocer.ledger.photo.PhotoErasures;
import dev.greengrocer.ledger.photo.PhotoErasures.PhotoState;
import dev.greengrocer.ledger.photo.PhotoErasures.Waiting;
import dev.greengrocer.ledger.photo.PhotoName;
import dev.greengrocer.ledger.photo.PhotoQueues;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what waits in a queue of photos to the bucket, and erases there what was erased, one round
 * after the other in a thread of its own.
 *
 * <p>A photo is sent when an answer leads to it, and leaves the queue when the bucket has it and
 * the database still says the same of it as before: so neither is a photo lost that was sent again
 * while it was erased, nor does one stay that another server erased while it was on its way.
 */
final class PhotoUploads implements AutoCloseable {

  static final int THREADS = 4;

  private static final Logger log = LoggerFactory.getLogger(PhotoUploads.class);
  private static final int AT_ONCE = 100;
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  /** An answer is written within it after its photo, whatever the database does. */
  private static final Duration ANSWERED = Duration.ofMinutes(1);

  /** As for files of a folder, after which no answer comes any more. */
  private static final Duration YOUNG = Duration.ofHours(1);

  /** By which the clocks of two servers may differ. */
  private static final Duration CLOCKS = Duration.ofSeconds(30);

  private static final Duration REPORT = Duration.ofSeconds(5);
  private static final Duration REPORT_ANYWAY = Duration.ofMinutes(1);
  private static final Duration END = Duration.ofSeconds(15);

  private final S3Address place;
  private final S3Objects objects;
  private final PhotoQueue queue;
  private final PhotoErasures erasures;
  private final PhotoQueues queues;
  private final Clock clock;
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicBoolean woken = new AtomicBoolean();
  private final Object bell = new Object();
  private volatile boolean closed;
  private @Nullable Thread thread;

  // Of the sending thread alone.
  private Duration pause = PAUSE;
  private boolean told;
  private PhotoQueues.@Nullable Reported reported;

  PhotoUploads(
      S3Address place,
      S3Objects objects,
      PhotoQueue queue,
      PhotoErasures erasures,
      PhotoQueues queues,
      Clock clock) {
    this.place = place;
    this.objects = objects;
    this.queue = queue;
    this.erasures = erasures;
    this.queues = queues;
    this.clock = clock;
  }

  void start() {
    Thread started = new Thread(this::run, "photo-uploads");
    started.setDaemon(true);
    started.start();
    thread = started;
  }

  /** Something waits: the next round need not. */
  void wake() {
    woken.set(true);
    synchronized (bell) {
      bell.notifyAll();
    }
  }

  /** A photo found no room. */
  void refused() {
    refused.incrementAndGet();
  }

  private void run() {
    try (WorkerPool threads = WorkerPool.fixed(THREADS, "photo-upload")) {
      while (!closed) {
        boolean more = round(threads);
        if (!more) {
          await(pause);
        }
      }
      report(); // what waits until the next start
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) { // the database is away; the next start reports
      log.debug("the queue was not reported at the end", e);
    }
  }

  private void await(Duration wait) throws InterruptedException {
    long until = System.nanoTime() + wait.toNanos();
    boolean failing = !wait.equals(PAUSE); // nothing new makes the bucket come back
    synchronized (bell) {
      while (!closed && (failing || !woken.get())) {
        long left = (until - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          break;
        }
        bell.wait(left);
      }
    }
    woken.set(false);
  }

  /**
   * One round.
   *
   * @return whether there is more to do at once
   */
  private boolean round(WorkerPool threads) {
    try {
      eraseWaiting();
      List<PhotoName> due = queue.due(clock.instant(), AT_ONCE);
      AtomicBoolean failed = new AtomicBoolean();
      long before = sent.get();
      threads.map(due, name -> attempt(name, failed));
      report();
      if (failed.get()) {
        pause = longer(pause);
        return false;
      }
      if (sent.get() > before || queue.length().bytes() == 0) {
        wellAgain();
      }
      return due.size() == AT_ONCE;
    } catch (RuntimeException e) { // of the bucket or the database: nothing ends the thread
      failed(e);
      pause = longer(pause);
      return false;
    }
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
  }

  private void wellAgain() {
    pause = PAUSE;
    if (told) {
      told = false;
      log.info("{}: photos are sent again; {} wait", place, queue.length().photos());
    }
  }

  private void failed(RuntimeException failure) {
    failures.incrementAndGet();
    if (told) {
      log.debug("{}: photos wait", place, failure);
    } else {
      told = true;
      log.warn(
          "{}: {} photos wait and are sent when it can be used again: {}",
          place,
          queue.length().photos(),
          failure.getMessage());
    }
  }

  /** One photo; after a failure the others wait for the next round. */
  private Outcome attempt(PhotoName name, AtomicBoolean failed) {
    if (failed.get() || closed) {
      return Outcome.WAITS;
    }
    try {
      return fromQueue(name);
    } catch (RuntimeException e) {
      // A file that cannot be read must not hold up the others.
      queue.later(name, clock.instant().plus(LONGEST_PAUSE));
      if (failed.compareAndSet(false, true)) {
        synchronized (this) {
          failed(e);
        }
      }
      return Outcome.WAITS;
    }
  }

  private Outcome fromQueue(PhotoName name) {
    Path file = queue.folder().place(name);
    if (!Files.exists(file)) {
      log.warn("{}: went away before the bucket of photos had it", file);
      queue.remove(name);
      return Outcome.WAITS;
    }
    Outcome outcome = send(name, file);
    switch (outcome) {
      case SENT -> {
        queue.remove(name);
        sent.incrementAndGet(); // last, so that it is never counted as sent and as waiting
      }
      case WAITS -> queue.later(name, clock.instant().plus(PAUSE));
      case UNWANTED -> dropIfErased(name);
    }
    return outcome;
  }

  /** What came of sending a photo. */
  enum Outcome {
    /** The bucket has it. */
    SENT,
    /** It is being erased, or was sent again while it was: another attempt tells. */
    WAITS,
    /** No answer leads to it. */
    UNWANTED
  }

  /**
   * Sends a photo or thumbnail.
   *
   * @throws StorageException if the file cannot be read or the bucket not be used
   */
  Outcome send(PhotoName name, Path file) {
    PhotoState before = erasures.state(name.sha256());
    if (before.erasureWaits()) {
      return Outcome.WAITS;
    }
    if (!before.referredTo()) {
      return Outcome.UNWANTED;
    }
    objects.put(BucketPhotos.key(name), file, sha256(name, file));
    PhotoState after = erasures.state(name.sha256());
    if (after.equals(before)) {
      return Outcome.SENT;
    }
    if (!after.referredTo() && !after.erasureWaits()) {
      objects.delete(BucketPhotos.keys(name.sha256())); // it came after it was erased
    }
    return Outcome.WAITS;
  }

  private static String sha256(PhotoName name, Path file) {
    try {
      String actual = Sha256.ofFile(file);
      if (!name.isThumbnail() && !actual.equals(name.sha256())) {
        throw new StorageException(
            "%s: altered or damaged (its SHA-256 is %s); it is not sent: put it right from a backup, or delete it"
                .formatted(file, actual));
      }
      return actual;
    } catch (IOException e) {
      throw StorageException.reading(file, e);
    }
  }

  /** A photo whose answer is not written yet waits; one that was erased, or has none, goes. */
  private void dropIfErased(PhotoName name) {
    Instant now = clock.instant();
    Instant keptAt = queue.keptAt(name).orElse(now);
    PhotoState state = erasures.state(name.sha256());
    boolean over = state.erasedSince(keptAt.minus(CLOCKS)) || keptAt.isBefore(now.minus(YOUNG));
    if (state.referredTo() || !over || !queue.removeIfKeptBefore(name, now.minus(ANSWERED))) {
      queue.later(name, now.plus(PAUSE));
    }
  }

  /**
   * Erases in the bucket what was erased.
   *
   * @throws StorageException if the bucket cannot be used
   */
  void eraseWaiting() {
    List<Waiting> some;
    do {
      some = erasures.waiting(AT_ONCE);
      List<String> keys = new ArrayList<>();
      for (Waiting erasure : some) {
        if (!erasures.state(erasure.sha256()).referredTo()) {
          keys.addAll(BucketPhotos.keys(erasure.sha256()));
        }
      }
      if (!keys.isEmpty()) {
        objects.delete(keys);
      }
      some.forEach(erasures::done);
    } while (some.size() == AT_ONCE);
  }

  /** Tells the other servers what waits here, when that has changed. */
  private void report() {
    PhotoQueue.Length length = queue.length();
    Instant now = clock.instant();
    PhotoQueues.Reported last = reported;
    // The first report takes the place of what an earlier run said.
    boolean first = last == null;
    Duration since = last == null ? REPORT_ANYWAY : Duration.between(last.seen(), now);
    boolean changed =
        last != null && (last.photos() != length.photos() || last.bytes() != length.bytes());
    boolean emptied = changed && length.photos() == 0;
    boolean waiting = length.photos() > 0 && since.compareTo(REPORT_ANYWAY) >= 0;
    boolean atLast = changed && (closed || since.compareTo(REPORT) >= 0);
    if (first || emptied || waiting || atLast) {
      PhotoQueues.Reported next =
          new PhotoQueues.Reported(
              queue.id(),
              "%s on %s".formatted(queue.folder().path(), machine()),
              length.photos(),
              length.bytes(),
              length.oldest().orElse(null),
              now);
      queues.put(next);
      erasures.forgetOld();
      reported = next;
    }
  }

  private static String machine() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "a machine without a name";
    }
  }

  BucketPhotos.State state(PhotoQueue.Length length) {
    return new BucketPhotos.State(
        length.photos(),
        length.bytes(),
        length.mostBytes(),
        length.age(clock.instant()),
        sent.get(),
        failures.get(),
        refused.get());
  }

  /** Ends the round at hand; what waits is sent after the next start. */
  @Override
  public void close() {
    closed = true;
    wake();
    Thread running = thread;
    if (running != null) {
      try {
        running.join(END.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
