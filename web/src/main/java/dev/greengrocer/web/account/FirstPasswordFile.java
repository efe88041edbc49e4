package dev.greengrocer.web.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.greengrocer.StorageException;
import dev.greengrocer.files.FolderTree;
import dev.greengrocer.ledger.database.DataDirectory;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The first administrator's one-time password in a file of the data directory that only the
 * server's user can read, for servers whose output is kept. It goes when the password is changed.
 */
public final class FirstPasswordFile {

  private static final String NAME = "first-password.txt";

  private final Path file;

  /** The file of a data directory, whether it is there or not. */
  public FirstPasswordFile(DataDirectory directory) {
    this.file = directory.path().resolve(NAME);
  }

  /** Where it is. */
  public Path path() {
    return file;
  }

  /**
   * Writes it anew.
   *
   * @throws StorageException if it cannot be written
   */
  public void write(String userName, String oneTimePassword) {
    try {
      Files.deleteIfExists(file);
      Files.createFile(file, forOwnerAlone()); // before there is anything to read
      Files.writeString(
          file, "name      %s%npassword  %s%n".formatted(userName, oneTimePassword), UTF_8);
      FolderTree.force(file);
    } catch (IOException e) {
      throw StorageException.writing(file, e);
    }
  }

  private FileAttribute<?>[] forOwnerAlone() throws IOException {
    FileStore disk = Files.getFileStore(file.resolveSibling("."));
    return disk.supportsFileAttributeView("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  /**
   * Deletes it when it holds a password of a user.
   *
   * @throws StorageException if it cannot be deleted
   */
  public void delete(String userName) {
    try {
      if (Files.exists(file)
          && Files.readAllLines(file, UTF_8).stream()
              .anyMatch(line -> line.matches("name\\s+\\Q" + userName + "\\E\\s*"))) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw StorageException.writing(file, e);
    }
  }
}
