package dev.greengrocer.ledger.photo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.ledger.database.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IncomingFolderTest {

  @TempDir private Path data;

  @Test
  void what_a_killed_server_left_is_deleted_at_the_next_start() throws IOException {
    IncomingFolder before = IncomingFolder.swept(DataDirectory.at(data));
    Files.writeString(before.newFile(), "GPS");
    Files.writeString(before.path().resolve("upload_1.tmp"), "a part of a form");

    IncomingFolder after = IncomingFolder.swept(DataDirectory.at(data));

    assertThat(after.path()).isEmptyDirectory();
  }

  @Test
  void what_a_full_disk_left_is_deleted_an_hour_later_and_nothing_else() throws IOException {
    IncomingFolder folder = IncomingFolder.swept(DataDirectory.at(data));
    Path now = folder.newFile();
    Path forgotten = Files.writeString(folder.path().resolve("upload_1.tmp"), "a part of a form");
    Files.setLastModifiedTime(
        forgotten, FileTime.from(Instant.now().minus(Duration.ofMinutes(61))));

    folder.deleteForgotten();

    assertThat(folder.path()).isDirectoryContaining(now::equals);
    assertThat(forgotten).doesNotExist();
  }

  @Test
  void only_the_servers_user_can_look_into_it() throws IOException {
    IncomingFolder folder = IncomingFolder.swept(DataDirectory.at(data));

    assertThat(Files.getPosixFilePermissions(folder.path()))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }
}
