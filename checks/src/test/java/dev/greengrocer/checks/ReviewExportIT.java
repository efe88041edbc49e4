package dev.greengrocer.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.lab.dataset.DatasetManifests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From a photo at the till to a data set for the next training: served, reviewed, prepared. */
final class ReviewExportIT {

  private static final JsonMapper JSON = new JsonMapper();
  private static final int PHOTOS_A_KIND = 6;

  @Test
  void reviewed_photos_are_a_collection_that_prepare_takes(@TempDir Path folder) throws Exception {
    List<String> kinds = List.of("tomato", "lemon");
    try (WebServer server = WebServer.start(folder.resolve("data"))) {
      for (String kind : kinds) {
        for (int seed = 0; seed < PHOTOS_A_KIND; seed++) {
          JsonNode answer = JSON.readTree(server.name(DrawnProduce.jpeg(kind, seed)).body());
          server.review(
              answer.get("id").asString(),
              "{\"decision\": \"label\", \"label\": \"" + kind + "\"}");
        }
      }
      JsonNode blurred = JSON.readTree(server.name(DrawnProduce.jpeg("pear", 0)).body());
      server.review(blurred.get("id").asString(), "{\"decision\": \"unusable\"}");
      Files.write(folder.resolve("reviewed.zip"), server.bytes("/api/v1/review/export"));
    }

    Greengrocer prepared =
        Greengrocer.run(
            "prepare", folder.resolve("reviewed.zip"), "--out", folder.resolve("prepared"));

    assertThat(prepared.exitCode()).as(prepared.err()).isZero();
    var manifest = DatasetManifests.read(folder.resolve("prepared"));
    assertThat(manifest.labels().names()).containsExactlyInAnyOrderElementsOf(kinds);
    assertThat(manifest.samples()).hasSize(kinds.size() * PHOTOS_A_KIND);
  }
}
