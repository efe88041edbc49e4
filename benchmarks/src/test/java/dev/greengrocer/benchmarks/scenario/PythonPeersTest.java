package dev.greengrocer.benchmarks.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.benchmarks.comparison.WorkerProcess;
import dev.greengrocer.benchmarks.worker.Round;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PythonPeersTest {

  private static final Path SCRIPTS = Path.of("peers/python").toAbsolutePath();

  @TempDir private Path folder;

  @Test
  void what_is_not_installed_is_missing() throws Exception {
    PythonPeers peers = new PythonPeers(folder);
    assertThat(peers.missing()).containsExactly(PythonPeers.Set.values());

    Files.createDirectories(folder.resolve(".venv/keras"));
    assertThat(peers.has(PythonPeers.Set.KERAS)).as("an environment half made").isFalse();

    Files.writeString(folder.resolve(".venv/keras/installed.txt"), "");
    assertThat(peers.missing()).containsExactly(PythonPeers.Set.ONNXRUNTIME, PythonPeers.Set.TORCH);
  }

  @Test
  void each_set_has_its_requirements_with_exact_versions() throws Exception {
    for (PythonPeers.Set set : PythonPeers.Set.values()) {
      assertThat(Files.readAllLines(SCRIPTS.resolve("requirements/%s.txt".formatted(set))))
          .filteredOn(line -> !line.startsWith("#"))
          .isNotEmpty()
          .allMatch(line -> line.matches("[a-z-]+==[0-9.]+"));
    }
  }

  @Test
  void a_script_performs_a_round_for_each_call_whatever_its_libraries_print() throws Exception {
    PythonPeers peers =
        scripts(
            """
            import stage, sys
            print("a library says")
            answers = iter(sys.argv[1:])
            def work():
                print("round and round")
                return next(answers)
            stage.perform(3, work)
            """);

    WorkerProcess staged =
        peers.stage(PythonPeers.Set.ONNXRUNTIME, "peer.py", List.of("apple", "pear"));
    try {
      Round first = staged.round();
      assertThat(first.units()).isEqualTo(3);
      assertThat(first.seconds()).isPositive();
      assertThat(first.answer()).isEqualTo("apple");
      assertThat(staged.round().answer()).isEqualTo("pear");
      assertThatThrownBy(staged::round)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("peer.py: the process ended");
    } finally {
      staged.close();
    }
  }

  @Test
  void a_script_that_fails_is_an_error_that_names_it() throws Exception {
    PythonPeers peers = scripts("import sys; sys.exit(3)");

    assertThatThrownBy(() -> peers.run(PythonPeers.Set.ONNXRUNTIME, "peer.py", List.of()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("peer.py ended with 3");
  }

  @Test
  void where_python_is_not_the_sets_are_skipped_with_a_message() throws Exception {
    Install install = install("/nowhere/python3", "onnxruntime", "torch");

    assertThat(install.exitCode()).as(install.said()).isZero();
    assertThat(install.said())
        .contains("onnxruntime is skipped: /nowhere/python3 is not Python 3.11 or newer")
        .contains("torch is skipped");
  }

  @Test
  void where_a_package_does_not_install_its_set_is_skipped_with_what_pip_said() throws Exception {
    copyOfInstall();
    Files.writeString(folder.resolve("requirements/torch.txt"), "./no-such-package\n");

    Install install = install(python().toString(), "torch");

    assertThat(install.exitCode()).as(install.said()).isZero();
    assertThat(install.said()).contains("torch is skipped: pip failed", "no-such-package");
    assertThat(new PythonPeers(folder).has(PythonPeers.Set.TORCH)).isFalse();
  }

  @Test
  void a_set_that_does_not_exist_is_an_error() throws Exception {
    Install install = install("python3", "kears");

    assertThat(install.exitCode()).isEqualTo(2);
    assertThat(install.said()).contains("'kears' is none of the sets of peers", "usage:");
  }

  /** Peers with one script, {@code peer.py}, on the system's Python. */
  private PythonPeers scripts(String script) throws IOException {
    Path environment = folder.resolve(".venv/onnxruntime");
    Files.createDirectories(environment.resolve("bin"));
    Path python = environment.resolve("bin/python");
    Files.writeString(python, "#!/bin/sh\nexec '%s' \"$@\"\n".formatted(python()));
    assertThat(python.toFile().setExecutable(true)).isTrue();
    Files.copy(SCRIPTS.resolve("stage.py"), folder.resolve("stage.py"));
    Files.writeString(folder.resolve("peer.py"), script);
    return new PythonPeers(folder);
  }

  private static Path python() {
    Optional<Path> python =
        Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
            .map(place -> Path.of(place, "python3"))
            .filter(Files::isExecutable)
            .findFirst();
    Assumptions.assumeTrue(python.isPresent(), "no python3: run with Python 3.11 or newer");
    return python.orElseThrow();
  }

  private record Install(int exitCode, String said) {}

  private Install install(String python, String... sets) throws Exception {
    copyOfInstall();
    ProcessBuilder command =
        new ProcessBuilder(
            Stream.concat(Stream.of(folder.resolve("install").toString()), Stream.of(sets))
                .toList());
    command.environment().put("PYTHON", python);
    Process process = command.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Install(process.waitFor(), said);
  }

  private void copyOfInstall() throws IOException {
    if (Files.exists(folder.resolve("install"))) {
      return;
    }
    Files.copy(SCRIPTS.resolve("install"), folder.resolve("install"));
    assertThat(folder.resolve("install").toFile().setExecutable(true)).isTrue();
    Files.createDirectory(folder.resolve("requirements"));
    for (PythonPeers.Set set : PythonPeers.Set.values()) {
      String requirements = "requirements/%s.txt".formatted(set);
      Files.copy(SCRIPTS.resolve(requirements), folder.resolve(requirements));
    }
  }
}
