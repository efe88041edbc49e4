package dev.greengrocer.analytics.powerbi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every JSON file of a project is valid by the schema that it names, as Microsoft publishes it. The
 * schemas are not in this repository: {@code GREENGROCER_POWER_BI_SCHEMAS} names a folder with the
 * folder {@code fabric} of github.com/microsoft/json-schemas.
 */
final class PowerBiSchemasTest {

  private static final String ADDRESS = "https://developer.microsoft.com/json-schemas/";
  private static final @Nullable String FOLDER = System.getenv("GREENGROCER_POWER_BI_SCHEMAS");

  private final Map<String, String> schemas = new HashMap<>();

  @BeforeEach
  void read() throws IOException {
    assumeTrue(
        FOLDER != null,
        "set GREENGROCER_POWER_BI_SCHEMAS to a folder with 'fabric' of github.com/microsoft/json-schemas");
    Path folder = Path.of(String.valueOf(FOLDER));
    try (Stream<Path> tree = Files.walk(folder.resolve("fabric"))) {
      for (Path file : tree.filter(path -> path.toString().endsWith(".json")).toList()) {
        schemas.put(
            ADDRESS + folder.relativize(file).toString().replace('\\', '/'),
            Files.readString(file));
      }
    }
  }

  @Test
  void every_file_is_valid_by_the_schema_that_it_names() {
    int checked = 0;
    for (Map.Entry<String, String> file : PowerBiProject.files(DrawnShop.OPTIONS).entrySet()) {
      if (file.getValue().startsWith("{") && !isWithoutSchema(file.getKey())) {
        assertThat(faults(file.getValue())).as(file.getKey()).isEmpty();
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(100);
  }

  @Test
  void a_mistake_is_found() {
    String page =
        PowerBiProject.files(DrawnShop.OPTIONS).entrySet().stream()
            .filter(file -> file.getKey().endsWith("page.json"))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElseThrow();

    assertThat(faults(page.replace("FitToPage", "FitToScreen"))).isNotEmpty();
  }

  /** A theme and a connection file have none; nor has our manifest. */
  private static boolean isWithoutSchema(String path) {
    return path.equals(ProjectManifest.NAME)
        || path.endsWith(".pbids")
        || path.contains("/StaticResources/");
  }

  private List<Error> faults(String json) {
    JsonNode file = JsonMapper.shared().readTree(json);
    String address = file.get("$schema").asString();
    assertThat(schemas).containsKey(address);
    Schema schema =
        SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_7, builder -> builder.schemas(schemas))
            .getSchema(SchemaLocation.of(address));
    return schema.validate(json, InputFormat.JSON);
  }
}
