package dev.greengrocer.s3;

import dev.greengrocer.StorageException;
import dev.greengrocer.files.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The objects of a place in a bucket, by their keys within it. An object is there whole or not at
 * all; what is written is compared by its server with the SHA-256 computed here. Thread-safe.
 */
final class S3Objects implements AutoCloseable {

  /** A request to delete names no more. */
  private static final int DELETED_AT_ONCE = 1_000;

  private final S3Address place;
  private final S3Client client;
  private final LargeObjects largeObjects;

  private S3Objects(S3Address place, S3Client client, LargeObjects largeObjects) {
    this.place = place;
    this.client = client;
    this.largeObjects = largeObjects;
  }

  /**
   * Opens a place; the server is asked when something is read or written.
   *
   * @throws StorageException if no region is known
   */
  static S3Objects open(S3Address place, S3Access access, LargeObjects largeObjects) {
    return open(place, access, Patience.OF_COMMANDS, largeObjects);
  }

  /**
   * Opens a place for those who wait no longer than they say.
   *
   * @throws StorageException if no region is known
   */
  static S3Objects open(S3Address place, S3Access access, Patience patience) {
    return open(place, access, patience, LargeObjects.USUAL);
  }

  private static S3Objects open(
      S3Address place, S3Access access, Patience patience, LargeObjects largeObjects) {
    try {
      return new S3Objects(place, access.open(patience), largeObjects);
    } catch (SdkException e) {
      throw S3Failures.told(place.toString(), e);
    }
  }

  /** Writes an object, in the place of one of that key. */
  void put(String key, Path file, String sha256) {
    try {
      if (largeObjects.isLarge(Files.size(file))) {
        largeObjects.put(client, place.bucket(), place.prefix() + key, file);
      } else {
        put(key, RequestBody.fromFile(file), sha256);
      }
    } catch (SdkException e) {
      throw S3Failures.told(place.object(key), e);
    } catch (IOException e) {
      throw StorageException.reading(file, e);
    }
  }

  /** Writes a small object, in the place of one of that key. */
  void put(String key, byte[] content) {
    try {
      put(key, RequestBody.fromBytes(content), Sha256.of(content));
    } catch (SdkException e) {
      throw S3Failures.told(place.object(key), e);
    }
  }

  private void put(String key, RequestBody body, String sha256) {
    String checksum = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256));
    client.putObject(
        request ->
            request.bucket(place.bucket()).key(place.prefix() + key).checksumSHA256(checksum),
        body);
  }

  /** Copies an object, in the place of one of the other key; the bytes do not travel. */
  void copy(String from, String to) {
    try {
      client.copyObject(
          request ->
              request
                  .sourceBucket(place.bucket())
                  .sourceKey(place.prefix() + from)
                  .destinationBucket(place.bucket())
                  .destinationKey(place.prefix() + to));
    } catch (SdkException e) {
      throw S3Failures.told(place.object(from), e);
    }
  }

  /**
   * Reads an object into a new file.
   *
   * @return false if there is none of that key
   */
  boolean get(String key, Path file) {
    try {
      Files.deleteIfExists(file);
      client.getObject(
          request -> request.bucket(place.bucket()).key(place.prefix() + key),
          ResponseTransformer.toFile(file));
      return true;
    } catch (NoSuchKeyException e) {
      return false;
    } catch (SdkException e) {
      throw S3Failures.told(place.object(key), e);
    } catch (IOException e) {
      throw StorageException.writing(file, e);
    }
  }

  /** Reads a small object; empty when there is none of that key. */
  Optional<byte[]> find(String key) {
    try {
      return Optional.of(
          client
              .getObjectAsBytes(request -> request.bucket(place.bucket()).key(place.prefix() + key))
              .asByteArray());
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    } catch (SdkException e) {
      throw S3Failures.told(place.object(key), e);
    }
  }

  /** How an object is; empty when there is none of that key. */
  Optional<Found> head(String key) {
    try {
      HeadObjectResponse head =
          client.headObject(request -> request.bucket(place.bucket()).key(place.prefix() + key));
      return Optional.of(new Found(key, head.contentLength(), head.lastModified()));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    } catch (SdkException e) {
      throw S3Failures.told(place.object(key), e);
    }
  }

  /**
   * The bytes of an object; its caller closes the stream.
   *
   * @throws NoSuchFileException if there is none of that key
   */
  InputStream stream(String key) throws NoSuchFileException {
    try {
      return client.getObject(request -> request.bucket(place.bucket()).key(place.prefix() + key));
    } catch (NoSuchKeyException e) {
      NoSuchFileException gone = new NoSuchFileException(place.object(key));
      gone.initCause(e);
      throw gone;
    } catch (SdkException e) {
      throw S3Failures.told(place.object(key), e);
    }
  }

  /**
   * Asks for a list, of which one object would do.
   *
   * @throws StorageException if the bucket is not there or may not be listed
   */
  void requireListable(String start) {
    try {
      client.listObjectsV2(
          request -> request.bucket(place.bucket()).prefix(place.prefix() + start).maxKeys(1));
    } catch (SdkException e) {
      throw S3Failures.told(place.object(start), e);
    }
  }

  /** The objects whose keys begin with a text, sorted by key, a thousand at a time. */
  Iterator<Found> iterator(String start) {
    Iterator<S3Object> pages = pages(start);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        try {
          return pages.hasNext();
        } catch (SdkException e) {
          throw S3Failures.told(place.object(start), e);
        }
      }

      @Override
      public Found next() {
        try {
          S3Object object = pages.next();
          return new Found(keyWithin(object), object.size(), object.lastModified());
        } catch (SdkException e) {
          throw S3Failures.told(place.object(start), e);
        }
      }
    };
  }

  private Iterator<S3Object> pages(String start) {
    try {
      return client
          .listObjectsV2Paginator(
              request -> request.bucket(place.bucket()).prefix(place.prefix() + start))
          .contents()
          .iterator(); // asks for the first page
    } catch (SdkException e) {
      throw S3Failures.told(place.object(start), e);
    }
  }

  /**
   * An object that is there.
   *
   * @param key within the place
   * @param size in bytes
   * @param modified when it was written
   */
  record Found(String key, long size, Instant modified) {}

  /** All objects whose keys begin with a text, with their sizes in bytes. */
  SortedMap<String, Long> list(String start) {
    SortedMap<String, Long> found = new TreeMap<>();
    iterator(start).forEachRemaining(object -> found.put(object.key(), object.size()));
    return found;
  }

  private String keyWithin(S3Object object) {
    return object.key().substring(place.prefix().length());
  }

  /** Deletes objects; those that are not there are none to delete. */
  void delete(List<String> keys) {
    for (int from = 0; from < keys.size(); from += DELETED_AT_ONCE) {
      List<ObjectIdentifier> named = new ArrayList<>();
      for (String key : keys.subList(from, Math.min(keys.size(), from + DELETED_AT_ONCE))) {
        named.add(ObjectIdentifier.builder().key(place.prefix() + key).build());
      }
      try {
        client
            .deleteObjects(
                request -> request.bucket(place.bucket()).delete(these -> these.objects(named)))
            .errors()
            .forEach(
                error -> {
                  throw new StorageException(
                      "s3://%s/%s: cannot be deleted (%s); the credentials need s3:DeleteObject below the prefix"
                          .formatted(place.bucket(), error.key(), error.code()));
                });
      } catch (SdkException e) {
        throw S3Failures.told(place.toString(), e);
      }
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
