package dev.greengrocer.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.InvalidModelException;
import dev.greengrocer.StorageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SafetensorsTest {

  private static final String TWO_ARRAYS =
      """
      {"__metadata__":{"origin":"drawn"},\
      "stem.bias":{"dtype":"F32","shape":[1],"data_offsets":[8,12]},\
      "stem.weight":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]}}""";

  @TempDir Path folder;

  @Test
  void arrays_come_with_shape_and_values_in_the_order_of_the_file() throws IOException {
    Weights weights = Safetensors.read(file(TWO_ARRAYS, 1.5f, -2, 7));

    assertThat(weights.tensors())
        .extracting(NamedTensor::name)
        .containsExactly("stem.weight", "stem.bias");
    assertThat(weights.tensors().get(0).shape()).isEqualTo(List.of(2, 1));
    assertThat(weights.tensors().get(0).values()).containsExactly(1.5f, -2);
    assertThat(weights.tensors().get(1).values()).containsExactly(7);
  }

  @Test
  void a_file_that_is_cut_off_is_refused_with_the_array_that_is_not_whole() throws IOException {
    Path file = file(TWO_ARRAYS, 1.5f, -2, 7);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 1));

    assertThatThrownBy(() -> Safetensors.read(file))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("'stem.bias'");
  }

  @Test
  void another_type_of_number_is_refused_by_name() throws IOException {
    Path file = file(TWO_ARRAYS.replace("F32", "F16"), 1, 2, 3);

    assertThatThrownBy(() -> Safetensors.read(file))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("of type 'F16', not F32");
  }

  @Test
  void what_is_no_such_file_is_refused() throws IOException {
    Path photo = Files.write(folder.resolve("photo.safetensors"), new byte[] {1, 2, 3});
    Path text = file("not json", 1);

    assertThatThrownBy(() -> Safetensors.read(photo)).isInstanceOf(InvalidModelException.class);
    assertThatThrownBy(() -> Safetensors.read(text)).isInstanceOf(InvalidModelException.class);
    assertThatThrownBy(() -> Safetensors.read(folder.resolve("gone.safetensors")))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("no such file");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[1000000000000], 'data_offsets':[0,4]",
        "[65536,65536,65536,65536], 'data_offsets':[0,0]",
        "[2147483647,2147483647,2147483647], 'data_offsets':[0,4]",
        "[-1,-1], 'data_offsets':[0,4]",
        "[1.5], 'data_offsets':[0,4]",
        "['1'], 'data_offsets':[0,4]",
        "[1], 'data_offsets':[0,1e99]",
        "[1], 'data_offsets':[0,99999999999999999999]",
        "[1], 'data_offsets':[-4,0]",
        "[1], 'data_offsets':[4,0]",
        "[1], 'data_offsets':'x'",
        "[1]"
      })
  void shapes_and_places_that_cannot_be_are_refused(String entry) throws IOException {
    Path file =
        file("{\"stem\":{\"dtype\":\"F32\",\"shape\":%s}}".formatted(entry.replace('\'', '"')), 1);

    assertThatThrownBy(() -> Safetensors.read(file))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("array 'stem'")
        .hasMessageContaining("download it again");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void what_never_ends_is_not_read() {
    assertThatThrownBy(() -> Safetensors.read(Path.of("/dev/zero")))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("not a regular file");
  }

  private Path file(String header, float... values) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(Long.BYTES + json.length + values.length * Float.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(json.length)
            .put(json);
    for (float value : values) {
      bytes.putFloat(value);
    }
    return Files.write(folder.resolve("weights.safetensors"), bytes.array());
  }
}
