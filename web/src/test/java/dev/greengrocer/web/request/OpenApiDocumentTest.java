package dev.greengrocer.web.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.web.ServedTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The OpenAPI document in the sources says what the controllers say. */
@Import(OpenApiDocument.class)
@TestPropertySource(
    properties = {
      "springdoc.api-docs.enabled=true",
      "springdoc.api-docs.path=" + OpenApiDocumentTest.MADE,
      "springdoc.paths-to-match=/api/v1/**,/v2/**",
      "springdoc.default-flat-param-object=true" // records of parameters
    })
final class OpenApiDocumentTest extends ServedTest {

  static final String MADE = "/api/made-from-the-controllers";

  private static final Path FILE =
      Path.of(System.getProperty("greengrocer.home", ".."), "web/src/main/resources/openapi.json");

  @Test
  void the_file_is_what_the_controllers_say() throws IOException {
    String made = written(json(get(MADE)));
    if (Boolean.getBoolean("openapi.write")) {
      Files.writeString(FILE, made);
    }

    List<String> expected = made.lines().toList();
    List<String> present = Files.readString(FILE).lines().toList();
    int line = 0;
    while (line < Math.min(expected.size(), present.size())
        && expected.get(line).equals(present.get(line))) {
      line++;
    }
    assertThat(rest(present, line))
        .as(
            "%s no longer says what the controllers say, from line %d on; to write it anew: make openapi"
                .formatted(FILE.normalize(), line + 1))
        .isEqualTo(rest(expected, line));
  }

  /** What follows, without what is too long to read. */
  private static List<String> rest(List<String> lines, int from) {
    return lines.subList(from, Math.min(lines.size(), from + 5));
  }

  /** As it is reviewed: a line for each member, and in an order that no file system decides. */
  private static String written(JsonNode document) {
    sort((ObjectNode) document.path("paths"));
    sort((ObjectNode) document.at("/components/schemas"));
    sort((ArrayNode) document.path("tags"));
    Separators separators =
        Separators.createDefaultInstance().withObjectNameValueSpacing(Separators.Spacing.AFTER);
    return JsonMapper.builder()
            .defaultPrettyPrinter(
                new DefaultPrettyPrinter(separators)
                    .withObjectIndenter(new DefaultIndenter("  ", "\n")))
            .build()
            .writerWithDefaultPrettyPrinter()
            .writeValueAsString(document)
        + "\n";
  }

  private static void sort(ObjectNode members) {
    List<Map.Entry<String, JsonNode>> sorted =
        members.properties().stream().sorted(Map.Entry.comparingByKey()).toList();
    members.removeAll();
    sorted.forEach(member -> members.set(member.getKey(), member.getValue()));
  }

  private static void sort(ArrayNode tags) {
    List<JsonNode> sorted =
        tags.valueStream()
            .sorted(Comparator.comparing(tag -> tag.path("name").asString()))
            .toList();
    tags.removeAll().addAll(sorted);
  }
}
