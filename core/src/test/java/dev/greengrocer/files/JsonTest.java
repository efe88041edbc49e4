package dev.greengrocer.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DatabindException;

final class JsonTest {

  private record Weight(String name, Integer grams) {}

  @Test
  void a_document_has_a_line_for_each_member_and_element() {
    assertThat(Json.document(Map.of("grams", List.of(1, 2))))
        .isEqualTo("{\n  \"grams\" : [\n    1,\n    2\n  ]\n}\n");
  }

  @Test
  void indented_objects_keep_arrays_on_one_line_on_every_system() {
    assertThat(Json.INDENTED.writeValueAsString(Map.of("grams", List.of(1, 2))))
        .isEqualTo("{\n  \"grams\" : [ 1, 2 ]\n}");
  }

  @Test
  void a_strict_reader_refuses_what_is_unknown_missing_or_null() {
    assertThat(Json.STRICT.readValue("{\"name\":\"kiwi\",\"grams\":90}", Weight.class))
        .isEqualTo(new Weight("kiwi", 90));
    for (String json :
        List.of(
            "{\"name\":\"kiwi\",\"grams\":90,\"color\":1}",
            "{\"name\":\"kiwi\"}",
            "{\"name\":\"kiwi\",\"grams\":null}")) {
      assertThatThrownBy(() -> Json.STRICT.readValue(json, Weight.class))
          .as(json)
          .isInstanceOf(DatabindException.class);
      assertThat(Json.MAPPER.readValue(json, Weight.class).name()).isEqualTo("kiwi");
    }
  }
}
