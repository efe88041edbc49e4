package dev.greengrocer.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.StorageException;
import dev.greengrocer.files.FolderTree;
import dev.greengrocer.files.Sha256;
import dev.greengrocer.testing.S3Server;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders in a bucket of a real server, which is looked at and damaged from behind. */
final class PublishedFolderTest extends InBucketTest {

  private static final String OCTOBER = "csv/sale/2026-10.csv";
  private static final String NOVEMBER = "csv/sale/2026-11.csv";

  @TempDir private Path folder;

  PublishedFolderTest() {
    super("figures");
  }

  @BeforeEach
  void fill() throws IOException {
    write("1", "2");
  }

  @Test
  void what_was_published_is_where_the_latest_says_and_its_name_tells_its_content()
      throws IOException {
    PublishedFolder.Published published = publish();

    // Worked out by hand: the lines of sha256sum, and the hash of those.
    String lines = "%s  %s\n%s  %s\n".formatted(Sha256.of("1"), OCTOBER, Sha256.of("2"), NOVEMBER);
    String name = Sha256.of(lines).substring(0, 16);
    assertThat(published.address()).isEqualTo(place + "/exports/" + name);
    assertThat(published.files()).isEqualTo(2);
    assertThat(published.sent()).containsExactlyInAnyOrder(OCTOBER, NOVEMBER);
    assertThat(latest().folder()).isEqualTo("exports/" + name + "/");
    assertThat(readable()).containsEntry(OCTOBER, "1").containsEntry(NOVEMBER, "2").hasSize(2);
  }

  @Test
  void only_what_changed_is_sent_and_the_folder_before_stays_for_its_readers() throws IOException {
    publish();
    String first = latest().folder();

    write("1", "2 and a late one");
    assertThat(publish().sent()).containsExactly(NOVEMBER);

    assertThat(readable()).containsEntry(OCTOBER, "1").containsEntry(NOVEMBER, "2 and a late one");
    assertThat(latest().previous()).isEqualTo(first);
    assertThat(bucket.resolve("figures").resolve(first).resolve(NOVEMBER)).hasContent("2");
  }

  @Test
  void the_same_folder_again_changes_nothing() throws IOException {
    publish();
    write("1", "3");
    publish();
    byte[] latest = Files.readAllBytes(bucket.resolve("figures/latest.json"));

    assertThat(publish().sent()).isEmpty();

    assertThat(bucket.resolve("figures/latest.json")).hasBinaryContent(latest);
    assertThat(folders()).hasSize(2);
  }

  @Test
  void older_folders_go_and_what_others_have_put_there_stays() throws IOException {
    publish();
    Path half = bucket.resolve("figures/exports/0123456789abcdef/csv/half.csv");
    Path foreign = bucket.resolve("figures/exports/mine/notes.txt");
    Path above = bucket.resolve("notes.txt");
    for (Path put : List.of(half, foreign, above)) {
      Files.createDirectories(put.getParent());
      Files.writeString(put, "mine");
    }
    String first = latest().folder();
    write("1", "3");
    publish();
    write("1", "4");
    publish();

    assertThat(bucket.resolve("figures").resolve(first).resolve(OCTOBER)).doesNotExist();
    assertThat(half).doesNotExist();
    assertThat(foreign).hasContent("mine");
    assertThat(above).hasContent("mine");
    assertThat(readable()).containsEntry(NOVEMBER, "4");
  }

  @Test
  void a_run_that_ends_early_leaves_what_was_there_and_the_next_one_sends_the_rest()
      throws IOException {
    publish();
    write("1", "5");
    String next = PublishedFiles.of(folder).folder();
    // A folder where an object must go, so that the server fails.
    Path obstacle = bucket.resolve("figures").resolve(next).resolve(NOVEMBER);
    Files.createDirectories(obstacle.resolve("x"));

    assertThatThrownBy(this::publish)
        .isInstanceOf(StorageException.class)
        .hasMessageContaining(place + "/" + next + NOVEMBER);
    assertThat(readable()).containsEntry(OCTOBER, "1").containsEntry(NOVEMBER, "2").hasSize(2);

    FolderTree.delete(obstacle);
    assertThat(publish().sent()).as("October was copied before").containsExactly(NOVEMBER);
    assertThat(readable()).containsEntry(OCTOBER, "1").containsEntry(NOVEMBER, "5").hasSize(2);
  }

