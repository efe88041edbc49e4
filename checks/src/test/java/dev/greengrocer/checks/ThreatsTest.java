package dev.greengrocer.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The threat model names a test for each threat, and each of them is there. */
final class ThreatsTest {

  private static final Path HOME = Path.of(System.getProperty("greengrocer.home", ".."));
  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+(?:Test|IT))`");

  @Test
  void each_test_that_the_threat_model_names_is_there() throws IOException {
    Set<String> named =
        TEST.matcher(Files.readString(HOME.resolve("docs/threats.md")))
            .results()
            .map(match -> match.group(1) + ".java")
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(named).isNotEmpty();
    assertThat(sources()).containsAll(named);
  }

  private static Set<String> sources() throws IOException {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> modules = Files.list(HOME)) {
      for (Path tests : modules.map(module -> module.resolve("src/test/java")).sorted().toList()) {
        if (Files.isDirectory(tests)) {
          try (Stream<Path> files = Files.walk(tests)) {
            files.forEach(file -> names.add(file.getFileName().toString()));
          }
        }
      }
    }
    return names;
  }
}
