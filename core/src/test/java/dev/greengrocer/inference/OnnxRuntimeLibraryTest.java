package dev.greengrocer.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ONNX Runtime leaves on the disk. */
final class OnnxRuntimeLibraryTest {

  @TempDir Path temporary;
  @TempDir Path cache;

  @Test
  void a_killed_process_leaves_no_copy_and_the_next_one_unpacks_none() throws Exception {
    assertThat(killed(cache)).isEqualTo(Killed.EXIT_CODE);
    List<Path> unpacked = files(cache);
    assertThat(unpacked).anyMatch(file -> file.toString().contains("onnxruntime4j_jni"));
    assertThat(files(temporary)).isEmpty();

    assertThat(killed(cache)).isEqualTo(Killed.EXIT_CODE);
    assertThat(files(cache)).isEqualTo(unpacked);
    assertThat(files(temporary)).isEmpty();
  }

  @Test
  void a_cache_that_cannot_be_made_leaves_the_folder_for_temporary_files() throws Exception {
    Path file = Files.createFile(cache.resolve("file"));

    assertThat(killed(file)).isEqualTo(Killed.EXIT_CODE);
    assertThat(files(temporary)).isNotEmpty();
  }

  /** Runs a process to its sudden end. */
  private int killed(Path unpackedTo) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Djava.io.tmpdir=" + temporary);
    command.add("-Duser.home=" + unpackedTo);
    command.add("-Dorg.bytedeco.javacpp.cachedir=" + unpackedTo);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Killed.class.getName()));
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          // JavaCPP's own
          .filter(file -> !file.endsWith(".lock"))
          .sorted()
          .toList();
    }
  }

  /** Loads the library and ends as if it were killed: nothing is tidied up. */
  static final class Killed {
    static final int EXIT_CODE = 137;

    private Killed() {}

    public static void main(String[] arguments) {
      assertThat(Models.runtimeVersion()).isNotEmpty();
      Runtime.getRuntime().halt(EXIT_CODE);
    }
  }
}
