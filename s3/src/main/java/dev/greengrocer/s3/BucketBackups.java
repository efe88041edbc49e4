package dev.greengrocer.s3;

import dev.greengrocer.StorageException;
import dev.greengrocer.files.FolderTree;
import dev.greengrocer.files.Sha256;
import dev.greengrocer.files.TemporaryFolder;
import dev.greengrocer.ledger.backup.Backup;
import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.ledger.database.DataDirectoryLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The backups of one data directory in a place of a bucket. Photos never change, so each is sent
 * once, however many backups it belongs to. One program writes to a place at a time; many may read.
 *
 * <pre>{@code
 * try (BucketBackups bucket = BucketBackups.open(S3Address.of("s3://shop/greengrocer"), access)) {
 *   Backup.write(directory, folder);
 *   bucket.upload(folder);
 *   bucket.forgetAllBut(30, clock.instant());
 * }
 * }</pre>
 */
public final class BucketBackups implements AutoCloseable {

  private final S3Address place;
  private final String chosen;
  private final S3Objects objects;

  private BucketBackups(S3Address place, String chosen, S3Objects objects) {
    this.place = place;
    this.chosen = chosen;
    this.objects = objects;
  }

  /**
   * Opens a place. The address may also be that of one backup in it, which is then the one that is
   * fetched.
   *
   * @throws StorageException if no region is known
   */
  public static BucketBackups open(S3Address address, S3Access access) {
    return open(address, access, LargeObjects.USUAL);
  }

  static BucketBackups open(S3Address address, S3Access access, LargeObjects largeObjects) {
    BackupKeys.One one = BackupKeys.one(address);
    return new BucketBackups(
        one.place(), one.name(), S3Objects.open(one.place(), access, largeObjects));
  }

  /**
   * Sends a backup. When that ends early, however it does, the bucket holds the backups that it
   * held before; the same call then sends what is missing.
   *
   * @param folder what {@link Backup#write} wrote
   * @throws StorageException if the folder is no whole backup, or if the bucket cannot be used
   */
  @SuppressWarnings("try") // held, not used
  public Uploaded upload(Path folder) {
    Instant writtenAt = Backup.writtenAt(folder).orElseThrow(() -> noBackup(folder));
    DataDirectory directory = new DataDirectory(folder);
    try (DataDirectoryLock held = DataDirectoryLock.take(directory)) {
      return upload(directory, writtenAt);
    } catch (IOException e) {
      throw StorageException.reading(folder, e);
    }
  }

  private static StorageException noBackup(Path folder) {
    return new StorageException(
        "%s: holds no whole backup; give a folder that 'db backup' wrote".formatted(folder));
  }

  private Uploaded upload(DataDirectory directory, Instant writtenAt) throws IOException {
    String name = BackupKeys.name(writtenAt);
    SortedMap<String, Long> photos = PhotoList.of(directory.photos());
    int sent = sendPhotos(directory.photos(), photos);

    BackupDescription.Part list = sendList(photos, BackupKeys.photoList(name));
    BackupDescription.Part database = send(directory.database(), BackupKeys.database(name));
    long count = photos.keySet().stream().filter(path -> !PhotoList.isThumbnail(path)).count();
    objects.put(
        BackupKeys.description(name),
        new BackupDescription(BackupDescription.FORMAT, writtenAt, database, list, count).write());
    return new Uploaded(addressOf(name), count, sent);
  }

  private int sendPhotos(Path folder, Map<String, Long> photos) throws IOException {
    SortedMap<String, Long> there = objects.list(BackupKeys.PHOTOS);
    int sent = 0;
    for (Map.Entry<String, Long> photo : photos.entrySet()) {
      String key = BackupKeys.PHOTOS + photo.getKey();
      if (!photo.getValue().equals(there.get(key))) {
        send(folder.resolve(photo.getKey()), key);
        sent++;
      }
    }
    return sent;
  }

  private BackupDescription.Part sendList(Map<String, Long> photos, String key) throws IOException {
    try (TemporaryFolder folder = TemporaryFolder.open("photo-list")) {
      Path file = folder.path().resolve("photos.gz");
      PhotoList.write(photos, file);
      return send(file, key);
    }
  }

  private BackupDescription.Part send(Path file, String key) throws IOException {
    String sha256 = Sha256.ofFile(file);
    objects.put(key, file, sha256);
    return new BackupDescription.Part(Files.size(file), sha256);
  }

