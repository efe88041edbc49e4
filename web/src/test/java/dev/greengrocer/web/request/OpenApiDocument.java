package dev.greengrocer.web.request;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JavaType;
import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.web.ExactlyOne;
import dev.greengrocer.web.ProblemStatus;
import dev.greengrocer.web.Refuses;
import dev.greengrocer.web.RequestId;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.lang.reflect.RecordComponent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.util.StringUtils;
import org.springframework.web.method.HandlerMethod;

/**
 * What the OpenAPI document says beside what the controllers say of themselves. What is required
 * and how long a text may be is taken from where the server checks it: {@link BodyRules}, {@link
 * ParameterRules} and the constraints of Bean Validation.
 */
@TestConfiguration(proxyBeanMethods = false)
class OpenApiDocument {

  private static final String KEY = "key";
  private static final String SCHEMAS = "#/components/schemas/";
  private static final String PROBLEM = SCHEMAS + "Problem";
  private static final String PROBLEM_JSON = "application/problem+json";
  private static final String PROTOCOL = "/v2";
  private static final String REQUEST_ID = "RequestId";

  static {
    SpringDocUtils.getConfig()
        // It comes from the session or the key, never from a parameter of the request.
        .addRequestWrapperToIgnore(Actor.class)
        // The value of a header, not a record of parameters.
        .addSimpleTypesForParameterObject(org.springframework.http.MediaType.class);
  }

