package dev.greengrocer.ledger.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Who may look into the folder with the books. */
@DisabledOnOs(OS.WINDOWS)
final class DataDirectoryTest {

  @TempDir private static Path folder;

  @Test
  void one_that_is_made_is_for_its_owner_alone() throws IOException {
    DataDirectory made = DataDirectory.at(folder.resolve("srv").resolve("shop"));

    assertThat(permissions(made.path())).isEqualTo("rwx------");
    assertThat(permissions(folder.resolve("srv"))).as("above it").isNotEqualTo("rwx------");
  }

  @Test
  void one_that_is_there_stays_as_its_owner_has_it() throws IOException {
    Path shared = Files.createDirectory(folder.resolve("shared"));
    Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-x---"));

    assertThat(permissions(DataDirectory.at(shared).path())).isEqualTo("rwxr-x---");
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
