package dev.greengrocer.s3;

import dev.greengrocer.StorageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A folder in a place of a bucket, replaced as a whole by each {@link #publish}. Its files lie
 * below {@code exports/}, in a folder whose name is a hash of what is in it; {@code latest.json},
 * the last object that is written, says which. The folder before that stays, for those who are
 * reading it; older ones are deleted. One program writes to a place at a time; many may read.
 *
 * <pre>{@code
 * try (PublishedFolder bucket = PublishedFolder.open(S3Address.of("s3://shop/figures"), access)) {
 *   AnalyticsExport.write(books, calendar, fiscal, folder, format, progress);
 *   bucket.publish(folder);
 * }
 * }</pre>
 */
public final class PublishedFolder implements AutoCloseable {

  private final S3Address place;
  private final S3Objects objects;
  private final byte @Nullable [] latest; // as it was when the place was opened
  private final @Nullable PublishedFiles earlier; // what it says

  private PublishedFolder(S3Address place, S3Objects objects, byte @Nullable [] latest) {
    this.place = place;
    this.objects = objects;
    this.latest = latest;
    this.earlier =
        latest == null ? null : PublishedFiles.read(latest, place.object(PublishedFiles.NAME));
  }

  /**
   * Opens a place and reads what is there, so that a bucket that cannot be used is known before
   * long work.
   *
   * @throws dev.greengrocer.InvalidConfigurationException if another program's {@code latest.json}
   *     is there
   * @throws StorageException if the bucket cannot be used
   */
  public static PublishedFolder open(S3Address place, S3Access access) {
    return open(place, access, LargeObjects.USUAL);
  }

  static PublishedFolder open(S3Address place, S3Access access, LargeObjects largeObjects) {
    S3Objects objects = S3Objects.open(place, access, largeObjects);
    try {
      return new PublishedFolder(place, objects, objects.find(PublishedFiles.NAME).orElse(null));
    } catch (RuntimeException e) {
      objects.close();
      throw e;
    }
  }

  /**
   * Puts a folder in the place of the one that is there. When that ends early, however it does,
   * readers find the earlier one; the same call then sends what is missing. Files that the bucket
   * has already are copied there and not sent.
   *
   * @throws StorageException if the folder or the bucket cannot be used, or if another program has
   *     published there since the place was opened
   */
  public Published publish(Path folder) {
    PublishedFiles files = files(folder);
    SortedMap<String, Long> there = objects.list(PublishedFiles.FOLDERS);
    Set<String> sent = send(folder, files, there);
    if (earlier == null || !earlier.folder().equals(files.folder())) {
      requireWhole(files);
      requireUnchanged();
      objects.put(PublishedFiles.NAME, files.after(earlier).write());
      deleteAllBut(files.folder(), earlier == null ? null : earlier.folder(), there);
    } else {
      deleteAllBut(files.folder(), earlier.previous(), there);
    }
    String address = place.object(files.folder().substring(0, files.folder().length() - 1));
    return new Published(address, files.files().size(), sent);
  }

  private static PublishedFiles files(Path folder) {
    try {
      return PublishedFiles.of(folder);
    } catch (IOException e) {
      throw StorageException.reading(folder, e);
    }
  }

  private Set<String> send(Path folder, PublishedFiles files, Map<String, Long> there) {
    Map<String, PublishedFiles.One> known =
        earlier == null
            ? Map.of()
            : earlier.files().stream()
                .collect(Collectors.toMap(PublishedFiles.One::path, Function.identity()));
    Set<String> sent = new HashSet<>();
    for (PublishedFiles.One file : files.files()) {
      String key = files.key(file);
      if (Objects.equals(there.get(key), file.bytes())) {
        continue; // a run that ended early has sent it, or nothing has changed
      }
      if (earlier != null
          && file.equals(known.get(file.path()))
          && Objects.equals(there.get(earlier.key(file)), file.bytes())) {
        objects.copy(earlier.key(file), key);
      } else {
        objects.put(key, folder.resolve(file.path()), file.sha256());
        sent.add(file.path());
      }
    }
    return sent;
  }

  /** Another program may have deleted below the prefix meanwhile. */
  private void requireWhole(PublishedFiles files) {
    SortedMap<String, Long> there = objects.list(files.folder());
    for (PublishedFiles.One file : files.files()) {
      if (!Objects.equals(there.get(files.key(file)), file.bytes())) {
        throw new StorageException(
            "%s: is not there although it was sent; see who else deletes below the prefix, and try again"
                .formatted(place.object(files.key(file))));
      }
    }
  }

  private void requireUnchanged() {
    if (!Arrays.equals(latest, objects.find(PublishedFiles.NAME).orElse(null))) {
      throw new StorageException(
          "%s: another program has published there meanwhile; let one program write to a prefix"
              .formatted(place.object(PublishedFiles.NAME)));
    }
  }

  /** Deletes the older folders, and what runs that ended early have left. */
  private void deleteAllBut(String current, @Nullable String previous, Map<String, Long> there) {
    List<String> old = new ArrayList<>();
    for (String key : there.keySet()) {
      PublishedFiles.folderOf(key)
          .filter(folder -> !folder.equals(current) && !folder.equals(previous))
          .ifPresent(folder -> old.add(key));
    }
    objects.delete(old);
  }

  @Override
  public void close() {
    objects.close();
  }

  /**
   * A folder that was published.
   *
   * @param address where it is
   * @param files how many files it has
   * @param sent the paths of those that the bucket had not
   */
  public record Published(String address, int files, Set<String> sent) {

    public Published {
      sent = Set.copyOf(sent);
    }
  }
}
