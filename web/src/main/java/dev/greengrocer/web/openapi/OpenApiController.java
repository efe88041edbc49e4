package dev.greengrocer.web.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.greengrocer.files.Json;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * Serves the OpenAPI document, a file of this program; a test holds it to the controllers. It is
 * the same on every server.
 */
@RestController
class OpenApiController {

  private static final ClassPathResource DOCUMENT = new ClassPathResource("openapi.json");

  @GetMapping(path = "/api/openapi", produces = MediaType.APPLICATION_JSON_VALUE)
  byte[] json() throws IOException {
    return DOCUMENT.getContentAsByteArray();
  }

  @GetMapping(path = "/api/openapi.yaml", produces = "application/vnd.oai.openapi")
  byte[] yaml() throws IOException {
    DumperOptions blocks = new DumperOptions();
    blocks.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    blocks.setSplitLines(false);
    try (InputStream document = DOCUMENT.getInputStream()) {
      return new Yaml(blocks).dump(Json.MAPPER.readValue(document, Object.class)).getBytes(UTF_8);
    }
  }
}
