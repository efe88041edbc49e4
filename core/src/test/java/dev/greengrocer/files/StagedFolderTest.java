package dev.greengrocer.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.StorageException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class StagedFolderTest {

  private static final StagedFolder.Check ANYTHING = place -> {};

  @TempDir private Path temporary;

  @Test
  void folder_stands_in_its_place_only_when_it_is_whole() throws IOException {
    Path place = temporary.resolve("a/b");
    try (StagedFolder staged = StagedFolder.open(place, ANYTHING)) {
      Files.writeString(staged.path().resolve("one"), "1");
      Files.createDirectories(staged.scratch().resolve("half"));
      assertThat(place).doesNotExist();
      staged.moveIntoPlace();
    }
    assertThat(place.resolve("one")).hasContent("1");
    assertThat(FolderTree.list(temporary.resolve("a"))).containsExactly(place);
    assertThat(FolderTree.list(place)).containsExactly(place.resolve("one"));
  }

  @Test
  void closed_unmoved_it_leaves_the_old_folder_and_nothing_else() throws IOException {
    Path place = folder("place", "old");
    try (StagedFolder staged = StagedFolder.open(place, ANYTHING)) {
      Files.writeString(staged.path().resolve("content"), "half");
    }
    assertThat(place.resolve("content")).hasContent("old");
    assertThat(FolderTree.list(temporary)).containsExactly(place);
  }

  @Test
  void link_to_nothing_is_refused_before_the_work() throws IOException {
    Path link = Files.createSymbolicLink(temporary.resolve("link"), Path.of("nowhere"));

    assertThatThrownBy(() -> StagedFolder.open(link, ANYTHING))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("is a link to nowhere");
    assertThat(FolderTree.list(temporary)).containsExactly(link);
  }

  @Test
  void mounted_disk_is_refused_before_the_work() {
    Path memory = Path.of("/dev/shm");
    assumeTrue(Files.isDirectory(memory) && Files.isWritable(Path.of("/dev")));

    assertThatThrownBy(() -> StagedFolder.open(memory, ANYTHING))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("a disk is mounted there");
    assertThat(Path.of("/dev/.shm.staged")).doesNotExist();
  }

  /**
   * The kernel says 'not found' when a folder is made in it, as if another run had come or gone.
   */
  @Test
  @Timeout(60)
  void where_no_folder_can_be_made_it_fails() {
    assumeTrue(Files.isWritable(Path.of("/proc")));

    assertThatThrownBy(() -> StagedFolder.open(Path.of("/proc/export"), ANYTHING))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("/proc/export");
  }

  @Test
  void folder_that_others_keep_is_named() throws IOException {
    Path parent = Files.createDirectories(temporary.resolve("theirs"));
    Path place = Files.createDirectories(parent.resolve("mine"));
    assumeTrue(parent.toFile().setWritable(false) && !Files.isWritable(parent));
    try {
      assertThatThrownBy(() -> StagedFolder.open(place, ANYTHING))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("%s cannot be written".formatted(parent));
    } finally {
      assertThat(parent.toFile().setWritable(true)).isTrue();
    }
  }

  @Test
  void folder_behind_a_link_is_replaced_and_the_link_stays() throws IOException {
    Path real = folder("disk/real", "old");
    Path link = Files.createSymbolicLink(temporary.resolve("link"), real);
    replace(link, "new");

    assertThat(link).isSymbolicLink();
    assertThat(real.resolve("content")).hasContent("new");
    assertThat(FolderTree.list(temporary.resolve("disk"))).containsExactly(real);
  }

  @Test
  void folder_that_is_refused_is_left_alone() throws IOException {
    Path place = folder("place", "old");
    assertThatThrownBy(
            () ->
                StagedFolder.open(
                    place,
                    taken -> {
                      throw new InvalidConfigurationException(taken + ": precious");
                    }))
        .hasMessageContaining("precious");
    assertThat(FolderTree.list(temporary)).containsExactly(place);
  }

  @Test
  void second_run_is_refused_while_the_first_is_at_work() throws IOException {
    Path place = temporary.resolve("place");
    try (StagedFolder first = StagedFolder.open(place, ANYTHING)) {
      Files.writeString(first.path().resolve("content"), "first");
      assertThatThrownBy(() -> StagedFolder.open(place, ANYTHING))
          .isInstanceOf(InvalidConfigurationException.class)
          .hasMessageContainingAll(place.toString(), "another run");
      first.moveIntoPlace();
    }
    replace(place, "second");
    assertThat(place.resolve("content")).hasContent("second");
  }

  @Test
  void place_below_a_file_cannot_be_written() throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "");
    assertThatThrownBy(() -> StagedFolder.open(file.resolve("place"), ANYTHING))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("place");
  }

  @Test
  void run_that_was_killed_while_it_wrote_leaves_the_old_folder() throws IOException {
    Path place = folder("place", "old");
    folder(".place.staged/new", "half");

    StagedFolder.recover(place);
    assertThat(place.resolve("content")).hasContent("old");
    replace(place, "new");
    assertThat(place.resolve("content")).hasContent("new");
    assertThat(FolderTree.list(temporary)).containsExactly(place);
  }

  @Test
  void run_that_was_killed_between_its_two_moves_gives_the_old_folder_back() throws IOException {
    Path place = temporary.resolve("place");
    folder(".place.staged/old", "old");
    folder(".place.staged/new", "new");

    StagedFolder.recover(place);

    assertThat(place.resolve("content")).hasContent("old");
    assertThat(FolderTree.list(temporary)).containsExactly(place);
  }

  @Test
  void half_of_a_deleted_folder_never_comes_back() throws IOException {
    Path place = temporary.resolve("place");
    folder(".place.staged/discarded", "half");

    StagedFolder.recover(place);
    assertThat(place).doesNotExist();
    replace(place, "new");
    assertThat(FolderTree.list(temporary)).containsExactly(place);
  }

  /** A reader that comes between the two moves of a living run waits for it. */
  @Test
  void folder_of_a_living_run_is_not_moved_back() throws Exception {
    Path place = folder("place", "old");
    StagedFolder living = StagedFolder.open(place, ANYTHING);
    Path old = temporary.resolve(".place.staged/old");
    Files.move(place, old);
    Thread reader = new Thread(() -> StagedFolder.recover(place));
    reader.start();
    Thread.sleep(100);
    assertThat(old).exists();

    Files.move(old, place);
    reader.join(10_000);
    living.close();
    assertThat(place.resolve("content")).hasContent("old");
  }

  /** Kills a process that replaces a folder again and again, at moments of chance. */
  @Test
  void process_that_is_killed_at_any_moment_leaves_a_whole_folder() throws Exception {
    Path place = folder("place", "-1");
    SplittableRandom random = new SplittableRandom(7);
    Set<String> seen = new HashSet<>();
    for (int round = 0; round < 8; round++) {
      Process writer = child(List.of(), "replace", place.toString());
      try (BufferedReader ready = writer.inputReader()) {
        assertThat(ready.readLine()).isEqualTo("ready");
        Thread.sleep(random.nextInt(200)); // also a slow machine gets to the first replacement
      } finally {
        writer.destroyForcibly().waitFor();
      }
      StagedFolder.recover(place);
      Set<String> contents = new HashSet<>();
      for (Path file : FolderTree.list(place)) {
        contents.add(Files.readString(file));
      }
      assertThat(contents).as("round %d", round).hasSize(1);
      seen.addAll(contents);
    }
    replace(place, "last");
    assertThat(FolderTree.list(temporary)).containsExactly(place);
    assertThat(seen).as("the writer got somewhere").hasSizeGreaterThan(1);
  }

  @Test
  void everything_is_forced_to_the_disk_before_it_is_moved() throws Exception {
    Path trace = temporary.resolve("trace");
    List<String> strace = List.of("strace", "-f", "-y", "-o", trace.toString());
    assumeTrue(canTrace(), "needs strace and the right to trace");
    Path place = folder("place", "old");
    List<String> command = new ArrayList<>(strace);
    command.addAll(List.of("-e", "trace=fsync,rename", "-E", "LC_ALL=C.UTF-8"));
    assertThat(child(command, "once", place.toString()).waitFor()).isZero();

    String parent = temporary.toRealPath() + ">";
    String stage = temporary.toRealPath() + "/.place.staged";
    List<String> calls = Files.readAllLines(trace);
    int moved = indexOf(calls, "rename(\"%s/new\"".formatted(stage));
    for (int i = 0; i < 5; i++) {
      assertThat(indexOf(calls, "fsync(", "%s/new/%d".formatted(stage, i))).isLessThan(moved);
    }
    assertThat(indexOf(calls, "fsync(", stage + "/new>")).isLessThan(moved);
    assertThat(calls.subList(moved, calls.size()))
        .anyMatch(call -> call.contains("fsync(") && call.contains(parent));
  }

  private static int indexOf(List<String> calls, String... parts) {
    return IntStream.range(0, calls.size())
        .filter(i -> List.of(parts).stream().allMatch(calls.get(i)::contains))
        .findFirst()
        .orElseThrow(() -> new AssertionError(List.of(parts) + " is not among " + calls));
  }

  private static boolean canTrace() throws InterruptedException {
    try {
      return new ProcessBuilder("strace", "-o", "/dev/null", "true").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private Path folder(String name, String content) throws IOException {
    Path folder = Files.createDirectories(temporary.resolve(name));
    Files.writeString(folder.resolve("content"), content);
    return folder;
  }

  private static void replace(Path place, String content) throws IOException {
    try (StagedFolder staged = StagedFolder.open(place, ANYTHING)) {
      Files.writeString(staged.path().resolve("content"), content);
      staged.moveIntoPlace();
    }
  }

  private static Process child(List<String> before, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Writer.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** Replaces a folder by one of five files, once or until it is killed. */
  static final class Writer {

    private Writer() {}

    public static void main(String[] arguments) throws IOException {
      Path place = Path.of(arguments[1]);
      int last = arguments[0].equals("once") ? 1 : Integer.MAX_VALUE;
      for (int run = 0; run < last; run++) {
        try (StagedFolder staged = StagedFolder.open(place, ANYTHING)) {
          for (int i = 0; i < 5; i++) {
            Files.writeString(staged.path().resolve(String.valueOf(i)), String.valueOf(run));
          }
          staged.moveIntoPlace();
        }
        if (run == 0) {
          System.out.println("ready");
        }
      }
    }
  }
}
