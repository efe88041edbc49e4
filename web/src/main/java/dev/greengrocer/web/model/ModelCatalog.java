package dev.greengrocer.web.model;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.StorageException;
import dev.greengrocer.files.AtomicFile;
import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.model.ModelBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The bundles that may run, by the names of their folders: those in {@code models} of the data
 * directory and those beside the bundle of the start. No caller ever names a path.
 */
public final class ModelCatalog {

  private final Path bundled;
  private final @Nullable Path given;
  private final Path models;
  private final Path choice;

  /**
   * The models of a data directory.
   *
   * @param bundled the bundle that comes with the program
   * @param given the bundle that the command line asks for, or null when it does not say
   * @param dataDirectory where models may be put and where the last choice is remembered
   */
  public ModelCatalog(Path bundled, @Nullable Path given, Path dataDirectory) {
    this.bundled = bundled.toAbsolutePath().normalize();
    this.given = given == null ? null : given.toAbsolutePath().normalize();
    this.models = dataDirectory.resolve("models");
    this.choice = dataDirectory.resolve("model");
  }

  /**
   * The bundle to start with: the one that the command line asks for, else the one that was chosen
   * last, else the one that comes with the program.
   */
  Path first() {
    if (given != null) {
      return given;
    }
    if (!Files.exists(choice)) {
      return bundled;
    }
    try {
      Path chosen = Path.of(Files.readString(choice).strip());
      if (!Files.isDirectory(chosen)) {
        throw new InvalidConfigurationException(
            "%s: remembers the model bundle %s, which is no longer there; put it back or give --model"
                .formatted(choice, chosen));
      }
      return chosen;
    } catch (IOException e) {
      throw StorageException.reading(choice, e);
    }
  }

  /** The names of the bundles, sorted. */
  List<String> names() {
    return List.copyOf(bundles().keySet());
  }

  /**
   * The folder of a bundle.
   *
   * @throws RefusedException if no bundle has that name
   */
  Path find(@Nullable String name) {
    return Optional.ofNullable(name == null ? null : bundles().get(name))
        .orElseThrow(
            () ->
                new RefusedException(
                    Problem.NOT_FOUND,
                    "model '%s': none of the bundles %s; put it into %s"
                        .formatted(name, names(), models)));
  }

  /** The folder of a bundle; empty when no bundle has that name. */
  Optional<Path> directory(String name) {
    return Optional.ofNullable(bundles().get(name));
  }

  /** Where bundles are put. */
  Path models() {
    return models;
  }

  /**
   * Prepares to start with a bundle from the next start on, unless the command line asks for
   * another. All that needs space is written now; {@link Choice#keep} makes it count.
   *
   * @throws StorageException if it cannot be written
   */
  Choice choose(Path directory) {
    Path partial = AtomicFile.partialOf(choice);
    try {
      Files.writeString(partial, directory.toAbsolutePath().normalize() + "\n");
      return new Choice(partial, choice);
    } catch (IOException e) {
      deletePartial(partial);
      throw StorageException.writing(choice, e);
    }
  }

  private static void deletePartial(Path partial) {
    try {
      Files.deleteIfExists(partial);
    } catch (IOException e) {
      throw StorageException.writing(partial, e);
    }
  }

  /** The bundle of the next start, once it is kept; closing it unkept forgets it. */
  static final class Choice implements AutoCloseable {

    private final Path partial;
    private final Path place;

    private Choice(Path partial, Path place) {
      this.partial = partial;
      this.place = place;
    }

    /**
     * Makes it the bundle of the next start.
     *
     * @throws StorageException if that fails; the bundle of the next start is the old one
     */
    void keep() {
      try {
        AtomicFile.moveIntoPlace(partial, place);
      } catch (IOException e) {
        throw StorageException.writing(place, e);
      }
    }

    @Override
    public void close() {
      deletePartial(partial);
    }
  }

  private Map<String, Path> bundles() {
    Map<String, Path> bundles = new TreeMap<>();
    addAll(bundles, bundled.getParent());
    if (given != null) {
      addAll(bundles, given.getParent());
    }
    addAll(bundles, models);
    return bundles;
  }

  private static void addAll(Map<String, Path> bundles, @Nullable Path folder) {
    if (folder == null || !Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      entries
          .filter(entry -> Files.isRegularFile(entry.resolve(ModelBundle.METADATA)))
          .filter(entry -> !entry.getFileName().toString().startsWith("."))
          .forEach(entry -> bundles.put(entry.getFileName().toString(), entry));
    } catch (IOException e) {
      throw StorageException.reading(folder, e);
    }
  }
}
