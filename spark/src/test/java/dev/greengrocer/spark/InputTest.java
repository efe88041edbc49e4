package dev.greengrocer.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.GreengrocerException;
import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.InvalidModelException;
import dev.greengrocer.StorageException;
import dev.greengrocer.testing.DrawnBundle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Encoders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may be given as photos, model and folder, and what is refused. */
final class InputTest {

  @TempDir private Path folder;
  private Path photos;
  private Path bundle;
  private Path out;

  @BeforeEach
  void photos() throws IOException {
    photos = Photos.folder(folder.resolve("photos"), 2);
    bundle = DrawnBundle.write(folder, 16, 4, "apple", "pear", "plum");
    out = folder.resolve("out");
  }

  @Test
  void a_folder_is_walked_through_whatever_its_files_are_called() throws IOException {
    Photos.write(photos.resolve("_DSC1234.JPG"), 3);
    Photos.write(photos.resolve("deep/er/ü b%20c=1,d.png"), 4);
    Photos.write(photos.resolve("12:30.png"), 5);
    Photos.write(photos.resolve(".hidden.png"), 6);
    Photos.write(photos.resolve(".trash/7.png"), 7);
    Files.createSymbolicLink(photos.resolve("circle"), photos);
    Files.createSymbolicLink(photos.resolve("link.png"), photos.resolve("00.png"));

    Summary summary = LocalSpark.score(photos, bundle, out);

    assertThat(summary.outcomes()).doesNotContainKeys("unreadable", "invalid-image");
    assertThat(LocalSpark.photos(out))
        .containsExactlyInAnyOrderElementsOf(
            List.of(
                    "00.png",
                    "01.png",
                    "_DSC1234.JPG",
                    "deep/er/ü b%20c=1,d.png",
                    "12:30.png",
                    "link.png")
                .stream()
                .map(name -> photos.resolve(name).toString())
                .toList());
  }

  @Test
  void a_text_file_lists_paths_beside_it_or_anywhere_once_each() throws IOException {
    Path list =
        Files.writeString(
            folder.resolve("list.txt"),
            "\uFEFFphotos/00.png\r\n\n%s\nphotos/00.png\n   \n".formatted(photos.resolve("01.png")),
            StandardCharsets.UTF_8);

    LocalSpark.score(list, bundle, out);

    assertThat(LocalSpark.photos(out))
        .map(path -> path.replaceFirst("^file:", ""))
        .containsExactlyInAnyOrder(
            photos.resolve("00.png").toString(), photos.resolve("01.png").toString());
  }

  @Test
  void a_csv_lists_paths_in_a_column() throws IOException {
    Photos.write(photos.resolve("a \"b\", c.png"), 3);
    Path list =
        Files.writeString(
            folder.resolve("list.csv"),
            "shop,path\n1,photos/00.png\n2,\"photos/a \"\"b\"\", c.png\"\n3,\n");

    Summary summary = LocalSpark.score(list, bundle, out);

    assertThat(summary.photos()).isEqualTo(2);
    assertThat(summary.outcomes()).doesNotContainKey("unreadable");
  }

  @Test
  void a_table_lists_paths_in_a_column() {
    Path list = folder.resolve("list.parquet");
    LocalSpark.SESSION
        .createDataset(List.of(photos.resolve("00.png").toString()), Encoders.STRING())
        .toDF("path")
        .write()
        .parquet(list.toString());

    assertThat(LocalSpark.score(list, bundle, out).photos()).isEqualTo(1);
  }

  @Test
  void photos_behind_a_network_are_asked_for_again() throws IOException {
    String far = "flaky://" + photos;
    FlakyFileSystem.FAILURES.set(2);

    Summary summary = LocalSpark.job(far, bundle, out, 3).run();

    assertThat(summary.photos()).isEqualTo(2);
    assertThat(summary.outcomes()).doesNotContainKey("unreadable");
    assertThat(LocalSpark.photos(out)).allMatch(photo -> photo.startsWith("flaky:/"));
  }

