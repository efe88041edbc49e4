package dev.greengrocer.spark;

import dev.greengrocer.InvalidModelException;
import dev.greengrocer.StorageException;
import dev.greengrocer.files.Sha256;
import dev.greengrocer.files.TemporaryFolder;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.model.ModelBundles;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A model bundle on its way to the executors: its files, and what they are known by. */
final class BundleFiles implements Serializable {

  private static final long serialVersionUID = 1;

  private final Map<String, byte[]> files;
  private final String location;
  private final String name;
  private final String modelSha256;
  private final String sha256;

  private BundleFiles(Map<String, byte[]> files, String location, ModelBundle bundle) {
    this.files = files;
    this.location = location;
    this.name = bundle.name();
    this.modelSha256 = bundle.modelSha256();
    this.sha256 = Sha256.of(Objects.requireNonNull(files.get(ModelBundle.METADATA)));
  }

  /**
   * Reads a bundle and checks it as {@link ModelBundles#open} does.
   *
   * @throws InvalidModelException if it is missing or broken
   * @throws StorageException if it cannot be read
   */
  static BundleFiles read(String location, Configuration hadoop) {
    Path folder = Locations.path("--bundle", location);
    FileSystem source = Locations.fileSystem(folder, hadoop);
    Map<String, byte[]> files = new TreeMap<>();
    try {
      for (String file :
          List.of(
              ModelBundle.METADATA,
              ModelBundle.MODEL,
              ModelBundle.CARD,
              ModelBundle.FEATURES,
              ModelBundle.COUNTS)) {
        Path path = new Path(folder, file);
        if (source.exists(path)) {
          try (InputStream stream = source.open(path)) {
            files.put(file, stream.readAllBytes());
          }
        }
      }
    } catch (IOException e) {
      throw Locations.reading(folder, e);
    }
    if (files.isEmpty()) {
      throw new InvalidModelException(
          "--bundle %s: no model bundle there; give the folder that holds %s and %s"
              .formatted(location, ModelBundle.METADATA, ModelBundle.MODEL));
    }
    return new BundleFiles(files, location, checked(files, location));
  }

  private static ModelBundle checked(Map<String, byte[]> files, String location) {
    try (TemporaryFolder copy = unpack(files)) {
      try {
        return ModelBundles.open(copy.path());
      } catch (InvalidModelException e) {
        throw about(location, copy, e);
      }
    }
  }

  /** A failure of an unpacked copy as one of the bundle that it was made from. */
  InvalidModelException about(TemporaryFolder unpacked, InvalidModelException failure) {
    return about(location, unpacked, failure);
  }

  private static InvalidModelException about(
      String location, TemporaryFolder unpacked, InvalidModelException failure) {
    return new InvalidModelException(
        String.valueOf(failure.getMessage()).replace(unpacked.path().toString(), location),
        failure);
  }

  /**
   * Writes the bundle into a new folder for temporary files.
   *
   * @throws StorageException if there is no room
   */
  TemporaryFolder unpack() {
    return unpack(files);
  }

  private static TemporaryFolder unpack(Map<String, byte[]> files) {
    try {
      TemporaryFolder folder = TemporaryFolder.open("bundle");
      try {
        for (var file : files.entrySet()) {
          Files.write(folder.path().resolve(file.getKey()), file.getValue());
        }
      } catch (IOException e) {
        folder.close();
        throw e;
      }
      return folder;
    } catch (IOException e) {
      throw new StorageException(
          "%s: the model cannot be unpacked there (%s); check the free space"
              .formatted(System.getProperty("java.io.tmpdir"), e.getMessage()),
          e);
    }
  }

  /** The model's name. */
  String name() {
    return name;
  }

  /** The hash of the network. */
  String modelSha256() {
    return modelSha256;
  }

  /** The hash of {@code bundle.json}, which names the hashes of the network and the features. */
  String sha256() {
    return sha256;
  }
}
