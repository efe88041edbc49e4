package dev.greengrocer.web.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.greengrocer.web.Photos;
import dev.greengrocer.web.RequestId;
import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.caller.Role;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whatever is sent to whichever operation by any caller: the answer is one that the API document
 * lists, never an unexpected error, and a refusal always says in problem details what was wrong.
 */
@DirtiesContext // users, prices and sales are made on the way
@TestPropertySource(properties = "spring.application.name=any-input") // a server of its own
class AnyInputTest extends ServedTest {

  private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");

  /** Refusals of any address, which the document does not repeat for each operation. */
  private static final Set<Integer> OF_EVERY_ADDRESS = Set.of(405, 406);

  /** The database and the disk may be at their limits; nothing else is a failure of the server. */
  private static final Set<Integer> LIMITS = Set.of(503, 507);

  private static final int KIND = 60; // so many characters of a fault tell it from another

  private final Map<String, Schema> schemas = new HashMap<>();
  private final Map<String, String> faults = new TreeMap<>(); // one of each kind

  @Test
  void no_input_ends_in_a_failure_of_ours() {
    JsonNode document = json(get("/api/openapi"));
    String id = json(post("/api/v1/predictions", Photos.jpeg(64, 64, 3))).at("/id").asString();
    HostileInputs inputs = new HostileInputs(document, id);
    List<@Nullable String> keys = new ArrayList<>();
    for (Role role : Role.values()) {
      keys.add(key(role));
    }
    keys.add(null); // and without one
    int sent = 0;
    for (String operation : operations(document)) {
      for (HostileInputs.Input input : inputs.of(operation)) {
        keys.forEach(key -> check(document, input, key));
        sent++;
      }
    }

    assertThat(sent).isGreaterThan(2000);
    assertThat(faults.values()).as("kinds of faults in %d inputs", sent).isEmpty();
  }

  private void check(JsonNode document, HostileInputs.Input input, @Nullable String key) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(uri("") + input.address()))
            .method(input.method(), HttpRequest.BodyPublishers.ofByteArray(input.body()));
    if (input.type() != null) {
      request.header("Content-Type", input.type());
    }
    if (key != null) {
      request.header("Authorization", "Bearer " + key);
    }
    HttpResponse<String> response = sendAsIs(request);
    String fault = fault(document, input, response);
    if (fault != null) {
      String kind =
          response.statusCode() + fault + shortened(response.body()).replaceAll("[^a-z]", "");
      faults.putIfAbsent(
          kind.substring(0, Math.min(KIND, kind.length())),
          "%s -> %d %s: %s"
              .formatted(input, response.statusCode(), fault, shortened(response.body())));
    }
  }

  private @Nullable String fault(
      JsonNode document, HostileInputs.Input input, HttpResponse<String> response) {
    int status = response.statusCode();
    if (response.headers().firstValue(RequestId.HEADER).isEmpty()) {
      return "no " + RequestId.HEADER;
    }
    if (status >= 500 && !LIMITS.contains(status)) {
      return "a failure of the server";
    }
    if (input.method().equals("HEAD") || input.method().equals("OPTIONS")) {
      return null;
    }
    String type = response.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", "");
    if (status >= 400) {
      if (!type.equals("application/problem+json")) {
        return "no problem details, but '" + type + "'";
      }
      if (json(response).path("detail").asString("").isBlank()) {
        return "says nothing";
      }
    }
    String method = input.operation().substring(0, input.operation().indexOf(' '));
    if (!input.method().equals(method)) {
      return status < 500 ? null : "a failure of the server";
    }
    JsonNode described =
        document
            .path("paths")
            .path(input.operation().substring(method.length() + 1))
            .path(method.toLowerCase(Locale.ROOT))
            .path("responses")
            .path(Integer.toString(status));
    if (described.isMissingNode()) {
      return OF_EVERY_ADDRESS.contains(status) ? null : "a status that the document does not have";
    }
    for (String header : described.path("headers").propertyNames()) {
      if (response.headers().firstValue(header).isEmpty()) {
        return "no header " + header;
      }
    }
    JsonNode schema = described.path("content").path(type).path("schema");
    if (!type.endsWith("json") || schema.isMissingNode()) {
      return null;
    }
    List<?> errors =
        schemas
            .computeIfAbsent(
                input.operation() + status + type, absent -> compiled(document, schema))
            .validate(json(response));
    return errors.isEmpty() ? null : "not as the document has it: " + errors;
  }

  private static Schema compiled(JsonNode document, JsonNode schema) {
    ObjectNode whole = ((ObjectNode) schema).deepCopy();
    whole.set("components", document.path("components"));
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(whole);
  }

  private static String shortened(String body) {
    return body.length() > 300 ? body.substring(0, 300) + "…" : body;
  }

  private static Set<String> operations(JsonNode document) {
    Set<String> operations = new TreeSet<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue().propertyNames().stream()
                    .filter(METHODS::contains)
                    .map(method -> method.toUpperCase(Locale.ROOT) + " " + path.getKey())
                    .forEach(operations::add));
    return operations;
  }
}
