package dev.greengrocer.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class OnnxExternalDataTest {

  private static final byte[] ELSEWHERE = {14 << 3, 1}; // TensorProto.data_location = EXTERNAL
  private static final byte[] INSIDE = {14 << 3, 0};
  private static final byte[] ENTRY = message(13, "location".getBytes(StandardCharsets.US_ASCII));

  @Test
  void an_initializer_that_is_kept_elsewhere_is_found() {
    assertThat(OnnxExternalData.isIn(message(7, message(5, ELSEWHERE)))).isTrue();
    assertThat(OnnxExternalData.isIn(message(7, message(5, ENTRY)))).isTrue();
    assertThat(OnnxExternalData.isIn(message(7, message(5, INSIDE)))).isFalse();
  }

  @Test
  void so_is_the_value_of_a_constant_in_a_branch_of_a_node() {
    byte[] constant = message(5, message(5, ELSEWHERE)); // NodeProto.attribute.t
    byte[] branch = message(5, message(6, message(1, constant))); // NodeProto.attribute.g.node

    assertThat(OnnxExternalData.isIn(message(7, message(1, branch)))).isTrue();
  }

  @Test
  void so_are_sparse_initializers_and_those_of_functions() {
    assertThat(OnnxExternalData.isIn(message(7, message(15, message(1, ELSEWHERE))))).isTrue();
    assertThat(OnnxExternalData.isIn(message(25, message(7, message(5, message(5, ENTRY))))))
        .isTrue();
  }

  @Test
  void the_same_numbers_elsewhere_mean_something_else() {
    assertThat(OnnxExternalData.isIn(message(7, ELSEWHERE))).isFalse();
    assertThat(OnnxExternalData.isIn(message(2, message(5, ELSEWHERE)))).isFalse();
  }

  @Test
  void the_bundled_model_has_none() throws IOException {
    Path model = Path.of("..", "models", "bundled", "model.onnx");

    assertThat(OnnxExternalData.isIn(Files.readAllBytes(model))).isFalse();
  }

  @Test
  void bytes_that_are_no_message_are_refused() {
    assertThatThrownBy(() -> OnnxExternalData.isIn(new byte[] {(7 << 3) | 2, 100, 1}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> OnnxExternalData.isIn(new byte[] {(byte) 0xff}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** A length-delimited field. */
  private static byte[] message(int field, byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int key = (field << 3) | 2;
    while (key > 0x7f) {
      bytes.write((key & 0x7f) | 0x80);
      key >>>= 7;
    }
    bytes.write(key);
    bytes.write(content.length); // below 128 in these tests
    bytes.writeBytes(content);
    return bytes.toByteArray();
  }
}
