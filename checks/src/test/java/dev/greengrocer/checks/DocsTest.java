package dev.greengrocer.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages of the documentation fit together. */
final class DocsTest {

  private static final Path HOME = Path.of(System.getProperty("greengrocer.home", ".."));
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s#]+)(#[^)]*)?\\)");
  private static final Pattern DECISION = Pattern.compile("(\\d{4})-[a-z0-9-]+\\.md");

  @Test
  void each_decision_has_a_number_of_its_own() throws IOException {
    Map<String, Path> pages = new TreeMap<>();
    List<Path> decisions = new ArrayList<>(pages("docs/decisions"));
    assertThat(decisions.remove(HOME.resolve("docs/decisions/README.md")))
        .as("their list")
        .isTrue();
    String list = Files.readString(HOME.resolve("docs/decisions/README.md"));
    for (Path page : decisions) {
      assertThat(list).contains("(" + page.getFileName() + ")");
      Matcher name = DECISION.matcher(page.getFileName().toString());
      assertThat(name.matches()).as("NUMBER-words.md: " + page).isTrue();
      String number = name.group(1);
      assertThat(pages.put(number, page)).as("the other page of number " + number).isNull();
      assertThat(Files.readAllLines(page).get(0))
          .as("first line of " + page)
          .startsWith("# " + Integer.parseInt(number) + ". ");
    }
    assertThat(pages).containsKey("0001");
  }

  @Test
  void every_link_between_pages_leads_to_a_file() throws IOException {
    List<String> broken = new ArrayList<>();
    List<Path> pages = new ArrayList<>(pages("docs"));
    try (Stream<Path> files = Files.list(HOME)) {
      files.filter(DocsTest::isPage).sorted().forEach(pages::add);
    }
    for (Path page : pages) {
      Matcher link = LINK.matcher(Files.readString(page));
      while (link.find()) {
        String target = link.group(1);
        if (!target.matches("[a-z]+:.*") && !Files.exists(page.resolveSibling(target))) {
          broken.add("%s: %s".formatted(HOME.relativize(page), target));
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  private static List<Path> pages(String folder) throws IOException {
    try (Stream<Path> files = Files.walk(HOME.resolve(folder))) {
      return files.filter(DocsTest::isPage).sorted().toList();
    }
  }

  private static boolean isPage(Path file) {
    return file.toString().endsWith(".md");
  }
}
