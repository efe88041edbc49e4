package dev.greengrocer.web.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

final class JsonRulesTest {

  private final JsonMapper mapper = mapper();

  private enum Colour {
    RED
  }

  record Sample(
      @Nullable Integer whole,
      @Nullable Long large,
      @Nullable Double number,
      @Nullable Boolean flag,
      @Nullable String text,
      @Nullable Colour colour,
      @Nullable LocalDate day,
      @Nullable Instant moment,
      int count,
      @Nullable List<String> texts) {}

  private static JsonMapper mapper() {
    JsonMapper.Builder builder = JsonMapper.builder();
    JsonRules.apply(builder);
    return builder.build();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"whole\": 2.5}",
        "{\"whole\": 2.0}",
        "{\"whole\": 1e1}",
        "{\"whole\": \"2\"}",
        "{\"whole\": \"2.5\"}",
        "{\"whole\": \"\"}",
        "{\"whole\": \" \"}",
        "{\"whole\": true}",
        "{\"whole\": []}",
        "{\"whole\": [1]}",
        "{\"whole\": 99999999999}",
        "{\"large\": 1.9}",
        "{\"large\": \"\"}",
        "{\"large\": \"3\"}",
        "{\"number\": \"1.5\"}",
        "{\"number\": \"\"}",
        "{\"number\": true}",
        "{\"flag\": \"true\"}",
        "{\"flag\": 1}",
        "{\"flag\": 0}",
        "{\"flag\": \"\"}",
        "{\"text\": 5}",
        "{\"text\": 1.5}",
        "{\"text\": true}",
        "{\"text\": [\"a\"]}",
        "{\"texts\": \"a\"}",
        "{\"texts\": \"\"}",
        "{\"texts\": [1]}",
        "{\"colour\": 0}",
        "{\"colour\": \"0\"}",
        "{\"colour\": \"\"}",
        "{\"day\": 20000}",
        "{\"day\": [2026, 11, 24]}",
        "{\"day\": [\"2026-11-24\"]}",
        "{\"day\": []}",
        "{\"day\": {\"year\": 2026}}",
        "{\"day\": \"20000\"}",
        "{\"day\": \" 2026-11-24\"}",
        "{\"day\": \"+12026-11-24\"}",
        "{\"day\": \"-0001-11-24\"}",
        "{\"day\": \"\"}",
        "{\"day\": \"2026-02-30\"}",
        "{\"day\": \"2026-11-24T00:00:00\"}",
        "{\"moment\": \"\"}",
        "{\"moment\": 1764000000}",
        "{\"moment\": 1764000000.5}",
        "{\"moment\": \"1764000000\"}",
        "{\"moment\": [1764000000, 0]}",
        "{\"moment\": \"2026-11-24\"}",
        "{\"moment\": \"2026-11-24T12:00:00\"}",
        "{\"moment\": \"+12026-11-24T12:00:00Z\"}",
        "{\"count\": null}",
        "{\"whole\": 1, \"whole\": 2}",
        "{} {}",
        "\"\"",
        "[]"
      })
  void a_value_of_another_type_is_refused(String json) {
    assertThatThrownBy(() -> mapper.readValue(json, Sample.class))
        .as(json)
        .isInstanceOf(JacksonException.class);
  }

  @Test
  void what_is_written_as_it_should_be_is_read() {
    Sample read =
        mapper.readValue(
            """
            {"whole": 2, "large": 3, "number": 2, "flag": true, "text": "", "colour": "RED",
             "day": "2026-11-24", "moment": "2026-11-24T12:00:00Z", "count": 1, "texts": ["a"]}
            """,
            Sample.class);

    assertThat(read)
        .isEqualTo(
            new Sample(
                2,
                3L,
                2.0,
                true,
                "",
                Colour.RED,
                LocalDate.of(2026, 11, 24),
                Instant.parse("2026-11-24T12:00:00Z"),
                1,
                List.of("a")));
  }
}
