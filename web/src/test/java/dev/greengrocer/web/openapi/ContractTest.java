package dev.greengrocer.web.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.greengrocer.experiment.Experiment;
import dev.greengrocer.experiment.ExperimentFolder;
import dev.greengrocer.web.Photos;
import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.Visitor;
import dev.greengrocer.web.caller.Role;
import dev.greengrocer.web.experiment.DrawnExperiment;
import dev.greengrocer.web.model.ActiveModel;
import dev.greengrocer.web.model.BundleZip;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Every route is in the OpenAPI document, and answers what the document says it answers. */
@DirtiesContext // prices and models change on the way
final class ContractTest extends ServedTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");

  private final Set<String> called = new TreeSet<>();

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private ActiveModel models;

  @Autowired
  @Qualifier("requestMappingHandlerMapping") // Actuator has another
  @SuppressWarnings("NullAway.Init")
  private RequestMappingHandlerMapping routes;

  @Test
  void the_document_and_the_routes_are_the_same() {
    Set<String> routed =
        routes.getHandlerMethods().keySet().stream()
            .flatMap(
                route ->
                    route.getPatternValues().stream()
                        .filter(path -> path.startsWith("/api/v1/") || path.startsWith("/v2"))
                        .flatMap(
                            path ->
                                route.getMethodsCondition().getMethods().stream()
                                    .map(
                                        method -> method + " " + path.replaceAll(":[^{}]*}", "}"))))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(operations(document())).isNotEmpty().isEqualTo(routed);
  }

  @Test
  void every_operation_has_a_name_of_its_own() {
    Map<String, String> names = new HashMap<>();
    JsonNode document = document();
    for (String operation : operations(document)) {
      String name = operation(document, operation).path("operationId").asString();
      assertThat(name).as(operation).matches("[a-z][A-Za-z]+");
      assertThat(names.put(name, operation)).as(name).isNull();
    }
  }

  @Test
  void every_operation_lists_the_refusals_that_a_client_must_handle() {
    JsonNode document = document();
    for (String operation : operations(document)) {
      JsonNode described = operation(document, operation);
      Set<String> expected = new TreeSet<>(Set.of("400", "401", "403", "429", "503"));
      if (described.has("requestBody")) {
        expected.addAll(Set.of("413", "415"));
      }
      if (operation.contains("{")) {
        expected.add("404");
      }
      assertThat(described.path("responses").propertyNames()).as(operation).containsAll(expected);
    }
  }

  @Test
  void bodies_that_are_taken_are_closed_and_say_what_they_need() {
    JsonNode schemas = document().at("/components/schemas");

    assertThat(schemas.at("/KeyWish/additionalProperties").asBoolean(true)).isFalse();
    assertThat(schemas.at("/SaleWishLine/additionalProperties").asBoolean(true)).isFalse();
    assertThat(schemas.at("/NewUser/required").toString()).isEqualTo("[\"name\",\"role\"]");
    assertThat(schemas.at("/FeedbackRequest/oneOf").size()).isEqualTo(2);
    assertThat(schemas.at("/KeyWish/properties/requestsPerMinute/maximum").asInt())
        .isEqualTo(1_000_000);
    assertThat(schemas.at("/Prediction/required").toString()).contains("\"decision\"");
  }

  /** The empty text is no number, day or moment; a client that means none leaves it out. */
  @Test
  void an_empty_parameter_is_refused_where_the_document_asks_for_more_than_text() {
    JsonNode document = document();
    int asked = 0;
    for (String operation : operations(document)) {
      for (JsonNode parameter : operation(document, operation).path("parameters")) {
        String types = parameter.at("/schema/type").toString();
        boolean text =
            types.contains("string")
                && !parameter.at("/schema").has("format")
                && !parameter.at("/schema").has("enum");
        if (operation.startsWith("GET ") && parameter.path("in").asString().equals("query")) {
          String name = parameter.path("name").asString();
          String path = operation.substring(4).replaceAll("\\{[^}]*}", "apple");
          HttpResponse<String> response = get(path + "?" + name + "=");
          if (!text) {
            assertProblem(response, 400, name + " ''");
            asked++;
          }
        }
      }
    }
    assertThat(asked).isGreaterThan(15);
  }

  @Test
  void what_is_open_to_everybody_asks_for_no_key() {
    JsonNode document = document();
    for (String operation : operations(document)) {
      boolean open = operation(document, operation).path("security").isArray();
      assertThat(open).as(operation).isEqualTo(operation.startsWith("GET /v2/health/"));
    }
  }

  private static JsonNode operation(JsonNode document, String operation) {
    int space = operation.indexOf(' ');
    return document
        .path("paths")
        .path(operation.substring(space + 1))
        .path(operation.substring(0, space).toLowerCase(Locale.ROOT));
  }

  @Test
  void every_operation_answers_what_the_document_says() throws IOException {
    JsonNode document = document();
    byte[] photo = Photos.jpeg(120, 90, 51);
    String predictions = "/api/v1/predictions";
    String id =
        check(document, "POST", predictions, post(predictions + "?customer=contract", photo))
            .at("/id")
            .asString();
    String one = predictions + "/{id}";
    String place = predictions + "/" + id;
    check(document, "GET", one, get(place));
    check(document, "GET", predictions, get(predictions + "?limit=1"));
    check(
        document,
        "POST",
        one + "/feedback",
        postJson(place + "/feedback", "{\"label\":\"apple\"}"));
    check(document, "GET", one + "/photo", get(place + "/photo"));
    check(document, "GET", one + "/thumbnail", get(place + "/thumbnail"));
    check(document, "GET", one + "/explanation", get(place + "/explanation"));
    check(
        document,
        "GET",
        "/api/v1/export/predictions",
        get("/api/v1/export/predictions?customer=contract"));
    check(document, "DELETE", one + "/photo", delete(place + "/photo"));
    check(
        document,
        "POST",
        "/api/v1/erasures",
        postJson("/api/v1/erasures", "{\"customer\":\"contract\"}"));

    String model = "/api/v1/model";
    check(document, "GET", model, get(model));
    JsonNode choices = check(document, "GET", model + "/choices", get(model + "/choices"));
    check(document, "PUT", model, putJson(model, "{\"bundle\":" + choices.at("/bundles/0") + "}"));
    check(document, "POST", model + "/rollback", postJson(model + "/rollback", ""));
    check(document, "PUT", model + "/bundles/{name}", putBundle("contract"));
    check(document, "PUT", model + "/bundles/{name}", putBundle("contract")); // is there already

    check(document, "GET", "/v2", get("/v2"));
    check(document, "GET", "/v2/health/live", get("/v2/health/live"));
    check(document, "GET", "/v2/health/ready", get("/v2/health/ready"));
    checkProtocol(document, photo);
    check(document, "GET", one, get(predictions + "/nobody"));
    check(document, "POST", predictions, post(predictions, "no photo".getBytes(UTF_8)));

    checkSelling(document);
    checkPeople(document);
    checkReview(document, id);

    // What needs nothing but its address needs no words here.
    for (String operation : operations(document)) {
      String path = operation.substring(operation.indexOf(' ') + 1);
      if (!called.contains(operation) && operation.startsWith("GET ") && !path.contains("{")) {
        check(document, "GET", path, get(path));
      }
    }
    Set<String> left = operations(document);
    left.removeAll(called);
    assertThat(left).as("operations that no call here has checked").isEmpty();
  }

  private HttpResponse<String> putBundle(String name) throws IOException {
    Path bundle = Objects.requireNonNull(models.current().modelFile().getParent());
    return send(
        HttpRequest.newBuilder(uri("/api/v1/model/bundles/" + name))
            .header("Content-Type", "application/zip")
            .PUT(HttpRequest.BodyPublishers.ofByteArray(BundleZip.of("", bundle))));
  }

  private void checkProtocol(JsonNode document, byte[] photo) {
    String photos =
        "{\"inputs\":[{\"name\":\"image\",\"datatype\":\"BYTES\",\"shape\":[1],\"data\":[\""
            + Base64.getEncoder().encodeToString(photo)
            + "\"]}]}";
    JsonNode model = check(document, "GET", "/v2/models/{name}", get("/v2/models/greengrocer"));
    String version = "/versions/" + model.at("/versions/0").asString();
    for (String[] at : new String[][] {{"", ""}, {"/versions/{version}", version}}) {
      String path = "/v2/models/{name}" + at[0];
      String place = "/v2/models/greengrocer" + at[1];
      check(document, "GET", path, get(place));
      check(document, "GET", path + "/ready", get(place + "/ready"));
      check(document, "GET", path + "/config", get(place + "/config"));
      check(document, "GET", path + "/stats", get(place + "/stats"));
      check(document, "POST", path + "/infer", postJson(place + "/infer", photos));
    }
    check(document, "POST", "/v2/repository/index", postJson("/v2/repository/index", "{}"));
  }

  private void checkSelling(JsonNode document) {
    String prices = "/api/v1/prices";
    String price = prices + "/{name}";
    check(
        document,
        "PUT",
        price,
        putJson(prices + "/quince", "{\"unit\":\"kg\",\"price\":\"4.00\"}"));
    check(document, "GET", price, get(prices + "/quince"));
    check(
        document,
        "POST",
        prices + "/import",
        send(
            HttpRequest.newBuilder(uri(prices + "/import"))
                .header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofString(get(prices + "/export").body()))));
    String sales = "/api/v1/sales";
    String sale =
        check(
                document,
                "POST",
                sales,
                postJson(sales, "{\"lines\":[{\"name\":\"quince\",\"kilograms\":\"0.500\"}]}"))
            .at("/id")
            .asString();
    check(document, "GET", sales + "/{id}", get(sales + "/" + sale));
    check(document, "GET", sales + "/{id}/receipt.pdf", get(sales + "/" + sale + "/receipt.pdf"));
    // There is no printer here.
    check(document, "POST", sales + "/{id}/print", postJson(sales + "/" + sale + "/print", ""));
    String sold =
        json(postJson(sales, "{\"lines\":[{\"name\":\"quince\",\"kilograms\":\"0.500\"}]}"))
            .at("/id")
            .asString();
    check(
        document,
        "POST",
        sales + "/{id}/returns",
        postJson(
            sales + "/" + sold + "/returns",
            "{\"lines\":[{\"line\":1,\"kilograms\":\"0.1\"}],\"reason\":\"rotten\"}"));
    check(document, "GET", sales + "/{id}/returns", get(sales + "/" + sold + "/returns"));
    check(
        document,
        "POST",
        sales + "/{id}/void",
        postJson(sales + "/" + sale + "/void", "{\"reason\":\"brought back\"}"));
    check(document, "DELETE", price, delete(prices + "/quince"));
    checkTills(document);
    checkStock(document);
    String closings = "/api/v1/closings";
    check(document, "GET", closings + "/present", get(closings + "/present"));
    check(document, "POST", closings, postJson(closings, "{\"counted\":\"12.50\"}"));
    check(document, "GET", closings, get(closings));
    check(document, "GET", closings + "/{number}", get(closings + "/1"));
    checkExperiments(document);
  }

  private void checkExperiments(JsonNode document) {
    Experiment measured =
        DrawnExperiment.evaluation(
            "contract", Instant.parse("2026-11-24T08:00:00Z"), "a".repeat(64));
    ExperimentFolder.in(dataDirectory()).write(measured);
    visitor(Role.REVIEWER).get("/experiments"); // it looks for new files
    String experiments = "/api/v1/experiments";
    check(document, "GET", experiments, get(experiments + "?limit=1"));
    check(document, "GET", experiments + "/{id}", get(experiments + "/" + measured.id()));
    check(document, "GET", experiments + "/export", get(experiments + "/export"));
    check(document, "GET", experiments + "/export/epochs", get(experiments + "/export/epochs"));
  }

  private void checkStock(JsonNode document) {
    String deliveries = "/api/v1/deliveries";
    long number =
        check(
                document,
                "POST",
                deliveries,
                postJson(
                    deliveries,
                    "{\"supplier\":\"Miller\",\"crates\":[{\"name\":\"medlar\",\"kilograms\":6,\"cost\":\"8.40\"}]}"))
            .at("/number")
            .asLong();
    check(document, "GET", deliveries + "/{number}", get(deliveries + "/" + number));
    check(document, "GET", deliveries, get(deliveries));
    String stock = "/api/v1/stock";
    check(
        document,
        "POST",
        stock + "/waste",
        postJson(stock + "/waste", "{\"name\":\"medlar\",\"kilograms\":1,\"reason\":\"mouldy\"}"));
    check(
        document,
        "POST",
        stock + "/counts",
        postJson(stock + "/counts", "{\"lines\":[{\"name\":\"medlar\",\"kilograms\":\"4.5\"}]}"));
    String threshold = stock + "/thresholds/{name}";
    String medlar = stock + "/thresholds/medlar";
    check(document, "PUT", threshold, putJson(medlar, "{\"kilograms\":5}"));
    check(document, "GET", stock, get(stock));
    check(document, "GET", stock + "/movements", get(stock + "/movements?name=medlar"));
    check(document, "DELETE", threshold, delete(medlar + "?unit=kg"));
    check(
        document,
        "POST",
        deliveries + "/{number}/void",
        postJson(deliveries + "/" + number + "/void", "{\"reason\":\"booked twice\"}"));
  }

  private void checkTills(JsonNode document) {
    Visitor clerk = visitor(Role.CLERK);
    clerk.submit("/checkout", "/checkout/till", "name", "contract");
    clerk.submit("/checkout", "/checkout/lines", "name", "tomato", "unit", "KG");
    clerk.get("/checkout");
    check(
        document,
        "PUT",
        "/api/v1/baskets/{till}/weight",
        putJson("/api/v1/baskets/contract/weight", "{\"weight\":\"0.5\",\"unit\":\"kg\"}"));
    check(document, "GET", "/api/v1/scales", get("/api/v1/scales"));
    String barcodes = "/api/v1/barcodes";
    check(document, "GET", barcodes + "/{barcode}", get(barcodes + "/2904064005347"));
    String labels = "/api/v1/price-labels";
    String tomatoes = "?name=tomato&kilograms=0.534";
    check(document, "GET", labels, get(labels + tomatoes));
    check(document, "GET", labels + "/label.pdf", get(labels + "/label.pdf" + tomatoes));
    // There is no printer here.
    check(document, "POST", labels + "/print", postJson(labels + "/print" + tomatoes, ""));
    clerk.submit("/checkout", "/checkout/park", "name", "");
    String parked = "/api/v1/parked-baskets";
    String waiting = check(document, "GET", parked, get(parked)).at("/items/0/id").asString();
    check(document, "GET", parked + "/{id}", get(parked + "/" + waiting));
    check(document, "DELETE", parked + "/{id}", delete(parked + "/" + waiting));
  }

  private void checkPeople(JsonNode document) {
    String users = "/api/v1/users";
    String user =
        check(
                document,
                "POST",
                users,
                postJson(users, "{\"name\":\"contract\",\"role\":\"clerk\"}"))
            .at("/user/id")
            .asString();
    check(document, "GET", users + "/{id}", get(users + "/" + user));
    check(
        document,
        "PATCH",
        users + "/{id}",
        send(
            HttpRequest.newBuilder(uri(users + "/" + user))
                .header("Content-Type", "application/json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString("{\"disabled\":true}"))));
    check(
        document, "POST", users + "/{id}/password", postJson(users + "/" + user + "/password", ""));
    String keys = "/api/v1/keys";
    String key =
        check(document, "POST", keys, postJson(keys, "{\"name\":\"contract\",\"role\":\"clerk\"}"))
            .at("/key/id")
            .asString();
    check(document, "DELETE", keys + "/{id}", delete(keys + "/" + key));
  }

  private void checkReview(JsonNode document, String id) {
    String review = "/api/v1/review";
    check(
        document,
        "POST",
        review + "/{id}",
        postJson(review + "/" + id, "{\"decision\":\"label\",\"label\":\"corn\"}"));
    check(document, "POST", review + "/undo", postJson(review + "/undo", ""));
  }

  /** Checks status, type and body of a response against the document. */
  private JsonNode check(
      JsonNode document, String method, String path, HttpResponse<String> response) {
    called.add(method + " " + path);
    String what = method + " " + path + " -> " + response.statusCode() + " " + response.body();
    JsonNode responses =
        document.at("/paths").path(path).path(method.toLowerCase(Locale.ROOT)).path("responses");
    JsonNode described = responses.path(Integer.toString(response.statusCode()));
    assertThat(described.isMissingNode()).as("%s is in the document", what).isFalse();
    JsonNode content = described.path("content");
    if (content.isMissingNode() || content.isEmpty()) {
      assertThat(response.body()).as(what).isEmpty();
      return JSON.createObjectNode();
    }
    String type = response.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", "");
    JsonNode schema = content.path(type).path("schema");
    assertThat(schema.isMissingNode()).as("%s: %s in the document", what, type).isFalse();
    if (!type.endsWith("json")) {
      return JSON.createObjectNode();
    }
    JsonNode body = JSON.readTree(response.body());
    assertThat(errors(document, schema, body)).as(what).isEmpty();
    return body;
  }

  private static List<Error> errors(JsonNode document, JsonNode schema, JsonNode body) {
    ObjectNode whole = ((ObjectNode) schema).deepCopy();
    whole.set("components", document.path("components"));
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(whole)
        .validate(body);
  }

  private JsonNode document() {
    HttpResponse<String> response = get("/api/openapi");
    assertThat(response.statusCode()).isEqualTo(200);
    return json(response);
  }

  private static Set<String> operations(JsonNode document) {
    Set<String> operations = new TreeSet<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        operation -> {
                          if (METHODS.contains(operation.getKey())) {
                            operations.add(
                                operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
                          }
                        }));
    return operations;
  }

  private HttpResponse<String> delete(String path) {
    return send(HttpRequest.newBuilder(uri(path)).DELETE());
  }
}
