package dev.greengrocer.experiment;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.StorageException;
import dev.greengrocer.files.AtomicFile;
import dev.greengrocer.files.RegularFile;
import dev.greengrocer.files.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder {@code experiments} in the data directory of a server: a file for each experiment. A
 * workstation writes it, the server reads it; both may do so at once, as each file is replaced
 * whole. Stateless.
 *
 * <pre>{@code
 * ExperimentFolder folder = ExperimentFolder.ofServer(Path.of("/srv/greengrocer"));
 * folder.write(experiment);
 * for (Path file : folder.files()) {
 *   Experiment experiment = ExperimentFolder.read(file).experiment();
 * }
 * }</pre>
 *
 * @param path the folder; it need not exist
 */
public record ExperimentFolder(Path path) {

  private static final String NAME = "experiments";
  private static final Pattern FILE = Pattern.compile("[0-9a-f-]{36}\\.json");

  /** No experiment is larger, and a server must not be made to read without end. */
  private static final int LARGEST = 64 << 20;

  /**
   * The folder in a data directory, which may be one that no server has opened yet.
   *
   * @throws InvalidConfigurationException if there is no such data directory
   */
  public static ExperimentFolder ofServer(Path dataDirectory) {
    if (!Files.isDirectory(dataDirectory)) {
      throw new InvalidConfigurationException(
          "--data-dir %s: no such folder; give the data directory of the server, as 'serve --data-dir' has it"
              .formatted(dataDirectory));
    }
    return in(dataDirectory);
  }

  /** The folder in a data directory. */
  public static ExperimentFolder in(Path dataDirectory) {
    return new ExperimentFolder(dataDirectory.resolve(NAME));
  }

  /**
   * What a file holds.
   *
   * @param experiment what it tells
   * @param sha256 of its bytes
   */
  public record Stored(Experiment experiment, String sha256) {}

  /**
   * Writes an experiment in the place of what was known of it.
   *
   * @throws StorageException if it cannot be written; what was known is still there
   */
  public void write(Experiment experiment) {
    try {
      Files.createDirectories(path);
    } catch (IOException e) {
      throw StorageException.writing(path, e);
    }
    AtomicFile.write(path.resolve(experiment.id() + ".json"), ExperimentFile.toJson(experiment));
  }

  /**
   * The files of experiments, the oldest first; none when there is no folder.
   *
   * @throws StorageException if it cannot be read
   */
  public List<Path> files() {
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(path)) {
      return found
          .filter(file -> FILE.matcher(file.getFileName().toString()).matches())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw StorageException.reading(path, e);
    }
  }

  /**
   * Reads a file.
   *
   * @throws StorageException if it cannot be read, or holds no experiment
   */
  public static Stored read(Path file) {
    try {
      if (RegularFile.size(file) > LARGEST) {
        throw new StorageException(
            "%s: larger than %d bytes, so it is no experiment".formatted(file, LARGEST));
      }
      byte[] bytes = RegularFile.read(file, LARGEST);
      Experiment experiment = ExperimentFile.parse(bytes, file);
      if (!file.getFileName().toString().equals(experiment.id() + ".json")) {
        throw new StorageException(
            "%s: holds the experiment %s; name the file after it".formatted(file, experiment.id()));
      }
      return new Stored(experiment, Sha256.of(bytes));
    } catch (IOException e) {
      throw StorageException.reading(file, e);
    }
  }

  /**
   * The latest experiment of a kind in a run's folder, for a run that goes on. Files that cannot be
   * read are passed over: the run then is a new experiment.
   *
   * @param place as {@link #placeOf} tells it
   */
  public Optional<Experiment> latest(Experiment.Kind kind, String place) {
    return files().stream()
        .sorted(Comparator.reverseOrder())
        .flatMap(file -> readable(file).stream())
        .filter(one -> one.title().kind() == kind && one.title().place().equals(place))
        .findFirst();
  }

  private static Optional<Experiment> readable(Path file) {
    try {
      return Optional.of(read(file).experiment());
    } catch (StorageException e) {
      return Optional.empty();
    }
  }

  /** By what a run's folder is known, without telling where it is. */
  public static String placeOf(Path folder) {
    return Sha256.of(folder.toAbsolutePath().normalize().toString());
  }

  /** A name, such as that of a folder or a label, as an experiment can hold it. */
  public static String fitted(String name) {
    return Texts.fitted(name, Texts.NAME);
  }

  /** The value of an option, as an experiment can hold it. */
  public static String fittedValue(String value) {
    return Texts.fitted(value, Texts.VALUE);
  }
}
