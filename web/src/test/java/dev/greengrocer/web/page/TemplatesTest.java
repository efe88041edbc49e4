package dev.greengrocer.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What Thymeleaf would pass over without a word. */
final class TemplatesTest {

  private static final Path TEMPLATES = Path.of("src/main/resources/templates");
  private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
  private static final Pattern TAG =
      Pattern.compile("<[a-z][\\w:-]*(?:\\s+[\\w:.-]+(?:\\s*=\\s*\"[^\"]*\")?)*\\s*/?>");

  /** An element is replaced before its conditions are read: they belong on an element around it. */
  @Test
  void no_element_that_is_replaced_has_a_condition_or_a_loop() throws IOException {
    List<String> faults = new ArrayList<>();
    int replaced = 0;
    try (Stream<Path> files = Files.list(TEMPLATES)) {
      for (Path file : files.sorted().toList()) {
        Matcher tag = TAG.matcher(COMMENT.matcher(Files.readString(file)).replaceAll(""));
        while (tag.find()) {
          String text = tag.group();
          if (text.contains(" th:replace=") || text.contains(" th:insert=")) {
            replaced++;
            if (text.contains(" th:if=")
                || text.contains(" th:unless=")
                || text.contains(" th:each=")
                || text.contains(" th:case=")) {
              faults.add(file.getFileName() + ": " + text);
            }
          }
        }
      }
    }
    assertThat(replaced).as("replaced elements").isGreaterThan(50);
    assertThat(faults).isEmpty();
  }
}
