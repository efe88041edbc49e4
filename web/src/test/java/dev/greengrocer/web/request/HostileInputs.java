package dev.greengrocer.web.request;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Requests that a careless or hostile client may send to the operations of an OpenAPI document:
 * nulls, wrong types, extremes, broken UTF-8, unknown names, wrong types of content, wrong methods.
 * The same document gives the same requests.
 */
final class HostileInputs {

  private static final JsonMapper JSON = new JsonMapper();

  /** Replaces in a tree text that is no JSON value of a tree's, such as 1e2147483647. */
  private static final String RAW = "@raw@";

  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "QUERY");

  // Percent-encoded, as they are in an address.
  private static final List<String> PATH_VALUES =
      List.of(
          "x",
          "null",
          "-1",
          "%20",
          "%F0%9F%8D%8E",
          "%3A%25",
          "a%0Ab",
          "x".repeat(65),
          "x".repeat(3000),
          "00000000-0000-7000-8000-000000000000",
          "import",
          "next");
  static final List<String> QUERY_VALUES =
      List.of(
          "",
          "null",
          "-1",
          "0",
          "1.5",
          "99999999999999999999",
          "1e309",
          "NaN",
          "true",
          "%20",
          "%00",
          "%FF",
          "%C3",
          "%ED%A0%80",
          "%F0%9F%8D%8E",
          "%0D%0AX:1",
          "%5B%5D",
          "%7B%7D",
          "x".repeat(3000),
          "2026-02-30",
          "2026-11-28",
          "2026-11-28T00:00:00Z",
          "%2B999999999-01-01T00:00:00Z",
          "%2B999999999-12-31",
          "-999999999-01-01",
          "-999999999-01-01T00:00:00Z",
          "'%20OR%201=1",
          "gg",
          "a&a=b",
          "AAAA");
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "1.5",
          "2.0",
          "1e3",
          "-0.0",
          "1e308",
          "1e2147483647",
          "-1e-2147483647",
          "99999999999999999999999999",
          "\"\"",
          "\" \"",
          "\"1\"",
          "\"1e1\"",
          "\"1e2147483647\"",
          "\"NaN\"",
          "\"\\u0000\"",
          "\"a\\u001fb\"",
          "\"\\ud800\"",
          "\"\\udc00\\ud800\"",
          "\"\\u202e\"",
          "\"" + "x".repeat(70_000) + "\"",
          "\"+999999999-01-01\"",
          "\"0000-00-00\"",
          "[]",
          "[null]",
          "[[]]",
          "{}",
          "{\"a\":null}",
          "[" + "1,".repeat(3000) + "1]",
          "[".repeat(900) + "]".repeat(900));
  private static final List<String> BODIES =
      List.of(
          "",
          "null",
          "[]",
          "{}",
          "[{}]",
          "true",
          "1",
          "\"x\"",
          "{",
          "}",
          "{\"a\"",
          "{\"\":1}",
          "NaN",
          "[".repeat(100_000),
          "{\"a\":".repeat(50_000),
          "\ufeff{}",
          "{}{}",
          "{\"a\":1,\"a\":2}");
  private static final List<String> TYPES =
      List.of(
          "text/plain",
          "application/xml",
          "application/x-www-form-urlencoded",
          "garbage",
          "application/json;charset=utf-16",
          "application/json;charset=nonesuch",
          "*/*",
          "multipart/form-data",
          "multipart/form-data;boundary=x",
          "text/csv;charset=utf-16",
          "image/jpeg",
          "application/octet-stream");

  private final JsonNode document;
  private final String predictionId;

  HostileInputs(JsonNode document, String predictionId) {
    this.document = document;
    this.predictionId = predictionId;
  }

  /**
   * A request.
   *
   * @param operation the method and path in the document
   * @param type the type of content, or null for none
   * @param latin1 the bytes of the body as characters
   */
  record Input(
      String operation, String method, String address, @Nullable String type, String latin1) {

    Input(String operation, String method, String address, @Nullable String type, byte[] body) {
      this(operation, method, address, type, new String(body, ISO_8859_1));
    }

    byte[] body() {
      return latin1.getBytes(ISO_8859_1);
    }

    @Override
    public String toString() {
      String text = new String(body(), UTF_8);
      return "%s %s [%s] %s"
          .formatted(method, cut(address), type, cut(text) + (text.length() > 120 ? " …" : ""));
    }

    private static String cut(String text) {
      return text.length() > 120 ? text.substring(0, 120) : text;
    }
  }

  /** Everything that is sent to an operation, such as {@code GET /api/v1/sales}. */
  List<Input> of(String operation) {
    String method = operation.substring(0, operation.indexOf(' '));
    String path = operation.substring(operation.indexOf(' ') + 1);
    JsonNode described = document.path("paths").path(path).path(method.toLowerCase(Locale.ROOT));
    String good = path.replaceAll("\\{id}", predictionId).replaceAll("\\{[^}]*}", "apple");
    JsonNode content = described.at("/requestBody/content");
    String type =
        content.isEmpty() ? null : content.propertyNames().iterator().next().replace("*", "jpeg");
    boolean json = "application/json".equals(type);
    byte[] body =
        json
            ? bytes(example(content.path("application/json").path("schema")).toString())
            : bytes(type == null ? "" : "name,unit,price\nkiwi,kg,1.00\n");
    List<Input> inputs = new ArrayList<>();
    inputs.add(new Input(operation, method, good, type, body));
    addAddresses(inputs, operation, method, path, good, described, type, body);
    if (type != null) {
      addBodies(inputs, operation, method, good, type, body);
    }
    if (json) {
      for (String changed : changed(content.path("application/json").path("schema"))) {
        inputs.add(new Input(operation, method, good, type, bytes(changed)));
      }
    }
    for (String other : METHODS) {
      inputs.add(new Input(operation, other, good, null, new byte[0]));
      inputs.add(new Input(operation, other, good, "application/json", bytes("{}")));
    }
    return inputs;
  }

  private static void addAddresses(
      List<Input> inputs,
      String operation,
      String method,
      String path,
      String good,
      JsonNode described,
      @Nullable String type,
      byte[] body) {
    if (path.contains("{")) {
      for (String value : PATH_VALUES) {
        inputs.add(new Input(operation, method, path.replaceAll("\\{[^}]*}", value), type, body));
      }
    }
    for (JsonNode parameter : described.path("parameters")) {
      if (parameter.path("in").asString().equals("query")) {
        for (String value : QUERY_VALUES) {
          String address = good + "?" + parameter.path("name").asString() + "=" + value;
          inputs.add(new Input(operation, method, address, type, body));
        }
      }
    }
    for (String query : List.of("nonesuch=1", "=1", "=", "%FF=1", "a%00=1", "&&&", "%", "%zz=1")) {
      if (!query.equals("%") && !query.equals("%zz=1")) { // no URI may have those
        inputs.add(new Input(operation, method, good + "?" + query, type, body));
      }
    }
  }

  private static void addBodies(
      List<Input> inputs, String operation, String method, String good, String type, byte[] body) {
    for (String whole : BODIES) {
      inputs.add(new Input(operation, method, good, type, bytes(whole)));
    }
    inputs.add(new Input(operation, method, good, type, new byte[] {(byte) 0xff, (byte) 0xfe, 0}));
    inputs.add(
        new Input(
            operation, method, good, type, new byte[] {'{', '"', (byte) 0xc3, '"', ':', '1', '}'}));
    inputs.add(new Input(operation, method, good, type, "{\"a\":1}".getBytes(UTF_16LE)));
    inputs.add(new Input(operation, method, good, null, body));
    for (String other : TYPES) {
      inputs.add(new Input(operation, method, good, other, body));
    }
  }

  /** A body with every member, each as the document has it. */
  private JsonNode example(JsonNode schema) {
    JsonNode resolved = resolved(schema);
    JsonNode choices = resolved.path("enum");
    if (!choices.isEmpty()) {
      return choices.get(0);
    }
    String types = resolved.path("type").toString();
    if (types.contains("object")) {
      ObjectNode object = JSON.createObjectNode();
      resolved
          .path("properties")
          .properties()
          .forEach(member -> object.set(member.getKey(), example(member.getValue())));
      return object;
    }
    if (types.contains("array")) {
      ArrayNode array = JSON.createArrayNode();
      array.add(example(resolved.path("items")));
      return array;
    }
    if (types.contains("boolean")) {
      return JSON.readTree("true");
    }
    if (types.contains("number") || types.contains("integer")) {
      return JSON.readTree("1");
    }
    String format = resolved.path("format").asString("");
    return JSON.readTree(format.equals("date") ? "\"2026-11-28\"" : "\"apple\"");
  }

  private JsonNode resolved(JsonNode schema) {
    String reference = schema.path("$ref").asString("");
    return reference.isEmpty() ? schema : document.at(reference.substring(1));
  }

  /** The example with one thing changed each time. */
  private List<String> changed(JsonNode schema) {
    List<String> bodies = new ArrayList<>();
    ObjectNode whole = JSON.createObjectNode();
    whole.set("body", example(schema));
    change(whole, whole, bodies);
    return bodies;
  }

  @SuppressWarnings("ReferenceEquality") // the root itself is meant, not one that equals it
  private static void change(ObjectNode whole, JsonNode within, List<String> bodies) {
    if (within instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> member : List.copyOf(object.properties())) {
        change(whole, member.getValue(), bodies);
        for (String value : VALUES) {
          object.put(member.getKey(), RAW);
          bodies.add(whole.get("body").toString().replace("\"" + RAW + "\"", value));
        }
        if (object != whole) {
          object.remove(member.getKey());
          bodies.add(whole.get("body").toString());
        }
        object.set(member.getKey(), member.getValue());
      }
      if (object != whole) {
        object.put("nonesuch", 1);
        bodies.add(whole.get("body").toString());
        object.remove("nonesuch");
      }
    } else if (within instanceof ArrayNode array && !array.isEmpty()) {
      change(whole, array.get(0), bodies);
      JsonNode first = array.get(0);
      for (String value : VALUES) {
        array.set(0, JSON.readTree("\"" + RAW + "\""));
        bodies.add(whole.get("body").toString().replace("\"" + RAW + "\"", value));
      }
      array.set(0, first);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
