package dev.greengrocer.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.StorageException;
import dev.greengrocer.testing.DrawnBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that ended before all was written, and runs that are not the same. */
final class ResumeTest {

  private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000);

  @TempDir private static Path scored;
  private static Path photos;
  private static Path bundle;

  @TempDir private Path folder;
  private Path out;

  @BeforeAll
  static void score() throws IOException {
    photos = Photos.folder(scored.resolve("photos"), 20);
    bundle = DrawnBundle.write(scored, 16, 4, "apple", "pear", "plum");
    LocalSpark.score(photos, bundle, scored.resolve("out"));
  }

  @BeforeEach
  void copy() throws IOException {
    out = folder.resolve("out");
    Path all = scored.resolve("out");
    try (Stream<Path> files = Files.walk(all)) {
      for (Path file : files.sorted().toList()) {
        Files.copy(file, out.resolve(all.relativize(file)));
      }
    }
  }

  @Test
  void only_the_parts_that_are_missing_are_scored() throws IOException {
    List<Path> parts = parts();
    assertThat(parts).hasSizeGreaterThan(2);
    List<Row> before = LocalSpark.rows(out);
    for (Path part : parts) {
      Files.setLastModifiedTime(part, LONG_AGO);
    }
    // As a driver leaves them that was killed while it wrote a part.
    Files.delete(parts.get(1));
    Files.delete(out.resolve("_SUCCESS"));
    Path halfWritten = Files.createDirectories(out.resolve("_work/app-1/part-00001"));
    Files.writeString(halfWritten.resolve("part-00000.snappy.parquet"), "half");

    Summary summary = LocalSpark.score(photos, bundle, out);

    assertThat(summary.photos()).isEqualTo(20);
    assertThat(parts()).isEqualTo(parts);
    for (Path part : parts) {
      assertThat(Files.getLastModifiedTime(part).equals(LONG_AGO))
          .as("%s was left alone", part)
          .isEqualTo(!part.equals(parts.get(1)));
    }
    assertThat(LocalSpark.rows(out).stream().map(ResumeTest::answer).toList())
        .isEqualTo(before.stream().map(ResumeTest::answer).toList());
    assertThat(out.resolve("_work")).doesNotExist();
    assertThat(out.resolve("_SUCCESS")).exists();
  }

  private static List<Object> answer(Row row) {
    return List.of(row.getAs("photo"), row.getAs("label"), row.getAs("confidence"));
  }

  @Test
  void photos_that_come_or_go_between_two_starts_change_no_part() throws IOException {
    Files.delete(parts().get(0));
    Photos.write(photos.resolve("new.png"), 77);

    assertThat(LocalSpark.score(photos, bundle, out).photos()).isEqualTo(20);

    assertThat(LocalSpark.photos(out)).hasSize(20).doesNotHaveDuplicates();
    Files.delete(photos.resolve("new.png"));
  }

  @Test
  void a_plan_that_was_not_finished_is_made_again() throws IOException {
    for (Path part : parts()) {
      Files.delete(part);
    }
    Files.delete(out.resolve("_SUCCESS"));
    Files.delete(out.resolve("_plan/run.json"));
    Photos.write(photos.resolve("new.png"), 77);
    // Hidden check sums of what was removed.
    try (Stream<Path> rest = Files.list(out)) {
      for (Path file : rest.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }

    assertThat(LocalSpark.score(photos, bundle, out).photos()).isEqualTo(21);
    Files.delete(photos.resolve("new.png"));
  }

  @Test
  void a_driver_that_was_thought_lost_doubles_nothing() throws IOException {
    Path part = parts().get(0);
    byte[] first = Files.readAllBytes(part);
    OutFolder folderOfBoth = open();
    Path late = Files.createDirectories(out.resolve("_work/app-2/part-00000"));
    Files.copy(parts().get(1), late.resolve("part-00000-x.snappy.parquet"));

    folderOfBoth.publish(new org.apache.hadoop.fs.Path(late.toString()), 0);

    assertThat(Files.readAllBytes(part)).isEqualTo(first);
    assertThat(late).doesNotExist();
  }

  @Test
  void other_options_are_refused_by_name() throws IOException {
    Path other = Photos.folder(folder.resolve("other"), 1);
    Path otherBundle =
        DrawnBundle.write(Files.createDirectory(folder.resolve("b")), 16, 5, "apple", "pear");

    assertThatThrownBy(() -> LocalSpark.job(photos.toString(), bundle, out, 4).run())
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("begun with --top 3, not 4");
    assertThatThrownBy(() -> LocalSpark.score(other, bundle, out))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("begun with --input file:" + photos);
    assertThatThrownBy(() -> LocalSpark.score(photos, otherBundle, out))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("begun with the bundle tiny-1");
    assertThat(LocalSpark.photos(out)).hasSize(20);
  }

  @Test
  void a_file_with_too_many_rows_is_told() throws IOException {
    // Whatever the paths' hashes are, both parts have more rows than one of them.
    Path both = folder.resolve("both");
    LocalSpark.SESSION
        .read()
        .parquet(parts().get(0).toString(), parts().get(1).toString())
        .coalesce(1)
        .write()
        .parquet(both.toString());
    Path tooMany = parts().get(0);
    Files.copy(parts(both).get(0), tooMany, StandardCopyOption.REPLACE_EXISTING);
    Files.delete(tooMany.resolveSibling("." + tooMany.getFileName() + ".crc"));

    assertThatThrownBy(() -> LocalSpark.score(photos, bundle, out))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining(tooMany.getFileName().toString())
        .hasMessageContaining("remove the file and start the run again");
    Files.delete(parts().get(0));
    Files.copy(parts().get(1), out.resolve("part-99999.parquet"));
    assertThatThrownBy(() -> LocalSpark.score(photos, bundle, out))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("part-99999.parquet: not of this run");
  }

  @Test
  void a_photo_that_could_not_be_read_is_scored_again_when_asked() throws IOException {
    Path list = Files.writeString(scored.resolve("list.txt"), "photos/00.png\nphotos/late.png\n");
    Path listed = folder.resolve("listed");
    assertThat(LocalSpark.score(list, bundle, listed).outcomes()).containsEntry("unreadable", 1L);
    Path late = Photos.write(photos.resolve("late.png"), 5);

    assertThat(LocalSpark.score(list, bundle, listed).outcomes()).containsEntry("unreadable", 1L);
    Summary mended = LocalSpark.job(list.toString(), bundle, listed, 3).retryUnreadable();

    assertThat(mended.outcomes()).doesNotContainKey("unreadable");
    assertThat(LocalSpark.rows(listed)).hasSize(2);
    Files.delete(late);
  }

  private OutFolder open() {
    return OutFolder.open(out.toString(), LocalSpark.SESSION.sparkContext().hadoopConfiguration());
  }

  private List<Path> parts() throws IOException {
    return parts(out);
  }

  private static List<Path> parts(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".parquet")).sorted().toList();
    }
  }
}