  @Test
  void what_is_missing_or_cut_short_in_the_bucket_is_sent_again() throws IOException {
    publish();
    Path there = bucket.resolve("figures").resolve(latest().folder());
    Files.delete(there.resolve(OCTOBER));
    Files.writeString(there.resolve(NOVEMBER), "");
    Files.setLastModifiedTime(there.resolve(NOVEMBER), FileTime.fromMillis(0));

    assertThat(publish().sent()).containsExactlyInAnyOrder(OCTOBER, NOVEMBER);

    assertThat(readable()).containsEntry(OCTOBER, "1").containsEntry(NOVEMBER, "2").hasSize(2);
  }

  @Test
  void two_programs_that_publish_at_once_do_not_mix() throws IOException {
    try (PublishedFolder slow = open()) {
      publish();
      write("1", "6");

      assertThatThrownBy(() -> slow.publish(folder))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("another program has published there meanwhile");
    }
    assertThat(readable()).containsEntry(NOVEMBER, "2").hasSize(2);
  }

  @Test
  void a_latest_of_another_program_is_left_alone() throws IOException {
    Path latest = bucket.resolve("figures/latest.json");
    Files.createDirectories(latest.getParent());
    for (String foreign : List.of("[]", "{\"format\":\"theirs\"}", "not JSON", "")) {
      Files.writeString(latest, foreign);

      assertThatThrownBy(this::publish)
          .isInstanceOf(InvalidConfigurationException.class)
          .hasMessageContaining("choose another prefix");
      assertThat(latest).hasContent(foreign);
    }
  }

  @Test
  void a_bucket_that_cannot_be_used_is_known_before_anything_is_written() {
    S3Access access = S3Access.of(server.endpoint().toString(), "");
    assertThatThrownBy(() -> PublishedFolder.open(S3Address.of("s3://no-such-one/x"), access))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("there is no such bucket; make it");

    System.setProperty("aws.secretAccessKey", "another");
    try {
      assertThatThrownBy(this::open)
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("does not accept the credentials");
    } finally {
      System.setProperty("aws.secretAccessKey", S3Server.SECRET_KEY);
    }

    S3Access nowhere = new S3Access(URI.create("http://127.0.0.1:9"), null);
    assertThatThrownBy(() -> PublishedFolder.open(place, nowhere))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("cannot be reached");
  }

  private void write(String october, String november) throws IOException {
    Files.createDirectories(folder.resolve("csv/sale"));
    Files.writeString(folder.resolve(OCTOBER), october);
    Files.writeString(folder.resolve(NOVEMBER), november);
  }

  private PublishedFolder open() {
    return PublishedFolder.open(place, S3Access.of(server.endpoint().toString(), ""));
  }

  private PublishedFolder.Published publish() {
    try (PublishedFolder published = open()) {
      return published.publish(folder);
    }
  }

  private PublishedFiles latest() throws IOException {
    return PublishedFiles.read(Files.readAllBytes(bucket.resolve("figures/latest.json")), "latest");
  }

  /** What a reader finds who goes by the latest, each compared with its hash. */
  private SortedMap<String, String> readable() throws IOException {
    SortedMap<String, String> found = new TreeMap<>();
    PublishedFiles latest = latest();
    for (PublishedFiles.One file : latest.files()) {
      byte[] content =
          Files.readAllBytes(bucket.resolve("figures").resolve(latest.folder() + file.path()));
      assertThat(Sha256.of(content)).as(file.path()).isEqualTo(file.sha256());
      found.put(file.path(), new String(content, UTF_8));
    }
    return found;
  }

  private List<Path> folders() throws IOException {
    try (Stream<Path> found = Files.list(bucket.resolve("figures/exports"))) {
      return found.sorted().toList();
    }
  }
}
