package dev.greengrocer.ledger.backup;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.ledger.database.Databases;
import dev.greengrocer.ledger.database.Migrations;
import dev.greengrocer.ledger.photo.PhotoFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a killed server has left among its photos. */
final class OrphanPhotosTest {

  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
  private static final String SHA256 = "ab".repeat(32);

  @Test
  void whole_and_half_photos_that_no_answer_leads_to_are_erased_when_they_are_old(
      @TempDir Path folder) throws IOException {
    DataDirectory directory = DataDirectory.at(folder);
    Path photos = directory.photos();
    Path whole = file(photos.resolve("ab/ab").resolve(SHA256 + ".jpeg"), Duration.ofHours(2));
    Path half = file(photos.resolve("ab/cd/.4711.partial"), Duration.ofHours(2));
    Path onItsWay = file(photos.resolve("ab/cd/.4712.partial"), Duration.ofMinutes(1));
    Path foreign = file(photos.resolve("ab/cd/notes.txt"), Duration.ofHours(2));

    try (HikariDataSource source = Databases.open("", directory)) {
      Migrations.of(source).load().migrate();
      int erased = new OrphanPhotos(JdbcClient.create(source), new PhotoFolder(photos)).erase(NOW);

      assertThat(erased).isEqualTo(1);
    }
    assertThat(whole).doesNotExist();
    assertThat(half).doesNotExist();
    assertThat(onItsWay).exists();
    assertThat(foreign).exists();
  }

  private static Path file(Path place, Duration age) throws IOException {
    Files.createDirectories(place.getParent());
    Files.writeString(place, "a photo");
    return Files.setLastModifiedTime(place, FileTime.from(NOW.minus(age)));
  }
}
