package dev.greengrocer.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page of formats names each member of the files that ship. */
final class FormatsTest {

  private static final Path HOME = Path.of(System.getProperty("greengrocer.home", ".."));

  /** Objects whose members are names of things: labels, options, parts of a machine. */
  private static final Set<String> DICTIONARIES = Set.of("options", "machine");

  @ParameterizedTest
  @ValueSource(strings = {"bundle.json", "evaluation-counts.json"})
  void every_member_stands_on_the_page(String file) throws IOException {
    Set<String> members = new TreeSet<>();
    collect(
        JsonMapper.shared()
            .readTree(Files.readString(HOME.resolve("models/bundled").resolve(file))),
        members);
    String page = Files.readString(HOME.resolve("docs/formats.md"));

    assertThat(members).hasSizeGreaterThan(5);
    assertThat(members).allSatisfy(member -> assertThat(page).contains("`" + member + "`"));
  }

  private static void collect(JsonNode node, Set<String> members) {
    node.properties()
        .forEach(
            member -> {
              members.add(member.getKey());
              if (!DICTIONARIES.contains(member.getKey())) {
                collect(member.getValue(), members);
              }
            });
    if (node.isArray()) {
      node.forEach(element -> collect(element, members));
    }
  }
}
