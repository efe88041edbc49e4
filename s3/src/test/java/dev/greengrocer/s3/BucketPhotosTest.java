package dev.greengrocer.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.greengrocer.StorageException;
import dev.greengrocer.files.Sha256;
import dev.greengrocer.image.ImageFormat;
import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.ledger.database.Databases;
import dev.greengrocer.ledger.database.Ids;
import dev.greengrocer.ledger.database.Migrations;
import dev.greengrocer.ledger.photo.PhotoFolder;
import dev.greengrocer.ledger.photo.PhotoName;
import dev.greengrocer.ledger.photo.PhotoStore;
import dev.greengrocer.ledger.photo.SharedPhotos;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/** Photos in a bucket of a real server, which goes away and comes back. */
final class BucketPhotosTest extends InBucketTest {

  private static final long ROOM = 1L << 20;
  private static final byte[] THUMBNAIL = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 7};

  private static final String INSERT =
      """
      INSERT INTO predictions (id, at, request_id, source, photo_sha256, label, probability,
        decision, reason, model, model_sha256, decode_micros,
        preprocess_micros, queue_micros, infer_micros)
      VALUES (:id, :at, 'r', 'api', :sha256, 'apple', 0.9, 'accept', 'confident', 'm', 'h', 1, 1, 1, 1)
      """;

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init")
  private DataDirectory books;

  @SuppressWarnings("NullAway.Init")
  private HikariDataSource source;

  @SuppressWarnings("NullAway.Init")
  private JdbcClient database;

  @SuppressWarnings("NullAway.Init")
  private TransactionOperations transaction;

  private final List<BucketPhotos> opened = new ArrayList<>();

  BucketPhotosTest() {
    super("till");
  }

  @BeforeEach
  void openBooks() {
    books = DataDirectory.at(folder.resolve("one"));
    source = Databases.open("", books);
    Migrations.of(source).load().migrate();
    database = JdbcClient.create(source);
    transaction = new TransactionTemplate(new JdbcTransactionManager(source));
  }

  @AfterEach
  void close() {
    opened.forEach(BucketPhotos::close);
    source.close();
  }

  @Test
  void a_photo_that_an_answer_leads_to_moves_from_the_disk_to_the_bucket() throws Exception {
    BucketPhotos photos = started(books);
    byte[] apple = jpeg(1);
    String sha256 = Sha256.of(apple);

    assertThat(photos.keep(sha256, apple)).isEqualTo(ImageFormat.JPEG);
    assertThat(onDisk(books, sha256)).exists();
    assertThat(photos.find(sha256, null).orElseThrow().bytes()).isEqualTo(apple);
    answer(sha256);

    await(() -> photos.state().photos() == 0);
    assertThat(onDisk(books, sha256)).doesNotExist();
    assertThat(inBucket(sha256)).hasBinaryContent(apple);
    assertThat(photos.state().sent()).isEqualTo(1);
    assertThat(photos.find(sha256, ImageFormat.JPEG).orElseThrow().bytes()).isEqualTo(apple);
    assertThat(photos.find(sha256, null).orElseThrow().size()).isEqualTo(apple.length);
  }

  @Test
  void a_thumbnail_is_kept_in_the_bucket_and_goes_with_its_photo() throws Exception {
    BucketPhotos photos = started(books);
    String sha256 = kept(photos, 2);
    await(() -> photos.state().photos() == 0);
    assertThat(photos.findThumbnail(sha256)).isEmpty();

    photos.keepThumbnail(sha256, THUMBNAIL);
    await(() -> photos.state().bytes() == 0);
    assertThat(photos.findThumbnail(sha256).orElseThrow().bytes()).isEqualTo(THUMBNAIL);

    forget(photos, sha256);
    await(() -> photos.erasuresWaiting() == 0);
    assertThat(inBucket(sha256)).doesNotExist();
    assertThat(photos.findThumbnail(sha256)).isEmpty();
    assertThat(photos.find(sha256, null)).isEmpty();
  }

  @Test
  void photos_wait_on_the_disk_while_the_bucket_is_away_also_through_a_restart() throws Exception {
    BucketPhotos before = started(books);
    String stored = kept(before, 3);
    await(() -> before.state().photos() == 0);
    server.goAway();
    try {
      String waits = kept(before, 4);
      assertThat(before.find(waits, ImageFormat.JPEG)).isPresent();
      assertAway(() -> before.find(stored, ImageFormat.JPEG));
      await(() -> before.state().failures() > 0);
      before.close();
      assertThat(onDisk(books, waits)).exists();

      BucketPhotos after = started(books);
      assertThat(after.state().photos()).isEqualTo(1);
      assertThat(after.find(waits, ImageFormat.JPEG)).isPresent();
      server.comeBack();
      await(() -> after.state().photos() == 0);
      assertThat(inBucket(waits)).exists();
      await(() -> isFound(after, stored));
    } finally {
      server.comeBack();
    }
  }

  @Test
  void a_photo_for_which_there_is_no_room_is_refused_and_room_comes_when_the_bucket_does()
      throws Exception {
    server.goAway();
    try {
      BucketPhotos photos = started(books, 3_000);
      String first = kept(photos, 5, 2_000);
      byte[] second = jpeg(6, 2_000);
      assertThatThrownBy(() -> photos.keep(Sha256.of(second), second))
          .isInstanceOfSatisfying(
              RefusedException.class,
              refused -> {
                assertThat(refused.problem()).isEqualTo(Problem.STORAGE_FULL);
                assertThat(refused.retryAfter()).isPresent();
              });
      assertThat(photos.state().refused()).isEqualTo(1);
      assertThat(onDisk(books, Sha256.of(second))).doesNotExist();
      assertThat(photos.keep(first, jpeg(5, 2_000))).as("it is there").isNotNull();

      server.comeBack();
      await(() -> photos.state().photos() == 0);
      photos.keep(Sha256.of(second), second);
    } finally {
      server.comeBack();
    }
  }

  @Test
  void what_is_erased_while_the_bucket_is_away_is_gone_when_it_is_back() throws Exception {
    BucketPhotos photos = started(books);
    String stored = kept(photos, 7);
    await(() -> photos.state().photos() == 0);
    server.goAway();
    try {
      forget(photos, stored);
      assertThat(photos.erasuresWaiting()).isEqualTo(1);
      assertThatThrownBy(photos::eraseWaiting).isInstanceOf(StorageException.class);
      photos.close();
    } finally {
      server.comeBack();
    }
    assertThat(inBucket(stored)).exists();

    BucketPhotos after = started(books);
    await(() -> after.erasuresWaiting() == 0);
    assertThat(inBucket(stored)).doesNotExist();
  }

  @Test
  void a_photo_that_one_server_erases_never_comes_from_the_queue_of_another() throws Exception {
    DataDirectory second = DataDirectory.at(folder.resolve("two"));
    server.goAway();
    String sha256;
    BucketPhotos one;
    BucketPhotos two;
    Instant soon = Instant.now().plus(Duration.ofMinutes(2)); // for what may be dropped then
    try {
      one = started(books);
      two = started(second);
      sha256 = kept(two, 8);
      forget(one, sha256);
      two.close();
      one.close();
    } finally {
      server.comeBack();
    }
    BucketPhotos back = started(second, ROOM, Clock.fixed(soon, Clock.systemUTC().getZone()));
    await(() -> back.state().photos() == 0);
    assertThat(back.state().sent()).isZero();
    assertThat(inBucket(sha256)).doesNotExist();
    assertThat(onDisk(second, sha256)).doesNotExist();
  }

  @Test
  void a_photo_that_is_sent_again_while_it_is_erased_stays() throws Exception {
    BucketPhotos photos = started(books);
    String sha256 = kept(photos, 9);
    await(() -> photos.state().photos() == 0);
    forget(photos, sha256);
    kept(photos, 9);

    await(() -> photos.state().photos() == 0 && photos.erasuresWaiting() == 0);
    assertThat(inBucket(sha256)).exists();
    assertThat(isFound(photos, sha256)).isTrue();
  }

  @Test
  void a_photo_in_the_queue_of_another_server_is_on_its_way_and_one_that_is_lost_is_not()
      throws Exception {
    DataDirectory second = DataDirectory.at(folder.resolve("two"));
    BucketPhotos one = started(books);
    String lost = Sha256.of(jpeg(10));
    answer(lost, Instant.now().minus(Duration.ofDays(1)));
    assertThat(one.find(lost, ImageFormat.JPEG)).isEmpty();

    String fresh = Sha256.of(jpeg(11));
    answer(fresh); // and the other server has not said yet that it holds it
    assertAway(() -> one.find(fresh, ImageFormat.JPEG));

    BucketPhotos two = opened(second, ROOM, Clock.systemUTC());
    PhotoQueue queue = new PhotoQueue(second, ROOM);
    queue.keep(PhotoName.of(fresh, ImageFormat.JPEG), jpeg(11), Instant.now());
    database
        .sql("INSERT INTO photo_queues VALUES (:id, 'two', 1, 2, :at, :at)")
        .param("id", queue.id())
        .param("at", System.currentTimeMillis())
        .update();
    assertAway(() -> one.find(lost, ImageFormat.JPEG));
    assertThat(one.inspect().fault(lost).orElseThrow()).contains("may be in the queue of two");
    assertThat(two.find(fresh, ImageFormat.JPEG)).isPresent();
  }

  @Test
  void the_check_names_photos_that_are_neither_in_the_bucket_nor_on_the_disk() throws Exception {
    BucketPhotos photos = started(books);
    List<String> kept = new ArrayList<>();
    for (int i = 20; i < 25; i++) {
      kept.add(kept(photos, i));
    }
    await(() -> photos.state().photos() == 0);
    kept.sort(null);
    Files.delete(inBucket(kept.get(2)));
    Files.write(inBucket(kept.get(3)), new byte[0]);

    PhotoStore.Inspection inspection = photos.inspect();
    assertThat(kept)
        .filteredOn(sha256 -> inspection.fault(sha256).isPresent())
        .containsExactly(kept.get(2));
  }

  @Test
  void photos_of_the_folder_are_found_and_move_to_the_bucket_but_for_strays() throws Exception {
    PhotoFolder before = new PhotoFolder(books.photos());
    List<String> kept = new ArrayList<>();
    for (int i = 30; i < 33; i++) {
      byte[] photo = jpeg(i);
      before.keep(Sha256.of(photo), photo);
      kept.add(Sha256.of(photo));
    }
    before.keepThumbnail(kept.get(0), THUMBNAIL);
    answer(kept.get(0));
    answer(kept.get(1));
    BucketPhotos photos = opened(books, ROOM, Clock.systemUTC());
    assertThat(photos.find(kept.get(0), ImageFormat.JPEG)).isPresent();

    BucketPhotos.Moved moved = photos.moveFolder(done -> {});

    assertThat(moved).isEqualTo(new BucketPhotos.Moved(2, 1));
    assertThat(before.names()).extracting(PhotoName::sha256).containsExactly(kept.get(2));
    assertThat(inBucket(kept.get(0))).hasBinaryContent(jpeg(30));
    assertThat(isFound(photos, kept.get(1))).isTrue();
    assertThat(photos.findThumbnail(kept.get(0)).orElseThrow().bytes()).isEqualTo(THUMBNAIL);
    assertThat(photos.moveFolder(done -> {})).isEqualTo(new BucketPhotos.Moved(0, 1));
  }

  @Test
  void a_photo_that_was_damaged_in_the_queue_holds_up_no_other() throws Exception {
    PhotoQueue queue = new PhotoQueue(books, ROOM);
    String damaged = Sha256.of(jpeg(40));
    queue.keep(PhotoName.of(damaged, ImageFormat.JPEG), jpeg(41), Instant.now().minusSeconds(9));
    answer(damaged);
    BucketPhotos photos = started(books);
    String good = kept(photos, 42);

    await(() -> photos.state().sent() == 1);
    assertThat(inBucket(good)).exists();
    assertThat(inBucket(damaged)).doesNotExist();
    assertThat(photos.state().photos()).isEqualTo(1);
    assertThat(photos.state().failures()).isPositive();
  }

  private static boolean isFound(BucketPhotos photos, String sha256) {
    try {
      return photos.find(sha256, ImageFormat.JPEG).isPresent();
    } catch (RefusedException e) {
      return false;
    }
  }

  private static void assertAway(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> {
              assertThat(refused.problem()).isEqualTo(Problem.PHOTOS_AWAY);
              assertThat(refused.retryAfter()).isPresent();
            });
  }

  private String kept(BucketPhotos photos, int seed) {
    return kept(photos, seed, 1_000);
  }

  private String kept(BucketPhotos photos, int seed, int length) {
    byte[] photo = jpeg(seed, length);
    String sha256 = Sha256.of(photo);
    photos.keep(sha256, photo);
    answer(sha256);
    return sha256;
  }

  /** As an eraser does: the photo first, then the rows that lead to it. */
  private void forget(BucketPhotos photos, String sha256) {
    transaction.executeWithoutResult(
        status -> {
          photos.erase(sha256);
          database
              .sql("UPDATE predictions SET photo_sha256 = NULL WHERE photo_sha256 = :sha256")
              .param("sha256", sha256)
              .update();
        });
  }

  private void answer(String sha256) {
    answer(sha256, Instant.now());
  }

  private void answer(String sha256, Instant at) {
    String id = at.isBefore(Instant.now().minusSeconds(60)) ? Ids.first(at) : Ids.next();
    database
        .sql(INSERT)
        .param("id", id)
        .param("at", at.toEpochMilli())
        .param("sha256", sha256)
        .update();
  }

  private BucketPhotos started(DataDirectory directory) {
    return started(directory, ROOM);
  }

  private BucketPhotos started(DataDirectory directory, long room) {
    return started(directory, room, Clock.systemUTC());
  }

  private BucketPhotos started(DataDirectory directory, long room, Clock clock) {
    BucketPhotos photos = opened(directory, room, clock);
    photos.start();
    return photos;
  }

  private BucketPhotos opened(DataDirectory directory, long room, Clock clock) {
    S3Access access = new S3Access(server.endpoint(), null);
    BucketPhotos photos =
        BucketPhotos.open(place, access, directory, SharedPhotos.in(database, clock), room, clock);
    opened.add(photos);
    return photos;
  }

  private static Path onDisk(DataDirectory directory, String sha256) {
    return directory.photosQueue().resolve(PhotoName.of(sha256, ImageFormat.JPEG).path());
  }

  private Path inBucket(String sha256) {
    return bucket.resolve("till/" + BucketPhotos.key(PhotoName.of(sha256, ImageFormat.JPEG)));
  }

  private static byte[] jpeg(int seed) {
    return jpeg(seed, 1_000);
  }

  /** What begins as a JPEG does; nothing decodes it here. */
  private static byte[] jpeg(int seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    bytes[0] = (byte) 0xff;
    bytes[1] = (byte) 0xd8;
    bytes[2] = (byte) 0xff;
    return bytes;
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("it takes too long").isLessThan(until);
      Thread.sleep(50);
    }
  }
}
