package dev.greengrocer.web.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.web.ServedTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A server that starts after an export was killed between taking away the old one and the new. */
final class KilledExportTest extends ServedTest {

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private ServerExport export;

  @DynamicPropertySource
  static void folder(DynamicPropertyRegistry settings) throws IOException {
    Path parent = Files.createTempDirectory("greengrocer-killed-export");
    Path old = Files.createDirectories(parent.resolve(".out.staged/old"));
    Files.writeString(old.resolve("manifest.json"), "{}");
    settings.add("greengrocer.analytics.folder", () -> parent.resolve("out").toString());
  }

  @Test
  void the_last_export_is_back_in_its_place() {
    assertThat(Path.of(export.place().orElseThrow(), "manifest.json")).isRegularFile();
  }
}
