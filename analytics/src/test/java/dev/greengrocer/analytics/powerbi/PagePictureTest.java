package dev.greengrocer.analytics.powerbi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pictures in docs/power-bi.md are what the report shows of a drawn shop. */
final class PagePictureTest {

  @TempDir Path folder;

  @Test
  void the_pictures_in_the_docs_are_those_of_the_pages() throws IOException, SQLException {
    Path docs = Path.of(System.getProperty("greengrocer.home", "..")).resolve("docs/images");
    Path drawn = Files.createDirectories(Path.of("target/power-bi"));
    Map<String, String> pictures = new TreeMap<>();
    try (DrawnShop shop = DrawnShop.open(folder, 2000)) {
      for (Page page : Pages.all()) {
        String name = page.name().toLowerCase(Locale.ROOT).replace(' ', '-');
        pictures.put("power-bi-%s.svg".formatted(name), PagePicture.of(page, shop, "2026-11"));
      }
    }
    for (Map.Entry<String, String> picture : pictures.entrySet()) {
      Files.writeString(drawn.resolve(picture.getKey()), picture.getValue());
    }

    pictures.forEach(
        (name, picture) ->
            assertThat(docs.resolve(name))
                .as("copy analytics/target/power-bi/*.svg to docs/images")
                .hasContent(picture));
  }
}
