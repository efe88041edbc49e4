package dev.greengrocer.ledger.photo;

import dev.greengrocer.StorageException;
import dev.greengrocer.image.ImageFormat;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Photos under the hash of their bytes, and thumbnails of those that were looked at: in a {@link
 * PhotoFolder}, or in a bucket. A photo is there whole or not at all, and the same photo is there
 * once, however often it is sent. Thread-safe.
 *
 * <pre>{@code
 * ImageFormat format = photos.keep(sha256, bytes); // on a disk of this machine when it returns
 * photos.find(sha256, format).orElseThrow().bytes();
 * }</pre>
 */
public interface PhotoStore {

  /**
   * Keeps a photo.
   *
   * @param sha256 the hash of the bytes
   * @param bytes a photo without its metadata, see {@link dev.greengrocer.image.MetadataStripper}
   * @return its format, with which {@link #find} need not look for it
   * @throws StorageException if it cannot be written; then nothing of it is left behind
   * @throws dev.greengrocer.ledger.RefusedException if there is no room for it now
   */
  ImageFormat keep(String sha256, byte[] bytes);

  /**
   * Keeps a thumbnail of a kept photo; of a photo that is erased at the same moment, none stays.
   *
   * @param thumbnail a JPEG of the photo, small
   * @throws StorageException if it cannot be written
   */
  void keepThumbnail(String sha256, byte[] thumbnail);

  /**
   * A photo, or empty when it is not kept.
   *
   * @param format as {@link #keep} gave it, or null when it was not kept; then all are tried
   * @throws dev.greengrocer.ledger.RefusedException if it cannot be reached now, or may be on its
   *     way from another server; an empty answer is certain
   */
  Optional<KeptPhoto> find(String sha256, @Nullable ImageFormat format);

  /**
   * A photo's thumbnail, a JPEG, or empty when it was not looked at yet.
   *
   * @throws dev.greengrocer.ledger.RefusedException if it cannot be reached now
   */
  Optional<KeptPhoto> findThumbnail(String sha256);

  /**
   * Erases a photo and its thumbnail, if they are there. Runs in the transaction that forgets them
   * in the database: what cannot be reached now is written down there and erased when it can.
   */
  void erase(String sha256);

  /**
   * Hands over the hash of each kept photo and thumbnail that was last written before a moment; one
   * may come several times.
   *
   * @throws StorageException if they cannot be listed
   */
  void eachKeptBefore(Instant moment, Consumer<String> work);

  /**
   * Looks at the photos that a database refers to, in the order of their hashes.
   *
   * @throws StorageException if they cannot be listed
   */
  Inspection inspect();

  /** Where photos are kept that are not in the data directory; empty when all are there. */
  Optional<String> elsewhere();

  /** Looks at one photo after the other, each hash greater than the one before. */
  interface Inspection {

    /**
     * What is wrong with a photo, in words; empty when it is there as it was kept.
     *
     * @throws StorageException if it cannot be read
     */
    Optional<String> fault(String sha256);
  }
}
