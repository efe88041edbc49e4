package dev.greengrocer.web.doctor;

import dev.greengrocer.StorageException;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** Asks for the free space where the books are kept. */
final class DiskCheck implements Check {

  /** Below this, the next photos fail: one may have 10 MB, and the log of the database grows. */
  private static final long TOO_LITTLE = 100L << 20;

  /** Below this, it is time to do something: some days of photos. */
  private static final long LITTLE = 1L << 30;

  private final Premises premises;

  DiskCheck(Premises premises) {
    this.premises = premises;
  }

  @Override
  public String subject() {
    return "disk";
  }

  @Override
  public Finding look() {
    Path place = Places.existing(premises.dataDirectory());
    try {
      FileStore store = Files.getFileStore(place);
      return judge(place, store.getUsableSpace(), store.getTotalSpace());
    } catch (IOException e) {
      throw StorageException.reading(place, e);
    }
  }

  /** With sizes in bytes. */
  Finding judge(Path place, long usable, long total) {
    String sentence = "%s: %d MB of %d MB are free".formatted(place, usable >> 20, total >> 20);
    String remedy =
        "make space: 'greengrocer db prune --photos-older-than 30d', or a larger disk; the server goes on by itself then";
    if (usable < TOO_LITTLE) {
      return Finding.error(subject(), sentence, remedy);
    }
    return usable < LITTLE
        ? Finding.warning(subject(), sentence, remedy)
        : Finding.ok(subject(), sentence);
  }
}
