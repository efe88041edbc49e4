package dev.greengrocer.web.doctor;

import dev.greengrocer.StorageException;
import dev.greengrocer.ledger.database.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether the user who runs this may write the data directory, whether all in it is of one
 * owner, and whether others may read it.
 */
final class PermissionsCheck implements Check {

  private static final Set<PosixFilePermission> OF_OTHERS =
      Set.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);

  private final DataDirectory directory;

  PermissionsCheck(Premises premises) {
    this.directory = new DataDirectory(premises.dataDirectory());
  }

  @Override
  public String subject() {
    return "permissions";
  }

  @Override
  public Finding look() {
    Path path = directory.path();
    if (!Files.exists(path)) {
      return ofParent(path);
    }
    if (!Files.isDirectory(path)) {
      return Finding.error(
          subject(), path + ": is a file", "give a folder as --data-dir or GREENGROCER_DATADIR");
    }
    for (Path place : present()) {
      if (!usable(place)) {
        return Finding.error(
            subject(),
            "%s: user '%s' may not read and write it"
                .formatted(place, System.getProperty("user.name")),
            "run this as the server's user, or change the owner: chown -R USER %s, unless the disk is mounted read-only"
                .formatted(path));
      }
    }
    return ofOwners(path);
  }

  private Finding ofParent(Path path) {
    Path parent = Places.existing(path);
    return usable(parent)
        ? Finding.ok(subject(), path + ": is not there yet; the first start makes it")
        : Finding.error(
            subject(),
            "%s: is not there, and user '%s' may not make it in %s"
                .formatted(path, System.getProperty("user.name"), parent),
            "make it and give it to the server's user: install -d -m 0750 -o USER " + path);
  }

  /** What of the data directory is there, itself first. */
  private List<Path> present() {
    Path database = directory.database();
    return Stream.of(
            directory.path(),
            directory.photos(),
            database,
            Path.of(database + "-wal"),
            Path.of(database + "-shm"))
        .filter(Files::exists)
        .toList();
  }

  private static boolean usable(Path place) {
    return Files.isReadable(place)
        && Files.isWritable(place)
        && (!Files.isDirectory(place) || Files.isExecutable(place));
  }

  private Finding ofOwners(Path path) {
    PosixFileAttributes own = attributes(path);
    if (own == null) {
      return Finding.ok(subject(), path + ": may be read and written");
    }
    for (Path place : present()) {
      PosixFileAttributes attributes = attributes(place);
      if (attributes != null && !attributes.owner().equals(own.owner())) {
        return Finding.warning(
            subject(),
            "%s: is of user '%s', and its folder of '%s'"
                .formatted(place, attributes.owner().getName(), own.owner().getName()),
            "give all of it to one user: chown -R %s %s".formatted(own.owner().getName(), path));
      }
    }
    if (own.permissions().stream().anyMatch(OF_OTHERS::contains)) {
      return Finding.warning(
          subject(),
          "%s: every user of this machine may read what customers gave".formatted(path),
          "take that away: chmod o= " + path);
    }
    return Finding.ok(
        subject(),
        "%s: may be read and written, and is of user '%s'".formatted(path, own.owner().getName()));
  }

  /** Owner and permissions; null where the file system knows none. */
  private static @Nullable PosixFileAttributes attributes(Path place) {
    PosixFileAttributeView view = Files.getFileAttributeView(place, PosixFileAttributeView.class);
    try {
      return view == null ? null : view.readAttributes();
    } catch (IOException e) {
      throw StorageException.reading(place, e);
    }
  }
}
