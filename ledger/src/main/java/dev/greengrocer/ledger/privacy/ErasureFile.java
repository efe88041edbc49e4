package dev.greengrocer.ledger.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.StorageException;
import dev.greengrocer.files.FolderTree;
import dev.greengrocer.files.Json;
import dev.greengrocer.ledger.database.DataDirectory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * The erasures of a shop, one JSON object on a line, beside the database and in each backup. It
 * outlives a database that a backup replaces, in SQLite or PostgreSQL, so that what was erased
 * since the backup can be erased again. Lines are only ever added, each forced to the disk.
 */
public final class ErasureFile {

  private static final String NAME = "erasures.jsonl";
  private static final Logger log = LoggerFactory.getLogger(ErasureFile.class);
  private final Path file;

  /** The file of a data directory or a backup, whether it is there or not. */
  public ErasureFile(DataDirectory directory) {
    this.file = directory.path().resolve(NAME);
  }

  /**
   * The file of a folder that must have one.
   *
   * @throws InvalidConfigurationException if it has none
   */
  public static ErasureFile requireIn(Path folder) {
    ErasureFile list = new ErasureFile(new DataDirectory(folder));
    if (!Files.isRegularFile(list.file)) {
      throw new InvalidConfigurationException(
          "--erasures %s: holds no %s; give the folder of a backup or a data directory, or leave it out when nothing was erased"
              .formatted(folder, NAME));
    }
    return list;
  }

  /**
   * All of them by their ids, in the order of the file.
   *
   * @throws StorageException if it is there and cannot be read
   */
  public Map<String, Erasure> read() {
    Map<String, Erasure> erasures = new LinkedHashMap<>();
    if (!Files.exists(file)) {
      return erasures;
    }
    try {
      int number = 0;
      for (String line : Files.readString(file, UTF_8).split("\n", -1)) {
        number++;
        if (!line.isBlank()) {
          read(line, number, erasures);
        }
      }
      return erasures;
    } catch (IOException e) {
      throw StorageException.reading(file, e);
    }
  }

  private void read(String line, int number, Map<String, Erasure> erasures) {
    try {
      Erasure erasure = Json.MAPPER.readValue(line, Erasure.class);
      erasures.put(erasure.id(), erasure);
    } catch (JacksonException | NullPointerException e) {
      // Cut off by a kill, and written again behind it.
      log.warn("{}, line {}: is no erasure, and is left out", file, number);
    }
  }

  /**
   * Adds those that are not there yet.
   *
   * @throws StorageException if it cannot be written
   */
  public synchronized void add(Collection<Erasure> erasures) {
    Map<String, Erasure> there = read();
    StringBuilder lines = new StringBuilder();
    for (Erasure erasure : erasures) {
      if (!there.containsKey(erasure.id())) {
        lines.append(Json.MAPPER.writeValueAsString(erasure)).append('\n');
      }
    }
    if (lines.isEmpty()) {
      return;
    }
    try {
      boolean begun = Files.exists(file) && Files.size(file) > 0;
      try (FileChannel channel =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.APPEND)) {
        // An empty line keeps what a kill cut off from the next.
        ByteBuffer bytes = UTF_8.encode((begun ? "\n" : "") + lines);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      FolderTree.forceNames(file.resolveSibling("."));
    } catch (IOException e) {
      throw StorageException.writing(file, e);
    }
  }
}
