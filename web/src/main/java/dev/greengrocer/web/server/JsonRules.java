package dev.greengrocer.web.server;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * Reads JSON for what it says: a value of another type than the one asked for is refused and never
 * converted, cut off or taken for absent. One thing is allowed: a whole number may be given as
 * text, as money and weights may, and then follows the same rule.
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
        .withConfigOverride(
            LocalDate.class, day -> day.setFormat(JsonFormat.Value.forLeniency(false)))
        .withConfigOverride(
            Instant.class, moment -> moment.setFormat(JsonFormat.Value.forLeniency(false)));
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
      case String -> type != LogicalType.Boolean;
      case EmptyString -> type == LogicalType.Textual;
      case Boolean -> type == LogicalType.Boolean;
      case Integer -> type == LogicalType.Integer || type == LogicalType.Float;
      case Float -> type == LogicalType.Float;
      default -> false;
    };
  }
}
