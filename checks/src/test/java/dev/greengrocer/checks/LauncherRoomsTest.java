package dev.greengrocer.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * The launcher in a clone builds anew when a source of any module changes that its program is made
 * of, and only then.
 */
final class LauncherRoomsTest {

  private static final Path HOME = Path.of(System.getProperty("greengrocer.home", ".."));
  private static final String OURS = "greengrocer-";

  @ParameterizedTest
  @ValueSource(strings = {"web", "cli"})
  void the_launcher_looks_at_every_module_of_its_program(String module) throws Exception {
    Set<String> made = new HashSet<>();
    collect(module, made);

    assertThat(watched(module)).containsExactlyInAnyOrderElementsOf(made);
  }

  /** A module and all that it is built on, but for what serves its tests. */
  private static void collect(String module, Set<String> found) throws Exception {
    if (!found.add(module)) {
      return;
    }
    NodeList dependencies =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(HOME.resolve(module).resolve("pom.xml").toFile())
            .getElementsByTagName("dependency");
    for (int i = 0; i < dependencies.getLength(); i++) {
      Element dependency = (Element) dependencies.item(i);
      String name = text(dependency, "artifactId");
      if (name.startsWith(OURS) && !text(dependency, "scope").equals("test")) {
        collect(name.substring(OURS.length()), found);
      }
    }
  }

  private static String text(Element element, String name) {
    NodeList found = element.getElementsByTagName(name);
    return found.getLength() == 0 ? "" : found.item(0).getTextContent().strip();
  }

  private static List<String> watched(String module) throws Exception {
    Matcher rooms =
        Pattern.compile("module=" + module + " rooms='([^']*)'")
            .matcher(Files.readString(HOME.resolve("greengrocer")));
    assertThat(rooms.find()).as("rooms of %s in the launcher", module).isTrue();
    return List.of(rooms.group(1).split(" "));
  }
}