  @Test
  void a_photo_that_never_comes_is_unreadable() throws IOException {
    PhotoReader reader =
        new PhotoReader(LocalSpark.SESSION.sparkContext().hadoopConfiguration(), 1);
    String photo = "flaky://" + photos.resolve("00.png");
    FlakyFileSystem.FAILURES.set(3);

    assertThatThrownBy(() -> reader.read(photo))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("cannot be read in 3 tries (IOException: 503 slow down)");
    assertThat(reader.read(photo)).isEqualTo(Files.readAllBytes(photos.resolve("00.png")));
    assertThatThrownBy(() -> reader.read("flaky:/nothing.png"))
        .hasMessageStartingWith("flaky:/nothing.png: cannot be read (FileNotFoundException");
    assertThatThrownBy(() -> reader.read("s3a:")).isInstanceOf(StorageException.class);
  }

  @Test
  void what_cannot_be_scored_is_refused_before_anything_is_written() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Path used = Files.createDirectories(folder.resolve("used"));
    Files.writeString(used.resolve("accounts.ods"), "mine");
    Path noColumn = Files.writeString(folder.resolve("no.csv"), "file,shop\na.png,1\n");
    Path web = Files.writeString(folder.resolve("web.txt"), "gopher://example.org/a.png\n");

    assertRefused(folder.resolve("nowhere").toString(), out, "nothing is there");
    assertRefused(empty.toString(), out, "no photos there");
    assertRefused(photos.toString(), used, "holds 'accounts.ods' and no run");
    assertRefused(photos.toString(), photos.resolve("00.png"), "a file, not a folder");
    assertRefused(photos.toString(), photos.resolve("answers"), "lies in --input");
    assertRefused(noColumn.toString(), out, "no column 'path'; its columns are [file, shop]");
    assertRefused(web.toString(), out, "no file system for 'gopher:'");
    assertRefused("s3a://bucket/photos", out, "--packages org.apache.hadoop:hadoop-aws");
    assertRefused("a:b", out, "neither a path nor a URI");
    assertThat(used).isDirectoryContaining(path -> path.endsWith("accounts.ods"));
    assertRefused(photos.toString(), folder.resolve("o[1]"), "takes for a pattern");
    assertThat(out.resolve("_plan")).doesNotExist();
    assertThat(LocalSpark.score(photos, bundle, out).photos()).isEqualTo(2);
  }

  private void assertRefused(String input, Path place, String words) {
    assertThatThrownBy(() -> LocalSpark.job(input, bundle, place, 3).run())
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining(words);
  }

  @Test
  void a_broken_model_is_told_before_anything_is_written() throws IOException {
    Path none = folder.resolve("no-bundle");
    Path torn = DrawnBundle.write(Files.createDirectory(folder.resolve("t")), 16, 4, "a", "b");
    Files.writeString(torn.resolve("model.onnx"), "torn");

    assertThatThrownBy(() -> LocalSpark.score(photos, none, out))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining(none + ": no model bundle there");
    assertThatThrownBy(() -> LocalSpark.score(photos, torn, out))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining(torn + "/model.onnx: altered or damaged");
    assertThat(out).doesNotExist();
  }

  @Test
  void a_model_that_does_not_load_is_one_failure_not_one_a_photo() throws IOException {
    Path broken =
        DrawnBundle.write(
            Files.createDirectory(folder.resolve("x")),
            "no network".getBytes(StandardCharsets.UTF_8),
            16,
            "a",
            "b");

    assertThatThrownBy(() -> LocalSpark.score(photos, broken, out))
        .isInstanceOf(InvalidModelException.class)
        .isInstanceOf(GreengrocerException.class)
        .hasMessageStartingWith(broken + "/model.onnx: cannot load it");
    assertThat(LocalSpark.SESSION.sparkContext().isStopped()).isFalse();
  }

  @Test
  void a_small_archive_is_divided_among_the_cores_and_a_large_one_by_size() {
    assertThat(Plan.parts(1, 4000, 2)).isEqualTo(1);
    assertThat(Plan.parts(500, 4000, 2)).isEqualTo(1);
    assertThat(Plan.parts(501, 4000, 2)).isEqualTo(2);
    assertThat(Plan.parts(1200, 4000, 2)).isEqualTo(4);
    assertThat(Plan.parts(10_000, 4000, 2)).isEqualTo(8);
    assertThat(Plan.parts(10_000, 1000, 2)).isEqualTo(10);
    assertThat(Plan.parts(600, 4000, 256)).isEqualTo(2);
    assertThat(Plan.parts(50_000_000, 4000, 256)).isEqualTo(12_500);
  }
}
