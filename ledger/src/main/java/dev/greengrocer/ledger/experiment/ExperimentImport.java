package dev.greengrocer.ledger.experiment;

import dev.greengrocer.StorageException;
import dev.greengrocer.experiment.ExperimentFolder;
import dev.greengrocer.ledger.database.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Takes experiments from the files in the data directory into the books, a while after they were
 * written. A file that is gone changes nothing: what was recorded stays. Thread-safe.
 */
@Component
public class ExperimentImport {

  private static final Logger log = LoggerFactory.getLogger(ExperimentImport.class);

  private final Experiments experiments;
  private final ExperimentFolder folder;
  private final Map<Path, Seen> seen = new HashMap<>();
  private volatile SortedMap<String, String> faults = new TreeMap<>();

  /** The import from a data directory. */
  public ExperimentImport(Experiments experiments, DataDirectory directory) {
    this.experiments = experiments;
    this.folder = ExperimentFolder.in(directory.path());
  }

  /** By what a file is known to have stayed as it is. */
  private record Seen(long size, FileTime modified) {}

  /** Why files could not be read at the last look. */
  public List<String> faults() {
    return List.copyOf(faults.values());
  }

  /** Takes what is new or has changed; what cannot be taken now is taken later. */
  @Scheduled(initialDelay = 2, fixedDelay = 10, timeUnit = TimeUnit.SECONDS)
  public void look() {
    try {
      bringIn();
    } catch (StorageException | DataAccessException | TransactionException e) {
      log.warn("Experiments are taken into the books later: {}", e.getMessage());
    }
  }

  /**
   * Looks for files that are new or have changed, and takes what they hold.
   *
   * @return how many experiments were written
   * @throws StorageException if the folder cannot be read
   */
  public synchronized int bringIn() {
    SortedMap<String, String> found = new TreeMap<>();
    int written = 0;
    for (Path file : folder.files()) {
      String name = file.getFileName().toString();
      try {
        Seen now = look(file);
        if (now.equals(seen.get(file))) {
          String earlier = faults.get(name);
          if (earlier != null) {
            found.put(name, earlier);
          }
          continue;
        }
        seen.put(file, now); // also of a file that cannot be read: it is reported once
        written += experiments.put(ExperimentFolder.read(file)) ? 1 : 0;
      } catch (StorageException e) {
        found.put(name, String.valueOf(e.getMessage()));
        log.warn("An experiment is not taken into the books: {}", e.getMessage());
      } catch (DataAccessException | TransactionException e) {
        seen.remove(file); // a busy database: the next look tries again
        found.put(name, file + ": not in the books yet: " + e.getMessage());
        log.warn("{}: taken into the books later: {}", file, e.getMessage());
      }
    }
    faults = found;
    return written;
  }

  private static Seen look(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new Seen(attributes.size(), attributes.lastModifiedTime());
    } catch (IOException e) {
      throw StorageException.reading(file, e);
    }
  }
}
