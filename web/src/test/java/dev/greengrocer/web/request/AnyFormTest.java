package dev.greengrocer.web.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.web.Photos;
import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.Visitor;
import dev.greengrocer.web.caller.Role;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.MethodParameter;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Whatever a signed-in user sends to whichever page or form: the answer is a whole page, never an
 * unexpected error. The API's operations have {@link AnyInputTest}.
 */
@DirtiesContext // users, prices and sales are made on the way
@TestPropertySource(properties = "spring.application.name=any-form") // a server of its own
class AnyFormTest extends ServedTest {

  private static final Set<String> OF_PROGRAMS = Set.of("/api/", "/v2", "/actuator", "/error");
  private static final String BOUNDARY = "----greengrocer-test";

  /** What gets a form past its first question, so that each field's turn comes. */
  private static final Map<String, String> PLAUSIBLE =
      Map.ofEntries(
          Map.entry("name", "tomato"),
          Map.entry("label", "tomato"),
          Map.entry("price", "1.99"),
          Map.entry("unit", "kg"),
          Map.entry("weight", "0.512"),
          Map.entry("tare", "0.012"),
          Map.entry("pieces", "2"),
          Map.entry("number", "2"),
          Map.entry("amount", "2"),
          Map.entry("payment", "cash"),
          Map.entry("role", "clerk"),
          Map.entry("reason", "typed by mistake"),
          Map.entry("from", "2026-11-01"),
          Map.entry("to", "2026-11-30"),
          Map.entry("first", "2026-11-01"),
          Map.entry("last", "2026-11-30"),
          Map.entry("page", "1"),
          Map.entry("days", "7"));

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  @SuppressWarnings("NullAway.Init")
  private RequestMappingHandlerMapping routes;

  private final Map<String, String> faults = new TreeMap<>(); // one of each route and status

  @Test
  void no_form_and_no_address_of_a_page_ends_in_a_failure_of_ours() {
    Visitor visitor = visitor(Role.ADMINISTRATOR);
    String photo = json(post("/api/v1/predictions", Photos.jpeg(64, 64, 3))).at("/id").asString();
    String token = visitor.token("/");
    List<String> values = HostileInputs.QUERY_VALUES;
    int sent = 0;
    List<Form> forms = forms();
    for (int f = 0; f < forms.size(); f++) {
      Form form = forms.get(f);
      List<String> fields = form.fields();
      for (int i = f % 2; i < values.size(); i += 2) { // each value at every other route
        String value = values.get(i);
        String field = fields.isEmpty() ? null : fields.get(i / 2 % fields.size());
        String id = i % 4 < 2 ? photo : value;
        check(visitor, form, form.path().replaceAll("\\{[^}]*}", id), field, value, token);
        sent++;
      }
    }

    assertThat(sent).isGreaterThan(500);
    assertThat(faults.values()).as("kinds of faults in %d requests", sent).isEmpty();
  }

  @Test
  void no_field_takes_a_zero_character_to_the_database() {
    Visitor visitor = visitor(Role.ADMINISTRATOR);
    String photo = json(post("/api/v1/predictions", Photos.jpeg(64, 64, 4))).at("/id").asString();
    String token = visitor.token("/");
    int sent = 0;
    for (Form form : forms()) {
      for (String field : form.fields()) {
        String path = form.path().replaceAll("\\{[^}]*}", photo);
        check(visitor, form, path, field, form.multipart() ? "a\0b" : "a%00b", token);
        sent++;
      }
    }

    assertThat(sent).isGreaterThan(100);
    assertThat(faults.values()).as("kinds of faults in %d requests", sent).isEmpty();
  }

