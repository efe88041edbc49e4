package dev.greengrocer.web.request;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/**
 * Reads JSON for what it says: a value of another type than the one asked for is refused and never
 * converted, cut off or taken for absent. Days and moments are text as {@link IsoTimes} reads it.
 * The API document says the same of each type.
 */
@Configuration(proxyBeanMethods = false)
class JsonRules {

  private static final List<LogicalType> SCALARS =
      List.of(
          LogicalType.Textual,
          LogicalType.Boolean,
          LogicalType.Integer,
          LogicalType.Float,
          LogicalType.Enum,
          LogicalType.DateTime,
          LogicalType.OtherScalar);

  @Bean
  JsonMapperBuilderCustomizer strictJson() {
    return JsonRules::apply;
  }

  static void apply(JsonMapper.Builder mapper) {
    mapper
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
        .addModule(
            new SimpleModule("ISO 8601 text")
                .addDeserializer(
                    LocalDate.class, new TextDeserializer<>(LocalDate.class, IsoTimes::day))
                .addDeserializer(
                    Instant.class, new TextDeserializer<>(Instant.class, IsoTimes::moment)));
    for (LogicalType type : SCALARS) {
      mapper.withCoercionConfig(
          type,
          from -> {
            for (CoercionInputShape shape : CoercionInputShape.values()) {
              if (!natural(type, shape)) {
                from.setCoercion(shape, CoercionAction.Fail);
              }
            }
          });
    }
  }

  /** Whether a value of a type is written in this shape. */
  private static boolean natural(LogicalType type, CoercionInputShape shape) {
    return switch (shape) {
      case String ->
          type != LogicalType.Boolean && type != LogicalType.Integer && type != LogicalType.Float;
      case EmptyString -> type == LogicalType.Textual;
      case Boolean -> type == LogicalType.Boolean;
      case Integer -> type == LogicalType.Integer || type == LogicalType.Float;
      case Float -> type == LogicalType.Float;
      default -> false;
    };
  }

  /** Reads a value that is always text: arrays and numbers for the same are refused. */
  private static final class TextDeserializer<T> extends StdDeserializer<T> {

    private final Class<T> type;
    private final Function<String, T> reader;

    TextDeserializer(Class<T> type, Function<String, T> reader) {
      super(type);
      this.type = type;
      this.reader = reader;
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) {
      if (parser.currentToken() != JsonToken.VALUE_STRING) {
        return type.cast(context.handleUnexpectedToken(type, parser));
      }
      String text = parser.getString();
      try {
        return reader.apply(text);
      } catch (DateTimeException e) {
        return type.cast(
            context.handleWeirdStringValue(type, text, "%s", String.valueOf(e.getMessage())));
      }
    }
  }
}
