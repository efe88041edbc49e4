package dev.greengrocer.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bundle that is larger than any photo goes up in a real browser. */
final class BundleBrowserIT {

  private static final Path BUNDLED =
      Path.of(System.getProperty("greengrocer.home", ".."), "models", "bundled");

  @TempDir private static Path folder;

  @Test
  void a_bundle_beyond_the_limit_of_photos_is_taken_and_what_is_none_is_refused()
      throws IOException, InterruptedException {
    Browser.requireInstalled();
    Path bundle = zip(folder.resolve("spring.zip"));
    assertThat(Files.size(bundle)).isGreaterThan(15L * 1024 * 1024);
    Path none = Files.writeString(folder.resolve("none.zip"), "no archive");
    try (WebServer server = WebServer.start(folder.resolve("data"));
        Browser browser = Browser.open(server)) {
      browser.size(Browser.PHONE, 844).go("/model");
      upload(browser, none);
      browser.until(() -> says(browser).contains("holds no bundle.json"));
      assertThat(browser.complaints()).allMatch(one -> one.contains("422")); // of the refusal

      upload(browser, bundle);
      browser.until(() -> !browser.all(".message.success").isEmpty());
      assertThat(browser.find(".message.success").getText())
          .contains("spring was checked and added to the models");
      assertThat(browser.all("#bundle option[value=spring]")).hasSize(1);
      assertThat(browser.overhang()).isLessThanOrEqualTo(0);
      assertThat(browser.violations()).isEmpty();
      assertThat(browser.complaints()).isEmpty();
    }
  }

  private static void upload(Browser browser, Path file) {
    browser.choose("#archive", List.of(file));
    browser.click("[data-bundle] button");
  }

  private static String says(Browser browser) {
    return browser.find("[data-bundle-says]").getText();
  }

  /** The bundled model with ballast, which does not become smaller in a ZIP file. */
  private static Path zip(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out);
        Stream<Path> files = Files.list(BUNDLED)) {
      for (Path one : files.sorted().toList()) {
        zip.putNextEntry(new ZipEntry(one.getFileName().toString()));
        Files.copy(one, zip);
      }
      byte[] ballast = new byte[16 * 1024 * 1024];
      new Random(1).nextBytes(ballast);
      zip.putNextEntry(new ZipEntry("ballast.bin"));
      zip.write(ballast);
    }
    return file;
  }
}