  @Bean
  OpenAPI document() {
    return new OpenAPI()
        .info(
            new Info()
                .title("Greengrocer")
                .description("Names the fruit or vegetable in a photo, and keeps the books.")
                .version("1")
                .license(
                    new License()
                        .name("Apache-2.0")
                        .url("https://www.apache.org/licenses/LICENSE-2.0.txt")))
        // Without it, the caller's own Host would be there.
        .servers(List.of(new Server().url("/").description("This server")))
        .components(
            new Components()
                .addSchemas("Problem", problem())
                .addHeaders(REQUEST_ID, requestId())
                .addSecuritySchemes(
                    KEY, new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer")))
        .addSecurityItem(new SecurityRequirement().addList(KEY));
  }

  /** Marks what is always there, as {@link BodyRules} checks it. */
  @Bean
  ModelConverter requiredMembers() {
    return new RequiredMembers();
  }

  /** Lists the refusals of an operation by their status, and the bounds of its parameters. */
  @Bean
  OperationCustomizer statedRefusals() {
    return (operation, route) -> {
      IdempotencyDescription.addTo(operation);
      if (operation.getParameters() != null) {
        operation.getParameters().forEach(OpenApiDocument::bound);
      }
      problems(operation, route).stream()
          .collect(
              Collectors.groupingBy(
                  problem -> Integer.toString(ProblemStatus.of(problem).value()),
                  TreeMap::new,
                  Collectors.mapping(Problem::title, Collectors.joining("; "))))
          .forEach(
              (status, titles) ->
                  operation.getResponses().computeIfAbsent(status, absent -> refusal(titles)));
      operation
          .getResponses()
          .computeIfAbsent(
              ApiResponses.DEFAULT, absent -> refusal("Refused: problem details, RFC 9457"));
      return operation;
    };
  }

  /**
   * Names the operations of the inference protocol by their paths: one method answers several of
   * them, and a client needs a name for each.
   */
  @Bean
  OpenApiCustomizer protocolNames() {
    return document ->
        document
            .getPaths()
            .forEach(
                (path, item) -> {
                  if (path.startsWith(PROTOCOL)) {
                    item.readOperations()
                        .forEach(operation -> operation.setOperationId(protocolName(path)));
                  }
                });
  }

  /** Every answer, a refusal too, brings the id under which the server has logged it. */
  @Bean
  OpenApiCustomizer requestIds() {
    return document ->
        document.getPaths().values().stream()
            .flatMap(path -> path.readOperations().stream())
            .flatMap(operation -> operation.getResponses().values().stream())
            .forEach(
                response ->
                    response.addHeaderObject(
                        RequestId.HEADER, new Header().$ref("#/components/headers/" + REQUEST_ID)));
  }

  private static Header requestId() {
    return new Header()
        .description("What names this request in the server's log; the caller's own if it sent one")
        .required(true)
        .schema(new StringSchema());
  }

  private static String protocolName(String path) {
    StringBuilder name = new StringBuilder("inference");
    for (String part : StringUtils.tokenizeToStringArray(path.substring(PROTOCOL.length()), "/")) {
      boolean variable = part.startsWith("{");
      String word = variable ? part.substring(1, part.length() - 1) : part;
      name.append(variable ? "By" : "")
          .append(Character.toUpperCase(word.charAt(0)))
          .append(word, 1, word.length());
    }
    return name.length() == "inference".length() ? "inferenceServer" : name.toString();
  }

  /** Refuses unknown members of what the API takes; what it gives may get more members. */
  @Bean
  OpenApiCustomizer closedRequests() {
    return document -> {
      var schemas = document.getComponents().getSchemas();
      Deque<Schema<?>> open = new ArrayDeque<>();
      document.getPaths().entrySet().stream()
          .filter(path -> path.getKey().startsWith("/api/"))
          .flatMap(path -> path.getValue().readOperations().stream())
          .filter(operation -> operation.getRequestBody() != null)
          .flatMap(operation -> operation.getRequestBody().getContent().values().stream())
          .filter(content -> content.getSchema() != null)
          .forEach(content -> open.add(content.getSchema()));
      Set<String> seen = new HashSet<>();
      while (!open.isEmpty()) {
        Schema<?> schema = open.remove();
        if (schema.get$ref() != null && seen.add(schema.get$ref())) {
          String name = schema.get$ref().substring(SCHEMAS.length());
          open.add(Objects.requireNonNull(schemas.get(name), name));
        }
        if (schema.getItems() != null) {
          open.add(schema.getItems());
        }
        if (schema.getProperties() != null) {
          schema.setAdditionalProperties(false);
          schema.getProperties().forEach((name, member) -> take(schema, name, member));
          schema.getProperties().values().forEach(open::add);
        }
      }
    };
  }

  /** Bounds a member of a body that the server takes, and allows null for what may be absent. */
  private static void take(Schema<?> body, String name, Schema<?> member) {
    if (isText(member)
        && member.getMaxLength() == null
        && member.getEnum() == null
        && member.getFormat() == null
        && member.getPattern() == null) {
      member.setMaxLength(BodyRules.LONGEST_TEXT);
    }
    boolean required = body.getRequired() != null && body.getRequired().contains(name);
    if (!required && member.get$ref() == null && member.getTypes() != null) {
      Set<String> types = new LinkedHashSet<>(member.getTypes());
      types.add("null");
      member.setTypes(types);
      if (member.getEnum() != null) {
        nullToo(member);
      }
    }
  }

  private static <T> void nullToo(Schema<T> member) {
    List<T> values = new ArrayList<>(member.getEnum());
    values.add(null);
    member.setEnum(values);
  }

  private static Set<Problem> problems(Operation operation, HandlerMethod route) {
    Set<Problem> problems =
        EnumSet.of(
            Problem.INVALID_REQUEST,
            Problem.NOT_SIGNED_IN,
            Problem.NOT_ALLOWED,
            Problem.RATE_LIMITED,
            Problem.DATABASE_BUSY,
            Problem.TOO_BUSY,
            Problem.SHUTTING_DOWN,
            Problem.STORAGE_FULL,
            Problem.BUG);
    if (operation.getParameters() != null
        && operation.getParameters().stream().anyMatch(given -> "path".equals(given.getIn()))) {
      problems.add(Problem.NOT_FOUND);
    }
    if (operation.getRequestBody() != null) {
      problems.add(Problem.TOO_LARGE);
      problems.add(Problem.TOO_SLOW);
      problems.add(Problem.NOT_AN_IMAGE);
    }
    Refuses own = route.getMethodAnnotation(Refuses.class);
    if (own != null) {
      problems.addAll(List.of(own.value()));
    }
    return problems;
  }

  private static ApiResponse refusal(String description) {
    return new ApiResponse()
        .description(description)
        .content(
            new Content()
                .addMediaType(PROBLEM_JSON, new MediaType().schema(new Schema<>().$ref(PROBLEM))));
  }

  private static void bound(Parameter parameter) {
    Schema<?> schema = parameter.getSchema();
    if (schema == null
        || schema.getEnum() != null
        || schema.getFormat() != null
        || !isText(schema)) {
      return;
    }
    if ("path".equals(parameter.getIn())) {
      boolean id = parameter.getName().equals("id");
      schema.setPattern(id ? ParameterRules.ID : ParameterRules.NAME);
      schema.setMinLength(1);
      schema.setMaxLength(id ? ParameterRules.LONGEST_ID : ParameterRules.LONGEST_TEXT);
    } else if (schema.getPattern() == null) {
      schema.setPattern(ParameterRules.TEXT);
      if (schema.getMaxLength() == null) {
        schema.setMaxLength(ParameterRules.LONGEST_TEXT);
      }
    }
  }

  private static boolean isText(Schema<?> schema) {
    return "string".equals(schema.getType())
        || (schema.getTypes() != null && schema.getTypes().contains("string"));
  }

  private static Schema<?> problem() {
    return new ObjectSchema()
        .addProperty("type", new StringSchema().format("uri"))
        .addProperty("title", new StringSchema())
        .addProperty("status", new IntegerSchema())
        .addProperty("detail", new StringSchema())
        .addProperty("instance", new StringSchema())
        .addProperty("requestId", new StringSchema())
        .addRequiredItem("type")
        .addRequiredItem("title")
        .addRequiredItem("status")
        .addRequiredItem("detail")
        .addRequiredItem("requestId");
  }

  /** Reads off records which of their members are always there. */
  private static final class RequiredMembers implements ModelConverter {

    @Override
    public @Nullable Schema<?> resolve(
        AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
      Schema<?> schema = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
      JavaType java = Json.mapper().constructType(type.getType());
      if (schema == null || java == null || !java.getRawClass().isRecord()) {
        return schema;
      }
      Schema<?> defined =
          schema.get$ref() == null
              ? schema
              : context.getDefinedModels().get(schema.get$ref().substring(SCHEMAS.length()));
      if (defined != null && defined.getProperties() != null) {
        for (RecordComponent component : java.getRawClass().getRecordComponents()) {
          describe(component, defined);
        }
        ExactlyOne one = java.getRawClass().getAnnotation(ExactlyOne.class);
        if (one != null && defined.getOneOf() == null) {
          List.of(one.value()).forEach(name -> defined.addOneOfItem(given(name, defined)));
        }
      }
      return schema;
    }

    /** A body in which a member is given, and true where it is a flag. */
    private static Schema<?> given(String name, Schema<?> record) {
      Schema<?> given = new Schema<>().addRequiredItem(name);
      Schema<?> member = record.getProperties().get(name);
      boolean flag =
          member != null
              && ("boolean".equals(member.getType())
                  || (member.getTypes() != null && member.getTypes().contains("boolean")));
      Schema<Object> value = new Schema<>();
      if (flag) {
        value.setConst(true);
      } else {
        value.not(new Schema<>().types(Set.of("null")));
      }
      return given.addProperty(name, value);
    }

    private static void describe(RecordComponent component, Schema<?> record) {
      JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
      String name = named == null ? component.getName() : named.value();
      Schema<?> member = record.getProperties().get(name);
      if (member == null) {
        return;
      }
      boolean listed = record.getRequired() != null && record.getRequired().contains(name);
      if (!BodyRules.optional(component) && !listed) {
        record.addRequiredItem(name);
      }
    }
  }
}
