package dev.greengrocer.model;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.InvalidModelException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class NpyFileTest {

  private static final Path FILE = Path.of("table.npy");

  @Test
  void a_table_is_laid_out_as_numpy_does() {
    byte[] bytes = NpyFile.bytes(new float[][] {{1, -2, 0.5f}, {0, 0, 3}});

    // numpy.save of the same array: 128 bytes of header, then 1.0f as 00 00 80 3f and so on.
    assertThat(bytes).hasSize(128 + 24);
    assertThat(Arrays.copyOf(bytes, 10))
        .containsExactly(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0);
    assertThat(new String(bytes, 10, 118, ISO_8859_1))
        .startsWith("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }")
        .endsWith(" \n");
    assertThat(Arrays.copyOfRange(bytes, 128, 136))
        .containsExactly(0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0);
  }

  @Test
  void a_table_is_read_as_it_was_written() {
    float[][] table = {{1.5f, Float.MIN_VALUE}, {-0f, 1e30f}, {7, 8}};

    assertThat(NpyFile.parse(NpyFile.bytes(table), FILE)).isDeepEqualTo(table);
  }

  @Test
  void whatever_is_cut_off_or_altered_is_refused_by_name() {
    byte[] bytes = NpyFile.bytes(new float[][] {{1, 2}});
    byte[] doubles = bytes.clone();
    doubles[13 + 10] = '8'; // '<f8'
    for (byte[] wrong :
        new byte[][] {
          {}, Arrays.copyOf(bytes, 9), Arrays.copyOf(bytes, 60), Arrays.copyOf(bytes, 135), doubles
        }) {
      assertThatThrownBy(() -> NpyFile.parse(wrong, FILE))
          .isInstanceOf(InvalidModelException.class)
          .hasMessageContaining("table.npy: not a table");
    }
  }
}
