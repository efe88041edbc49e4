package dev.greengrocer.spark;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The folder of a run's results: {@code part-00017.parquet} for each part that is done, {@code
 * _plan} for what was planned, {@code _work} for what is being written, {@code _SUCCESS} when all
 * is there. Readers of Parquet pass over names that begin with an underscore.
 */
final class OutFolder {

  private static final String PLAN = "_plan";
  private static final String WORK = "_work";
  private static final String SUCCESS = "_SUCCESS";

  private final Path folder;
  private final FileSystem files;

  private OutFolder(Path folder, FileSystem files) {
    this.folder = folder;
    this.files = files;
  }

  /**
   * @throws InvalidConfigurationException if it holds anything but a run's results
   */
  static OutFolder open(String location, Configuration hadoop) {
    Path given = Locations.path("--out", location);
    FileSystem files = Locations.fileSystem(given, hadoop);
    Locations.requireNoPattern("--out", location);
    OutFolder out = new OutFolder(files.makeQualified(given), files);
    out.requireOwn(location);
    return out;
  }

  private void requireOwn(String location) {
    try {
      if (!files.exists(folder) || files.exists(descriptionFile())) {
        return;
      }
      if (!files.getFileStatus(folder).isDirectory()) {
        throw new InvalidConfigurationException(
            "--out %s: a file, not a folder; give another place".formatted(location));
      }
      for (FileStatus entry : files.listStatus(folder)) {
        String name = entry.getPath().getName();
        if (!name.equals(PLAN) && !name.equals(WORK)) {
          throw new InvalidConfigurationException(
              "--out %s: holds '%s' and no run of this program; give an empty or new folder"
                  .formatted(location, name));
        }
      }
    } catch (IOException e) {
      throw Locations.reading(folder, e);
    }
  }

  Path path() {
    return folder;
  }

  /** Where the plan's table lies. */
  Path planFolder() {
    return new Path(new Path(folder, PLAN), "photos");
  }

  /** Where the names of a folder's photos are gathered before they are planned. */
  Path listFolder() {
    return new Path(new Path(folder, PLAN), "listed");
  }

  /** Where a part is written before it is whole. */
  Path workFolder(String run, int part) {
    return new Path(new Path(new Path(folder, WORK), run), name(part));
  }

  private Path descriptionFile() {
    return new Path(new Path(folder, PLAN), "run.json");
  }

  /** What the run was begun with; empty when nothing was planned to the end. */
  Optional<RunDescription> description() {
    Path file = descriptionFile();
    try {
      if (!files.exists(file)) {
        return Optional.empty();
      }
      try (InputStream stream = files.open(file)) {
        return Optional.of(RunDescription.parse(stream.readAllBytes(), file.toString()));
      }
    } catch (IOException e) {
      throw Locations.reading(file, e);
    }
  }

  /** Takes away a plan that was not finished. */
  void removePlan() {
    delete(new Path(folder, PLAN));
  }

  /** The plan is whole: from here on the folder belongs to this run. */
  void finishPlan(RunDescription description) {
    delete(listFolder());
    Path file = descriptionFile();
    Path partial = new Path(file.getParent(), "." + file.getName() + ".partial");
    try {
      try (OutputStream stream = files.create(partial, true)) {
        stream.write(description.toJson());
      }
      if (!files.rename(partial, file)) {
        throw new IOException("rename refused");
      }
    } catch (IOException e) {
      throw Locations.writing(file, e);
    }
  }

  /** The parts that have no file yet. */
  List<Plan.Part> missing(List<Plan.Part> parts) {
    Set<String> names = new HashSet<>();
    try {
      for (FileStatus entry : files.listStatus(folder)) {
        names.add(entry.getPath().getName());
      }
    } catch (IOException e) {
      throw Locations.reading(folder, e);
    }
    return parts.stream().filter(part -> !names.contains(file(part.number()))).toList();
  }

  /**
   * Gives a part that was written its name. If another run was first, its file stays: both hold the
   * same answers.
   *
   * @param work the folder that Spark wrote one file into
   */
  void publish(Path work, int part) {
    Path target = new Path(folder, file(part));
    try {
      FileStatus[] written = files.listStatus(work, entry -> entry.getName().endsWith(".parquet"));
      if (written.length != 1) {
        throw new StorageException(
            "%s: %d files of part %d are seen there instead of one; --out must be a place that the driver and all executors see"
                .formatted(work, written.length, part));
      }
      if (!files.exists(target)
          && !files.rename(written[0].getPath(), target)
          && !files.exists(target)) {
        throw new IOException("rename from " + written[0].getPath() + " refused");
      }
      files.delete(work, true);
    } catch (IOException e) {
      throw Locations.writing(target, e);
    }
  }

  /** Takes results away, so that they are made again. */
  void remove(List<String> names) {
    delete(new Path(folder, SUCCESS));
    names.forEach(name -> delete(new Path(folder, name)));
  }

  /** Takes away what is half written. A driver that was thought lost can then publish no more. */
  void removeWork() {
    delete(new Path(folder, WORK));
  }

  /** Tells those who wait for it that every photo has its row. */
  void markWhole() {
    Path file = new Path(folder, SUCCESS);
    try {
      files.create(file, true).close();
    } catch (IOException e) {
      throw Locations.writing(file, e);
    }
  }

  /** The parts that have a file, as paths. */
  List<String> results() {
    try {
      return Arrays.stream(
              files.listStatus(folder, entry -> entry.getName().matches("part-\\d+\\.parquet")))
          .map(entry -> entry.getPath().toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw Locations.reading(folder, e);
    }
  }

  private void delete(Path path) {
    try {
      files.delete(path, true);
    } catch (IOException e) {
      throw Locations.writing(path, e);
    }
  }

  private static String name(int part) {
    return "part-%05d".formatted(part);
  }

  /** The name of a part's file. */
  static String file(int part) {
    return name(part) + ".parquet";
  }
}
