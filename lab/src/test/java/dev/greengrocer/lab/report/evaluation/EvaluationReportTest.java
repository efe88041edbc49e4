package dev.greengrocer.lab.report.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.lab.dataset.Split;
import dev.greengrocer.lab.evaluation.ColourClassifier;
import dev.greengrocer.lab.evaluation.EvaluationData;
import dev.greengrocer.lab.evaluation.EvaluationData.Leaks;
import dev.greengrocer.lab.evaluation.EvaluationDataReader;
import dev.greengrocer.lab.evaluation.EvaluationResult;
import dev.greengrocer.lab.evaluation.Evaluator;
import dev.greengrocer.lab.evaluation.PlainPhotos;
import dev.greengrocer.lab.evaluation.SkippedClass;
import dev.greengrocer.lab.report.ReportFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The fruit stall of {@link PlainPhotos}: five photos, of which three are named rightly. */
final class EvaluationReportTest {

  @TempDir private static Path folder;
  private static Path out;

  /** Once for most tests: drawing nine plots takes its time. */
  @BeforeAll
  static void writeReport() throws IOException {
    out = write("out", stall());
  }

  @Test
  void every_file_is_there_and_every_plot_is_a_picture() throws IOException {
    try (Stream<Path> files = Files.list(out)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "metrics.json",
              "latency.json",
              "per_class.csv",
              "confusion.csv",
              "confusion_merged.csv",
              "predictions.csv",
              "confusion.png",
              "reliability.png",
              "coverage.png",
              "report.html");
    }
    for (String plot : List.of("confusion.png", "reliability.png", "coverage.png")) {
      assertThat(ImageIO.read(out.resolve(plot).toFile()).getWidth()).isGreaterThan(400);
    }
  }

  @Test
  void metrics_tell_figures_with_intervals_and_undefined_ones_as_null() throws IOException {
    JsonNode metrics = new JsonMapper().readTree(Files.readString(out.resolve("metrics.json")));
    JsonNode strict = metrics.get("strict");

    assertThat(strict.at("/top1/value").asDouble()).isEqualTo(0.6);
    // Wilson of 3 in 5.
    assertThat(strict.at("/top1/low").asDouble()).isEqualTo(0.230724);
    assertThat(strict.at("/top1/high").asDouble()).isEqualTo(0.882379);
    assertThat(metrics.at("/merged/top1/value").asDouble()).isEqualTo(0.8);
    assertThat(strict.at("/classes").asInt()).isEqualTo(4);
    assertThat(strict.at("/classesWithPhotos").asInt()).isEqualTo(3);
    assertThat(strict.at("/macro/recall/value").asDouble()).isEqualTo(0.5);
    assertThat(strict.at("/perClass/2/label").asString()).isEqualTo("blueberry");
    assertThat(strict.at("/perClass/2/recall/value").isNull()).isTrue();
    assertThat(strict.at("/perClass/2/precision/value").asDouble()).isZero();
    assertThat(strict.at("/perClass/3/precision/value").isNull()).isTrue();
    assertThat(metrics.at("/data/source").asString()).isEqualTo("folder");
    assertThat(metrics.at("/model/sha256").asString()).isEqualTo("cd".repeat(32));
  }

  @Test
  void tables_hold_counts_and_answers() throws IOException {
    assertThat(out.resolve("confusion.csv"))
        .content()
        .isEqualTo(
            """
            actual\\predicted,red pepper,lime,blueberry,capsicum
            red pepper,2,0,0,0
            lime,0,1,1,0
            blueberry,0,0,0,0
            capsicum,1,0,0,0
            """);
    assertThat(out.resolve("confusion_merged.csv"))
        .content()
        .contains("pepper,3,0,0\nlime,0,1,1\n");
    assertThat(out.resolve("per_class.csv"))
        .content()
        .contains("strict,blueberry,0,1,0,0.000000,0.000000,0.793451,,,,0.000000,")
        .contains("merged,pepper,3,3,3,1.000000,");
    // e⁴ / (2e⁴ + 2) = 0.491007 for each of two synonyms; 0.982014 together.
    assertThat(Files.readAllLines(out.resolve("predictions.csv")))
        .contains(
            "capsicum/1.png,capsicum,red"
                + " pepper,0.491007,false,2,0.491007,pepper,pepper,0.982014,true,1,shortlist,close-call,red"
                + " pepper; lime");
  }

  @Test
  void same_answers_give_the_same_bytes_but_for_the_latency() throws IOException {
    Path again = write("again", stall());

    try (Stream<Path> files = Files.list(out)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.equals("report.html")) {
          assertThat(withoutLatency(again.resolve(name))).isEqualTo(withoutLatency(file));
        } else if (!name.equals("latency.json")) {
          assertThat(again.resolve(name)).hasSameBinaryContentAs(file);
        }
      }
    }
  }

  @Test
  void page_carries_its_pictures_and_asks_no_other_host() throws IOException {
    String page = Files.readString(out.resolve("report.html"));

    assertThat(page)
        .doesNotContainPattern("(?i)(src|href|srcset)\\s*=\\s*\"(?!data:)")
        .doesNotContainPattern("(?i)https?://|url\\(|@import|<script");
    assertThat(Pattern.compile("data:image/jpeg").matcher(page).results()).hasSize(2);
    assertThat(page).contains("capsicum <span class=\"wrong\">→ red pepper").contains("60.0 %");
    assertThat(page).contains("ab".repeat(32), "cd".repeat(32), stall().contentHash());
    assertThat(page).contains("plain folder, never prepared").doesNotContain("leaks");
  }

  @Test
  void leak_and_left_out_photos_are_told_on_the_page() throws IOException {
    EvaluationData stall = stall();
    EvaluationData leaking =
        new EvaluationData(
            stall.name(),
            EvaluationData.Source.PREPARED,
            "test",
            stall.photos(),
            stall.contentHash(),
            new Leaks(3, 2),
            List.of(new SkippedClass("<durian>", 7)),
            List.of());

    assertThat(write("leaking", leaking).resolve("report.html"))
        .content()
        .containsSubsequence(
            "class=\"notice bad\"", "This data set leaks", "3 groups", "2 of the 5 photos")
        .contains("&lt;durian&gt; (7)")
        .doesNotContain("<durian>");
  }

  private static EvaluationData stall() throws IOException {
    Path photos = PlainPhotos.fruitStall(folder.resolve("stall"));
    return new EvaluationDataReader(ColourClassifier.LABELS, false).read(photos, Split.TEST);
  }

  private static Path write(String name, EvaluationData data) {
    EvaluationResult result =
        new Evaluator(ColourClassifier.bundle(), new ColourClassifier()).evaluate(data, done -> {});
    Path place = folder.resolve(name);
    try (ReportFolder results = ReportFolder.open(place, EvaluationReport.METRICS)) {
      EvaluationReport.write(result, null, results);
      results.moveIntoPlace();
    }
    return place;
  }

  private static String withoutLatency(Path page) throws IOException {
    String[] parts = Files.readString(page).split("<!-- /?latency.*?-->", -1);
    assertThat(parts).hasSize(3);
    return parts[0] + parts[2];
  }
}