  /** The backups that there are, the newest first. One that is damaged hides none of the others. */
  public Listing list() {
    StoredBackups stored = StoredBackups.of(place, objects);
    List<Listed> backups = new ArrayList<>();
    List<String> damaged = new ArrayList<>();
    for (String name : stored.names()) {
      try {
        BackupDescription described = stored.describe(name);
        backups.add(
            new Listed(
                stored.address(name),
                described.writtenAt(),
                described.database().bytes(),
                described.photos()));
      } catch (DamagedObjectException e) {
        damaged.add(e.words());
      }
    }
    return new Listing(backups, damaged);
  }

  /**
   * When the newest backup's database was copied; empty when there is none. One that is dated in
   * the future counts only where there is no other.
   */
  public Optional<Instant> newestAt(Instant now) {
    return StoredBackups.of(place, objects).newest(now).map(BackupKeys::time);
  }

  /**
   * Deletes all but the newest backups, what uploads that ended early have left, and photos that no
   * backup holds any more. Backups that are damaged or dated in the future neither count nor go
   * while they are among the newest.
   *
   * @param keep how many stay, from 1
   * @throws StorageException if the bucket cannot be used; before anything is deleted, or between
   *     two backups
   */
  public Forgotten forgetAllBut(int keep, Instant now) {
    try {
      return new BucketRetention(StoredBackups.of(place, objects), objects, now).forgetAllBut(keep);
    } catch (IOException e) {
      throw new StorageException(
          "%s: the lists of photos cannot be read (%s); nothing was deleted; make space for temporary files"
              .formatted(place, e.getMessage()),
          e);
    }
  }

  /**
   * Fetches a backup and compares all of it with its hashes: the one that was opened, or else the
   * newest.
   *
   * @param folder becomes the backup; must not exist
   * @param known a folder of photos, of which those that the backup holds are not fetched again
   * @param now tells which backups are dated in the future: another is the newest
   * @return the photos that are missing or damaged in the bucket, in words; they are left out
   * @throws StorageException if there is none, if its database is damaged or if it cannot be read
   *     or written
   */
  public List<String> fetch(Path folder, Path known, Instant now) {
    StoredBackups stored = StoredBackups.of(place, objects);
    String name = chosen.isEmpty() ? stored.newest(now).orElseThrow(this::noneThere) : chosen;
    if (!stored.names().contains(name)) {
      throw new StorageException(
          "%s: holds no whole backup; 'greengrocer db uploads %s' lists those that are"
              .formatted(addressOf(name), place));
    }
    try {
      BackupDescription described = stored.describe(name);
      Files.createDirectories(folder);
      List<String> leftOut =
          new BackupFetch(place, objects, new DataDirectory(folder), known).fetch(name, described);
      FolderTree.force(folder);
      return leftOut;
    } catch (DamagedObjectException e) {
      throw e.told();
    } catch (IOException e) {
      throw StorageException.writing(folder, e);
    }
  }

  private StorageException noneThere() {
    return new StorageException(
        "%s: holds no whole backup; give the address that 'greengrocer db upload' was given"
            .formatted(place));
  }

  private String addressOf(String name) {
    return place.object(BackupKeys.BACKUPS + name);
  }

  @Override
  public void close() {
    objects.close();
  }

  /**
   * A backup that was sent.
   *
   * @param address where it is
   * @param photos how many photos it holds
   * @param filesSent how many photos and thumbnails the bucket did not have yet
   */
  public record Uploaded(String address, long photos, int filesSent) {}

  /**
   * A backup in a bucket.
   *
   * @param address where it is
   * @param writtenAt when its database was copied
   * @param databaseBytes the size of its database
   * @param photos how many photos it holds
   */
  public record Listed(String address, Instant writtenAt, long databaseBytes, long photos) {}

  /**
   * The backups of a place.
   *
   * @param backups those that are whole, the newest first
   * @param damaged the others that are said to be one, and what is wrong with each, in words
   */
  public record Listing(List<Listed> backups, List<String> damaged) {

    public Listing {
      backups = List.copyOf(backups);
      damaged = List.copyOf(damaged);
    }
  }

  /**
   * What was deleted.
   *
   * @param backups how many
   * @param uncounted backups that stay and do not count, and why, in words
   */
  public record Forgotten(int backups, List<String> uncounted) {

    public Forgotten {
      uncounted = List.copyOf(uncounted);
    }
  }
}
