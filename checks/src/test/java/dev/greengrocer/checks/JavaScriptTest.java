package dev.greengrocer.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Runs the tests of the pages' scripts, which need no page, where node is installed. */
final class JavaScriptTest {

  @Test
  void scripts_do_what_their_tests_say() throws IOException, InterruptedException {
    Optional<Path> node = node();
    Assumptions.assumeTrue(
        node.isPresent(), "no node on the PATH: apt-get install nodejs to run these tests");
    List<String> command = new ArrayList<>(List.of(node.orElseThrow().toString(), "--test"));
    try (Stream<Path> tests = Files.list(Path.of("src", "test", "js"))) {
      tests
          .map(Path::toString)
          .filter(name -> name.endsWith(".mjs"))
          .sorted()
          .forEach(command::add);
    }
    assertThat(command).hasSizeGreaterThan(2);

    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(output).isZero();
  }

  private static Optional<Path> node() {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .map(folder -> Path.of(folder, "node"))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
