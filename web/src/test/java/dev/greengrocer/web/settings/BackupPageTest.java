package dev.greengrocer.web.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.ledger.backup.Backup;
import dev.greengrocer.web.Photos;
import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.Visitor;
import dev.greengrocer.web.caller.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A shop with a folder of backups, and an administrator who asks for one. */
final class BackupPageTest extends ServedTest {

  @TempDir private static Path backups;

  @DynamicPropertySource
  static void folder(DynamicPropertyRegistry settings) {
    settings.add("greengrocer.backups", backups::toString);
  }

  @Test
  void an_administrator_backs_the_books_up_and_nobody_else_does() throws InterruptedException {
    post("/api/v1/predictions", Photos.jpeg(96, 96, 7));
    Visitor clerk = visitor(Role.CLERK);
    assertThat(clerk.submit("/account", "/settings/backup").statusCode()).isEqualTo(403);
    Visitor ada = visitor(Role.ADMINISTRATOR);
    assertThat(ada.get("/settings").body()).contains("There is no backup yet", backups.toString());

    assertThat(ada.submit("/settings", "/settings/backup").body()).contains("is being written");
    long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (!get("/api/v1/audit?kind=backup").body().contains("\"written\"")) {
      assertThat(System.nanoTime()).as("the backup is there in time").isLessThan(end);
      TimeUnit.MILLISECONDS.sleep(100);
    }

    assertThat(ada.get("/settings").body())
        .contains("The newest backup is of")
        .doesNotContain("did not succeed");
    assertThat(Backup.newestIn(backups)).isPresent();
    assertThat(Files.isRegularFile(backups.resolve("by-hand/greengrocer.sqlite"))).isTrue();
    assertThat(get("/api/v1/audit?kind=backup").body()).contains("and 1 photos", "user-");
  }
}
