package dev.greengrocer.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.Answer;
import dev.greengrocer.ClassScore;
import dev.greengrocer.files.Sha256;
import dev.greengrocer.image.ImageDecoder;
import dev.greengrocer.inference.BatchScorer;
import dev.greengrocer.inference.Classifier;
import dev.greengrocer.inference.Models;
import dev.greengrocer.inference.ScoredPhoto;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.model.ModelBundles;
import dev.greengrocer.testing.DrawnBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run writes. */
final class ScoreTest {

  private static final Path BUNDLED = Path.of("..", "models", "bundled");

  @TempDir private Path folder;

  @Test
  void each_photo_has_the_answer_of_predict_to_the_last_digit() throws IOException {
    LocalSpark.SESSION.version(); // the session of the tests, which main shares
    Path photos = Photos.folder(folder.resolve("photos"), 23);
    Path out = folder.resolve("out");

    Score.main(
        new String[] {
          "--input", photos.toString(), "--bundle", BUNDLED.toString(), "--out", out.toString()
        });

    List<Row> rows = LocalSpark.rows(out);
    List<ScoredPhoto.Answered> expected = predicted(photos);
    assertThat(rows).hasSize(23);
    for (int i = 0; i < 23; i++) {
      assertThat(answer(rows.get(i))).isEqualTo(answer(expected.get(i)));
    }
    assertThat(out.resolve("_SUCCESS")).exists();
  }

  private static List<ScoredPhoto.Answered> predicted(Path photos) throws IOException {
    List<ScoredPhoto.Answered> results = new ArrayList<>();
    try (Classifier classifier = Models.open(BUNDLED);
        Stream<Path> files = Files.list(photos)) {
      new BatchScorer(classifier, new ImageDecoder())
          .score(files.sorted().iterator(), photo -> results.add((ScoredPhoto.Answered) photo));
    }
    return results;
  }

  /** All of a row but the time that it took. */
  private static List<Object> answer(Row row) {
    return List.of(
        row.getAs("photo"),
        row.getAs("decision"),
        row.getAs("reason"),
        row.getAs("label"),
        row.getAs("confidence"),
        row.getList(row.fieldIndex("shortlist")).toString(),
        row.getList(row.fieldIndex("predictions")).toString(),
        row.getAs("model"),
        row.getAs("model_sha256"),
        row.isNullAt(row.fieldIndex("error")));
  }

  private static List<Object> answer(ScoredPhoto.Answered photo) {
    ModelBundle bundle = ModelBundles.open(BUNDLED);
    Answer answer = photo.answer();
    ClassScore best = answer.prediction().groups(bundle.labels()).get(0);
    return List.of(
        photo.path().toString(),
        answer.decision().id(),
        answer.reason().id(),
        best.label(),
        best.rounded(),
        words(answer.shortlist()),
        words(answer.prediction().top(5)),
        bundle.name(),
        bundle.modelSha256(),
        true);
  }

  private static String words(List<ClassScore> scores) {
    return scores.stream()
        .map(score -> "[%s,%s]".formatted(score.label(), score.rounded()))
        .toList()
        .toString();
  }

  @Test
  void what_is_no_photo_is_a_row_with_its_error() throws IOException {
    Path photos = Photos.folder(folder.resolve("photos"), 2);
    byte[] png = Photos.png(1);
    Files.write(photos.resolve("cut.png"), Arrays.copyOf(png, png.length / 2));
    Files.writeString(photos.resolve("notes.txt"), "apples 3");
    Files.createFile(photos.resolve("empty.jpg"));
    Files.createDirectory(photos.resolve("album"));
    Path list = folder.resolve("list.txt");
    Files.writeString(
        list,
        Stream.of("00.png", "01.png", "cut.png", "notes.txt", "empty.jpg", "gone.jpg", "album")
            .map(name -> photos.resolve(name) + "\n")
            .reduce("", String::concat));
    Path bundle = DrawnBundle.write(folder, 16, 4, "apple", "pear", "plum");

    Summary summary = LocalSpark.score(list, bundle, folder.resolve("out"));

    assertThat(summary.photos()).isEqualTo(7);
    assertThat(summary.outcomes())
        .containsEntry("invalid-image", 3L)
        .containsEntry("unreadable", 2L);
    Map<String, String> errors = new TreeMap<>();
    for (Row row : LocalSpark.rows(folder.resolve("out"))) {
      if (row.getAs("error") != null) {
        assertThat(row.<Object>getAs("decision")).isNull();
        assertThat(row.<Object>getAs("predictions")).isNull();
        errors.put(
            photos.relativize(Path.of(row.<String>getAs("photo"))).toString(), row.getAs("error"));
      }
    }
    assertThat(errors).containsOnlyKeys("cut.png", "notes.txt", "empty.jpg", "gone.jpg", "album");
    assertThat(errors.get("gone.jpg"))
        .isEqualTo("cannot be read; check that it exists and its permissions");
    assertThat(errors.get("album")).isEqualTo("a folder, not a photo; give the photos in it");
    assertThat(errors.get("notes.txt")).startsWith("not a JPEG, PNG, WebP, BMP or GIF image");
  }

  @Test
  void a_row_names_the_model_its_rule_included() throws IOException {
    Path photos = Photos.folder(folder.resolve("photos"), 1);
    Path bundle = DrawnBundle.write(folder, 16, 4, "apple", "pear", "plum");

    LocalSpark.score(photos, bundle, folder.resolve("out"));

    Row row = LocalSpark.rows(folder.resolve("out")).get(0);
    assertThat(row.<String>getAs("bundle_sha256"))
        .isEqualTo(Sha256.ofFile(bundle.resolve("bundle.json")));
    assertThat(row.<String>getAs("model_sha256"))
        .isEqualTo(Sha256.ofFile(bundle.resolve("model.onnx")));
    assertThat(row.getList(row.fieldIndex("predictions"))).hasSize(3);
  }

  @Test
  void the_process_keeps_one_open_model_for_each_bundle() throws IOException {
    Path bundle = DrawnBundle.write(folder, 16, 4, "apple", "pear", "plum");
    BundleFiles files =
        BundleFiles.read(
            bundle.toString(), LocalSpark.SESSION.sparkContext().hadoopConfiguration());
    BundleFiles again =
        BundleFiles.read(
            bundle.toString(), LocalSpark.SESSION.sparkContext().hadoopConfiguration());

    assertThat(ExecutorClassifiers.of(files, 1)).isSameAs(ExecutorClassifiers.of(again, 1));
  }

  @Test
  void a_shared_session_is_told_of_a_failure_by_an_exception() {
    LocalSpark.SESSION.version();
    String[] arguments = {
      "--input", folder.resolve("nothing").toString(),
      "--bundle", BUNDLED.toString(),
      "--out", folder.resolve("out").toString()
    };

    assertThatThrownBy(() -> Score.main(arguments)).hasMessageContaining("exit code 2");
    assertThat(LocalSpark.SESSION.sparkContext().isStopped()).isFalse();
  }
}