  private void check(
      Visitor visitor, Form form, String path, @Nullable String field, String value, String token) {
    HttpRequest.Builder request;
    if (form.method() == RequestMethod.GET) {
      String query = field == null ? "" : "?" + pairs(form, field, value);
      request = HttpRequest.newBuilder(URI.create(uri("") + path + query)).GET();
    } else if (form.multipart()) {
      request =
          HttpRequest.newBuilder(URI.create(uri("") + path))
              .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
              .POST(HttpRequest.BodyPublishers.ofString(parts(form, field, value, token)));
    } else {
      request =
          HttpRequest.newBuilder(URI.create(uri("") + path))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      pairs(form, field, value)
                          + "&_csrf="
                          + URLEncoder.encode(token, StandardCharsets.UTF_8)));
    }
    HttpResponse<String> response = visitor.send(request.header("Accept", "text/html"));
    int status = response.statusCode();
    String type = response.headers().firstValue("Content-Type").orElse("");
    boolean whole = !type.startsWith("text/html") || response.body().contains("</html>");
    if ((status >= 500 && status != 503 && status != 507) || !whole) {
      faults.putIfAbsent(
          form + " " + status,
          "%s with %s=%s -> %d%s: %s"
              .formatted(form, field, value, status, whole ? "" : ", half a page", response.uri()));
    }
  }

  private static String pairs(Form form, @Nullable String hostile, String value) {
    List<String> pairs = new ArrayList<>();
    for (String field : form.fields()) {
      if (field.equals(hostile)) {
        pairs.add(field + "=" + value);
      } else if (form.method() == RequestMethod.POST) {
        pairs.add(field + "=" + PLAUSIBLE.getOrDefault(field, "1"));
      }
    }
    return String.join("&", pairs);
  }

  private static String parts(Form form, @Nullable String hostile, String value, String token) {
    StringBuilder body = new StringBuilder();
    part(body, "name=\"_csrf\"", token);
    for (String field : form.fields()) {
      String text = field.equals(hostile) ? value : PLAUSIBLE.getOrDefault(field, "1");
      boolean file = form.files().contains(field);
      part(body, "name=\"" + field + (file ? "\"; filename=\"" + text + "\"" : "\""), text);
    }
    return body.append("--").append(BOUNDARY).append("--\r\n").toString();
  }

  private static void part(StringBuilder body, String disposition, String text) {
    body.append("--")
        .append(BOUNDARY)
        .append("\r\nContent-Disposition: form-data; ")
        .append(disposition)
        .append("\r\n\r\n")
        .append(text)
        .append("\r\n");
  }

  private List<Form> forms() {
    List<Form> forms = new ArrayList<>();
    routes
        .getHandlerMethods()
        .forEach(
            (info, route) -> {
              for (String path : info.getPatternValues()) {
                if (OF_PROGRAMS.stream().noneMatch(path::startsWith)) {
                  for (RequestMethod method : info.getMethodsCondition().getMethods()) {
                    forms.add(form(method, path, route));
                  }
                }
              }
            });
    forms.sort((one, other) -> one.toString().compareTo(other.toString()));
    return forms;
  }

  private static Form form(RequestMethod method, String path, HandlerMethod route) {
    List<String> fields = new ArrayList<>();
    List<String> files = new ArrayList<>();
    for (MethodParameter parameter : route.getMethodParameters()) {
      Class<?> type = parameter.getParameterType();
      RequestParam given = parameter.getParameterAnnotation(RequestParam.class);
      if (type == MultipartFile.class) {
        files.add(name(parameter, given));
      }
      if (given != null && type != Map.class) {
        fields.add(name(parameter, given));
      } else if (type.isRecord()) {
        Stream.of(type.getRecordComponents()).map(RecordComponent::getName).forEach(fields::add);
      } else if (given == null
          && !BeanUtils.isSimpleProperty(type)
          && type.getName().startsWith("dev.greengrocer")
          && !type.isInterface()) {
        Arrays.stream(BeanUtils.getPropertyDescriptors(type))
            .filter(property -> property.getWriteMethod() != null)
            .forEach(property -> fields.add(property.getName()));
      }
    }
    return new Form(method, path, List.copyOf(fields), List.copyOf(files));
  }

  private static String name(MethodParameter parameter, @Nullable RequestParam given) {
    return given == null || given.name().isEmpty()
        ? String.valueOf(parameter.getParameter().getName())
        : given.name();
  }

  /** What a page's route takes. */
  private record Form(RequestMethod method, String path, List<String> fields, List<String> files) {

    boolean multipart() {
      return !files.isEmpty();
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }
}
