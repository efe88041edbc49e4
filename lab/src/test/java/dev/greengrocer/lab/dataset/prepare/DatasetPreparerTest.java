package dev.greengrocer.lab.dataset.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.InvalidDatasetException;
import dev.greengrocer.StorageException;
import dev.greengrocer.files.Sha256;
import dev.greengrocer.image.ImageOperations;
import dev.greengrocer.image.RgbImage;
import dev.greengrocer.lab.dataset.DatasetManifest;
import dev.greengrocer.lab.dataset.DatasetManifests;
import dev.greengrocer.lab.dataset.DatasetOrigin;
import dev.greengrocer.lab.dataset.DrawnScenes;
import dev.greengrocer.lab.dataset.PrepareListener;
import dev.greengrocer.lab.dataset.Sample;
import dev.greengrocer.lab.dataset.Split;
import dev.greengrocer.lab.dataset.duplicates.GroupAgreement;
import dev.greengrocer.lab.dataset.duplicates.Leak;
import dev.greengrocer.lab.dataset.source.PhotoFlag;
import dev.greengrocer.lab.dataset.source.PhotoLimits;
import dev.greengrocer.lab.dataset.source.Rejection;
import dev.greengrocer.lab.dataset.source.RejectionReason;
import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class DatasetPreparerTest {

  @TempDir Path temporary;
  private Path source;
  private Path out;

  @BeforeEach
  void choosePlaces() {
    source = temporary.resolve("photos");
    out = temporary.resolve("prepared");
  }

  @Test
  void photos_are_copied_split_and_listed() throws IOException {
    photos("kiwi", 0, 10);
    photos("raddish", 10, 10);

    DatasetReport report = prepare(options());

    DatasetManifest manifest = DatasetManifests.read(out);
    assertThat(manifest.labels().names()).containsExactly("kiwi", "radish");
    assertThat(manifest.samples()).hasSize(20);
    assertThat(manifest.samples(Split.TRAIN)).hasSize(16);
    assertThat(manifest.samples(Split.VALIDATION)).hasSize(2);
    assertThat(manifest.samples(Split.TEST)).hasSize(2);
    Sample first = manifest.samples().get(0);
    assertThat(first.path()).isEqualTo("photos/photos/kiwi/0.jpg");
    assertThat(first.width()).isEqualTo(96);
    assertThat(first.height()).isEqualTo(72);
    assertThat(manifest.file(first)).hasSameBinaryContentAs(source.resolve("kiwi/0.jpg"));
    assertThat(report.summary().files().used()).isEqualTo(20);
    assertThat(out.resolve("report.json")).isRegularFile();
    assertThat(siblings()).containsExactly("photos", "prepared");
  }

  @Test
  void the_same_input_gives_the_same_bytes_wherever_it_is_written() throws IOException {
    photos("kiwi", 0, 6);
    photos("mango", 10, 6);
    DrawnScenes.write(source.resolve("mango/broken.jpg"), new byte[] {1, 2, 3});
    Path other = temporary.resolve("elsewhere/again");

    prepare(options());
    prepare(PrepareOptions.of(List.of(source), other));

    assertThat(contents(other)).isEqualTo(contents(out));
  }

  @Test
  void another_seed_gives_another_split() throws IOException {
    photos("kiwi", 0, 20);
    prepare(options());
    PrepareOptions seven =
        new PrepareOptions(
            List.of(source),
            temporary.resolve("seven"),
            false,
            Optional.empty(),
            new SplitPlan.Shares(80, 10, 10),
            7,
            PhotoLimits.DEFAULT,
            Optional.empty());
    prepare(seven);

    DatasetManifest fortyTwo = DatasetManifests.read(out);
    DatasetManifest other = DatasetManifests.read(temporary.resolve("seven"));
    assertThat(other.contentHash()).isNotEqualTo(fortyTwo.contentHash());
    assertThat(other.samples(Split.TEST)).hasSameSizeAs(fortyTwo.samples(Split.TEST));
  }

  @Test
  void what_is_no_usable_photo_is_rejected_with_its_reason() throws IOException {
    photos("kiwi", 0, 3);
    byte[] whole = ImageOperations.encodeJpeg(DrawnScenes.scene(9, 96, 72), 90);
    DrawnScenes.write(source.resolve("kiwi/cut.jpg"), Arrays.copyOf(whole, whole.length / 2));
    DrawnScenes.write(source.resolve("kiwi/empty.jpg"), new byte[0]);
    DrawnScenes.write(
        source.resolve("kiwi/text.jpg"), "not a photo".getBytes(StandardCharsets.UTF_8));
    DrawnScenes.write(source.resolve("kiwi/tiny.jpg"), DrawnScenes.scene(8, 31, 200));
    DrawnScenes.write(source.resolve("kiwi/wide.jpg"), DrawnScenes.scene(7, 400, 40));
    DrawnScenes.write(source.resolve("LICENSE"), new byte[] {1});

    DatasetReport report = prepare(options());

    assertThat(report.rejected())
        .extracting(Rejection::path, Rejection::reason)
        .containsExactly(
            tuple("photos/LICENSE", RejectionReason.OUTSIDE_CLASS_FOLDERS),
            tuple("photos/kiwi/cut.jpg", RejectionReason.UNREADABLE),
            tuple("photos/kiwi/empty.jpg", RejectionReason.UNREADABLE),
            tuple("photos/kiwi/text.jpg", RejectionReason.UNREADABLE),
            tuple("photos/kiwi/tiny.jpg", RejectionReason.TOO_SMALL),
            tuple("photos/kiwi/wide.jpg", RejectionReason.EXTREME_ASPECT));
    assertThat(Files.readAllLines(out.resolve("rejected.csv")))
        .hasSize(7)
        .contains("photos/kiwi/tiny.jpg,too-small,\"31 x 200 px, below 32 px\"")
        .anyMatch(line -> line.startsWith("photos/kiwi/cut.jpg,unreadable,\"truncated JPEG"));
    assertThat(report.summary().files().found()).isEqualTo(9);
    assertThat(report.summary().files().rejected()).isEqualTo(6);
  }

  @Test
  void photos_over_the_pixel_limit_are_rejected_undecoded() {
    photos("kiwi", 0, 3);
    DrawnScenes.write(source.resolve("kiwi/large.jpg"), DrawnScenes.scene(9, 200, 200));
    PrepareOptions options =
        new PrepareOptions(
            List.of(source),
            out,
            false,
            Optional.empty(),
            new SplitPlan.Shares(80, 10, 10),
            42,
            new PhotoLimits(32, 8, 10_000),
            Optional.empty());

    assertThat(prepare(options).rejected())
        .extracting(Rejection::path, Rejection::reason)
        .containsExactly(tuple("photos/kiwi/large.jpg", RejectionReason.TOO_MANY_PIXELS));
  }

  @Test
  void doubtful_photos_are_kept_and_flagged() {
    photos("kiwi", 0, 3);
    RgbImage scene = DrawnScenes.scene(9, 256, 192);
    DrawnScenes.write(source.resolve("kiwi/blurry.jpg"), ImageOperations.blur(scene, 9));
    double[] tenth = {.1, 0, 0, 0, 0, .1, 0, 0, 0, 0, .1, 0};
    DrawnScenes.write(
        source.resolve("kiwi/dark.png"),
        ImageOperations.encodePng(
            ImageOperations.mixChannels(DrawnScenes.scene(8, 256, 192), tenth)));
    DrawnScenes.write(
        source.resolve("kiwi/flat.png"),
        ImageOperations.encodePng(DrawnScenes.flat(200, 200, 200, 64, 64)));

    DatasetReport report = prepare(options());

    assertThat(flags(report, "photos/kiwi/blurry.jpg")).containsExactly(PhotoFlag.BLURRY);
    assertThat(flags(report, "photos/kiwi/dark.png")).contains(PhotoFlag.DARK);
    assertThat(flags(report, "photos/kiwi/flat.png")).contains(PhotoFlag.NEAR_UNIFORM);
    assertThat(flags(report, "photos/kiwi/0.jpg")).isEmpty();
    assertThat(report.summary().files().used()).isEqualTo(6);
  }

  @Test
  void of_byte_identical_photos_the_first_by_path_stays() throws IOException {
    photos("kiwi", 0, 5);
    Files.copy(source.resolve("kiwi/3.jpg"), source.resolve("kiwi/33.jpg"));

    DatasetReport report = prepare(options());

    assertThat(report.duplicates())
        .containsExactly(new DuplicateSet("photos/kiwi/3.jpg", List.of("photos/kiwi/33.jpg")));
    assertThat(report.summary().files().duplicates()).isEqualTo(1);
    assertThat(DatasetManifests.read(out).samples()).hasSize(5);
  }

  @Test
  void near_duplicates_share_a_group_and_a_split() {
    photos("kiwi", 0, 20);
    for (int i = 0; i < 10; i++) {
      RgbImage copy = ImageOperations.mirror(DrawnScenes.scene(i, 96, 72));
      DrawnScenes.write(
          source.resolve("kiwi/copy-%d.jpg".formatted(i)),
          DrawnScenes.letterboxed(copy, 80, Color.BLACK));
    }

    DatasetReport report = prepare(options());

    assertThat(report.summary().nearDuplicates().nearDuplicateGroups()).isEqualTo(10);
    assertThat(report.summary().nearDuplicates().nearDuplicatePhotos()).isEqualTo(20);
    assertThat(report.summary().nearDuplicates().straddlingGroups()).isZero();
    assertThat(DatasetManifests.read(out).leakingGroups()).isEmpty();
    assertThat(DatasetManifests.read(out).samples().stream().map(Sample::group).distinct().count())
        .isEqualTo(20);
  }

  @Test
  void the_same_picture_under_two_labels_is_a_conflict_and_left_out() {
    photos("corn", 0, 4);
    photos("sweet corn", 10, 4);
    DrawnScenes.write(
        source.resolve("sweet corn/same.jpg"),
        ImageOperations.resize(DrawnScenes.scene(2, 96, 72), 80, 60));

    DatasetReport report = prepare(options());

    assertThat(report.conflicts()).hasSize(1);
    assertThat(report.conflicts().get(0).photos())
        .containsExactly(
            new LabelConflict.LabelledPhoto("photos/corn/2.jpg", "corn"),
            new LabelConflict.LabelledPhoto("photos/sweet corn/same.jpg", "sweet corn"));
    assertThat(DatasetManifests.read(out).samples())
        .extracting(Sample::path)
        .hasSize(7)
        .doesNotContain("photos/photos/corn/2.jpg", "photos/photos/sweet corn/same.jpg");
  }

  @Test
  void published_splits_are_told_how_far_they_leak() throws IOException {
    for (int i = 0; i < 10; i++) {
      DrawnScenes.write(
          source.resolve("train/kiwi/%d.jpg".formatted(i)), DrawnScenes.scene(i, 96, 72));
    }
    for (int i = 0; i < 4; i++) {
      DrawnScenes.write(
          source.resolve("validation/kiwi/%d.jpg".formatted(i)), DrawnScenes.scene(20 + i, 96, 72));
    }
    Files.createDirectories(source.resolve("test/kiwi"));
    Files.copy(source.resolve("validation/kiwi/0.jpg"), source.resolve("test/kiwi/identical.jpg"));
    DrawnScenes.write(
        source.resolve("test/kiwi/mirrored.jpg"),
        ImageOperations.mirror(DrawnScenes.scene(21, 96, 72)));
    DrawnScenes.write(source.resolve("test/kiwi/new.jpg"), DrawnScenes.scene(30, 96, 72));

    DatasetReport report = prepare(options(new SplitPlan.Published()));

    assertThat(report.summary().leakage().leaks())
        .contains(
            new Leak("test", "validation", 1, 1, 3),
            new Leak("validation", "test", 1, 1, 4),
            new Leak("test", "train", 0, 0, 3));
    assertThat(report.summary().leakage().leakSentences())
        .contains(
            "1 of the 3 test photos (33.3 %) is byte-identical to a validation photo, and 1 more"
                + " (33.3 %) shows the same picture; an accuracy on this test folder says almost"
                + " nothing.",
            "None of the 3 test photos is in train as well.");
    DatasetManifest manifest = DatasetManifests.read(out);
    assertThat(manifest.samples(Split.TEST)).hasSize(3);
    assertThat(manifest.leakingGroups()).hasSize(2);
    assertThat(report.summary().nearDuplicates().straddlingGroups()).isEqualTo(2);
  }

  @Test
  void a_split_file_decides_on_label_group_and_split() throws IOException {
    photos("kiwi", 0, 4);
    photos("other", 10, 2);
    Path csv = temporary.resolve("split.csv");
    Files.writeString(
        csv,
        """
        path,label,group,split
        photos/kiwi/0.jpg,kiwi,7,train
        photos/kiwi/1.jpg,kiwi,7,duplicate
        photos/kiwi/2.jpg,raddish,8,test
        photos/kiwi/gone.jpg,kiwi,9,train
        """);

    DatasetReport report = prepare(options(new SplitPlan.FromFile(csv)));

    DatasetManifest manifest = DatasetManifests.read(out);
    assertThat(manifest.labels().names()).containsExactly("kiwi", "radish");
    assertThat(manifest.samples())
        .extracting(Sample::path, Sample::label, Sample::group, Sample::split)
        .containsExactly(
            tuple("photos/photos/kiwi/0.jpg", "kiwi", "7", Split.TRAIN),
            tuple("photos/photos/kiwi/2.jpg", "radish", "8", Split.TEST));
    assertThat(report.rejected())
        .extracting(Rejection::path, Rejection::reason)
        .containsExactly(
            tuple("photos/kiwi/1.jpg", RejectionReason.LEFT_OUT_BY_SPLIT_FILE),
            tuple("photos/kiwi/3.jpg", RejectionReason.NOT_IN_SPLIT_FILE),
            tuple("photos/other/10.jpg", RejectionReason.NOT_IN_SPLIT_FILE),
            tuple("photos/other/11.jpg", RejectionReason.NOT_IN_SPLIT_FILE));
    assertThat(report.summary().warnings())
        .contains(
            "3 photos of the sources have no row in split.csv; rejected.csv lists them as"
                + " not-in-split-file.",
            "1 rows of split.csv name no photo of the sources: photos/kiwi/gone.jpg.");
  }

  @Test
  void groups_of_a_split_file_that_are_in_two_splits_are_told() throws IOException {
    photos("kiwi", 0, 3);
    Path csv = temporary.resolve("split.csv");
    Files.writeString(
        csv,
        """
        path,label,group,split
        photos/kiwi/0.jpg,kiwi,all,train
        photos/kiwi/1.jpg,kiwi,all,validation
        photos/kiwi/2.jpg,kiwi,other,test
        """);

    DatasetReport report = prepare(options(new SplitPlan.FromFile(csv)));

    assertThat(DatasetManifests.read(out).leakingGroups()).containsExactly("all");
    assertThat(report.summary().warnings())
        .contains(
            "Groups of the split file in more than one split: 1 (the first: all). train will refuse this data set; give all photos of a group the same split in the file.");
  }

  @Test
  void a_split_file_that_lies_elsewhere_finds_photos_by_their_hash() throws IOException {
    photos("kiwi", 0, 2);
    Path csv = Files.createDirectory(temporary.resolve("elsewhere")).resolve("split.csv");
    String hash = Sha256.of(Files.readAllBytes(source.resolve("kiwi/1.jpg")));
    Files.writeString(
        csv, "path,label,group,split,sha256\nkiwi/1.jpg,kiwi,1,train,%s\n".formatted(hash));

    prepare(options(new SplitPlan.FromFile(csv)));

    assertThat(DatasetManifests.read(out).samples())
        .extracting(Sample::path)
        .containsExactly("photos/photos/kiwi/1.jpg");
  }

  @Test
  void a_fault_in_a_split_file_is_told_by_its_place() throws IOException {
    photos("kiwi", 0, 2);
    Path csv = temporary.resolve("split.csv");
    Files.writeString(csv, "path,label,group,split\nphotos/kiwi/0.jpg,kiwi,1,trian\n");

    assertThatThrownBy(() -> prepare(options(new SplitPlan.FromFile(csv))))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageStartingWith(csv + ":2: split 'trian'");
  }

  @Test
  void agreement_with_other_groups_is_counted_in_pairs() throws IOException {
    photos("kiwi", 0, 4);
    DrawnScenes.write(
        source.resolve("kiwi/copy.jpg"), ImageOperations.mirror(DrawnScenes.scene(0, 96, 72)));
    DrawnScenes.write(
        source.resolve("kiwi/second.jpg"), ImageOperations.mirror(DrawnScenes.scene(1, 96, 72)));
    Path csv = temporary.resolve("groups.csv");
    Files.writeString(
        csv,
        """
        path,group
        photos/kiwi/0.jpg,a
        photos/kiwi/copy.jpg,a
        photos/kiwi/1.jpg,b
        photos/kiwi/second.jpg,c
        photos/kiwi/2.jpg,d
        photos/kiwi/3.jpg,d
        """);
    PrepareOptions options =
        new PrepareOptions(
            List.of(source),
            out,
            false,
            Optional.empty(),
            new SplitPlan.Shares(80, 10, 10),
            42,
            PhotoLimits.DEFAULT,
            Optional.of(csv));

    assertThat(prepare(options).summary().agreement()).contains(new GroupAgreement(6, 1, 1, 1));
  }

  @Test
  void a_zip_is_a_source_as_good_as_a_folder() throws IOException {
    photos("kiwi", 0, 3);
    Path zip = temporary.resolve("packed.zip");
    try (OutputStream file = Files.newOutputStream(zip);
        ZipOutputStream entries = new ZipOutputStream(file)) {
      for (int i = 0; i < 3; i++) {
        entries.putNextEntry(new ZipEntry("wrapper/kiwi/%d.jpg".formatted(i)));
        entries.write(Files.readAllBytes(source.resolve("kiwi/%d.jpg".formatted(i))));
      }
    }

    prepare(PrepareOptions.of(List.of(zip), out));

    assertThat(DatasetManifests.read(out).samples())
        .extracting(Sample::path)
        .startsWith("photos/packed/wrapper/kiwi/0.jpg")
        .hasSize(3);
    assertThat(out.resolve("unpacked")).doesNotExist();
  }

  @Test
  void sources_of_one_name_are_told_apart() {
    photos("kiwi", 0, 2);
    Path other = temporary.resolve("more/photos");
    DrawnScenes.write(other.resolve("kiwi/0.jpg"), DrawnScenes.scene(50, 96, 72));

    prepare(PrepareOptions.of(List.of(source, other), out));

    assertThat(DatasetManifests.read(out).samples())
        .extracting(Sample::path)
        .containsExactly(
            "photos/photos-2/kiwi/0.jpg", "photos/photos/kiwi/0.jpg", "photos/photos/kiwi/1.jpg");
  }

  @Test
  void a_class_without_a_usable_photo_is_refused_and_nothing_is_written() throws IOException {
    photos("kiwi", 0, 3);
    Files.createDirectories(source.resolve("mango"));
    DrawnScenes.write(source.resolve("lemon/broken.jpg"), new byte[] {1});

    assertThatThrownBy(() -> prepare(options()))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageContaining("no usable photo for 2 of 3 labels: lemon, mango");
    assertThat(siblings()).containsExactly("photos");
  }

  @Test
  void a_missing_source_is_named_and_nothing_is_written() throws IOException {
    Files.createDirectories(source);

    assertThatThrownBy(() -> prepare(PrepareOptions.of(List.of(temporary.resolve("nowhere")), out)))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageContaining("nowhere: no such folder");
    assertThat(siblings()).containsExactly("photos");
  }

  @Test
  void a_folder_of_something_else_is_never_replaced() throws IOException {
    photos("kiwi", 0, 3);
    Path precious = out.resolve("precious.txt");
    DrawnScenes.write(precious, new byte[] {1});

    PrepareOptions forced =
        new PrepareOptions(
            List.of(source),
            out,
            true,
            Optional.empty(),
            new SplitPlan.Shares(80, 10, 10),
            42,
            PhotoLimits.DEFAULT,
            Optional.empty());
    assertThatThrownBy(() -> prepare(forced))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("not a data set");
    assertThat(precious).exists();
  }

  @Test
  void an_older_data_set_is_replaced_only_when_told_so() throws IOException {
    photos("kiwi", 0, 3);
    prepare(options());
    photos("kiwi", 10, 2);

    assertThatThrownBy(() -> prepare(options()))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("--force");
    assertThat(DatasetManifests.read(out).samples()).hasSize(3);

    PrepareOptions forced =
        new PrepareOptions(
            List.of(source),
            out,
            true,
            Optional.empty(),
            new SplitPlan.Shares(80, 10, 10),
            42,
            PhotoLimits.DEFAULT,
            Optional.empty());
    prepare(forced);
    assertThat(DatasetManifests.read(out).samples()).hasSize(5);
    assertThat(siblings()).containsExactly("photos", "prepared");
  }

  @Test
  void an_output_inside_a_source_is_refused() {
    photos("kiwi", 0, 3);

    assertThatThrownBy(
            () -> prepare(PrepareOptions.of(List.of(source), source.resolve("prepared"))))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("one inside the other");
  }

  @Test
  void an_output_below_a_file_cannot_be_written() throws IOException {
    photos("kiwi", 0, 3);
    Path file = Files.writeString(temporary.resolve("file"), "");

    assertThatThrownBy(() -> prepare(PrepareOptions.of(List.of(source), file.resolve("prepared"))))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("cannot be written");
  }

  /** A zip keeps each photo with a checksum; one flipped byte must never reach the data set. */
  @Test
  void a_photo_that_is_damaged_in_its_zip_is_rejected() throws IOException {
    photos("kiwi", 0, 3);
    Path zip = temporary.resolve("upload"); // A zip is known by its bytes.
    zip(zip, source);
    byte[] bytes = Files.readAllBytes(zip);
    byte[] photo = Files.readAllBytes(source.resolve("kiwi/1.jpg"));
    int at = indexOf(bytes, photo);
    bytes[at + photo.length / 2] ^= 1;
    Files.write(zip, bytes);

    DatasetReport report = prepare(PrepareOptions.of(List.of(zip), out));

    assertThat(report.summary().files().used()).isEqualTo(2);
    assertThat(report.rejected())
        .singleElement()
        .satisfies(
            rejection -> {
              assertThat(rejection.path()).isEqualTo("upload/kiwi/1.jpg");
              assertThat(rejection.reason()).isEqualTo(RejectionReason.UNREADABLE);
              assertThat(rejection.detail()).contains("damaged in the zip");
            });
    assertThat(siblings()).containsExactly("photos", "prepared", "upload");
  }

  @Test
  void a_zip_of_zips_is_named_without_the_place_it_was_unpacked_to() throws IOException {
    photos("kiwi", 0, 3);
    Path inner = Files.createDirectories(temporary.resolve("inner"));
    zip(inner.resolve("plain.zip"), source);
    Path outer = temporary.resolve("outer.zip");
    zip(outer, inner);

    assertThatThrownBy(() -> prepare(PrepareOptions.of(List.of(outer), out)))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageStartingWith(outer + ": no class folder found, but zips in it (plain.zip)")
        .hasMessageNotContaining("staged");
  }

  @Test
  void a_pipe_among_the_photos_is_rejected_and_not_waited_for() throws Exception {
    photos("kiwi", 0, 3);
    assumeTrue(new ProcessBuilder("mkfifo", source + "/kiwi/pipe.jpg").start().waitFor() == 0);

    DatasetReport report = prepare(options());

    assertThat(report.rejected())
        .extracting(Rejection::detail)
        .containsExactly("not a regular file");
  }

  @Test
  void one_kind_and_few_photos_are_said() {
    photos("kiwi", 0, 3);

    assertThat(prepare(options()).summary().warnings())
        .anySatisfy(warning -> assertThat(warning).startsWith("The data set has one kind only"))
        .anySatisfy(warning -> assertThat(warning).contains("fewer than 20 photos", "kiwi ("))
        .anySatisfy(warning -> assertThat(warning).contains("for validation"));
  }

  @Test
  void the_croissant_description_says_what_is_known_and_what_is_not() throws IOException {
    photos("kiwi", 0, 3);
    for (int i = 0; i < 3; i++) {
      Files.setLastModifiedTime(
          source.resolve("kiwi/%d.jpg".formatted(i)),
          FileTime.from(Instant.parse("2024-05-0%dT12:00:00Z".formatted(i + 1))));
    }
    prepare(options());
    JsonNode unknown = new JsonMapper().readTree(Files.readString(out.resolve("dataset.json")));
    assertThat(unknown.get("version").asString()).isEqualTo("1.0.0");
    assertThat(unknown.get("license").asString()).startsWith("Unknown");
    assertThat(unknown.get("citeAs").asString()).startsWith("Unknown");
    assertThat(unknown.get("datePublished").asString()).isEqualTo("2024-05-03");

    prepare(
        new PrepareOptions(
            List.of(source),
            out,
            true,
            Optional.empty(),
            new SplitPlan.Shares(80, 10, 10),
            42,
            PhotoLimits.DEFAULT,
            Optional.empty(),
            new DatasetOrigin(
                Optional.of("https://creativecommons.org/licenses/by/4.0/"),
                Optional.of("Doe 2026"),
                Optional.of(LocalDate.of(2026, 1, 2)))));
    JsonNode given = new JsonMapper().readTree(Files.readString(out.resolve("dataset.json")));
    assertThat(given.get("license").asString()).endsWith("/by/4.0/");
    assertThat(given.get("citeAs").asString()).isEqualTo("Doe 2026");
    assertThat(given.get("datePublished").asString()).isEqualTo("2026-01-02");
  }

  @Test
  void what_a_killed_run_left_behind_is_removed() throws IOException {
    photos("kiwi", 0, 3);
    DrawnScenes.write(temporary.resolve(".prepared.staged/new/half/written.jpg"), new byte[] {1});

    prepare(options());

    assertThat(siblings()).containsExactly("photos", "prepared");
    assertThat(out.resolve("half")).doesNotExist();
  }

  @Test
  void a_data_set_that_a_killed_run_had_moved_aside_comes_back() throws IOException {
    photos("kiwi", 0, 3);
    prepare(options());
    Path stage = Files.createDirectories(temporary.resolve(".prepared.staged"));
    Files.move(out, stage.resolve("old"));

    assertThat(DatasetManifests.read(out).samples()).hasSize(3);
    Files.createDirectories(stage);
    Files.move(out, stage.resolve("old"));
    assertThatThrownBy(() -> prepare(options()))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("a data set lies there already");
    assertThat(DatasetManifests.read(out).samples()).hasSize(3);
  }

  private PrepareOptions options() {
    return PrepareOptions.of(List.of(source), out);
  }

  private PrepareOptions options(SplitPlan plan) {
    PrepareOptions usual = options();
    return new PrepareOptions(
        usual.sources(),
        usual.out(),
        usual.force(),
        usual.labelFile(),
        plan,
        usual.seed(),
        usual.limits(),
        usual.compareGroups());
  }

  private static DatasetReport prepare(PrepareOptions options) {
    return new DatasetPreparer(PrepareListener.SILENT, DatasetReportRenderer.NONE).prepare(options);
  }

  /** Scenes that differ, named by their numbers. */
  private void photos(String className, int from, int count) {
    for (int i = from; i < from + count; i++) {
      DrawnScenes.write(
          source.resolve(className).resolve(i + ".jpg"), DrawnScenes.scene(i, 96, 72));
    }
  }

  private static List<PhotoFlag> flags(DatasetReport report, String path) {
    return report.flagged().stream()
        .filter(photo -> photo.path().equals(path))
        .flatMap(photo -> photo.flags().stream())
        .toList();
  }

  /** Photos are stored as they are, as most programs do with what does not shrink. */
  private static void zip(Path zip, Path folder) throws IOException {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip));
        Stream<Path> tree = Files.walk(folder)) {
      out.setMethod(ZipOutputStream.STORED);
      for (Path file : tree.filter(Files::isRegularFile).sorted().toList()) {
        byte[] content = Files.readAllBytes(file);
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(folder.relativize(file).toString());
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        out.putNextEntry(entry);
        out.write(content);
      }
    }
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    return new String(bytes, StandardCharsets.ISO_8859_1)
        .indexOf(new String(part, StandardCharsets.ISO_8859_1));
  }

  private List<String> siblings() throws IOException {
    try (Stream<Path> children = Files.list(temporary)) {
      return children.map(child -> child.getFileName().toString()).sorted().toList();
    }
  }

  private static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        contents.put(folder.relativize(file).toString(), Sha256.of(Files.readAllBytes(file)));
      }
    }
    return contents;
  }
}
