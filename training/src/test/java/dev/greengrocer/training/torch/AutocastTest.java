package dev.greengrocer.training.torch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.training.loop.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AutocastTest {

  @TempDir private Path folder;

  @Test
  void a_processor_is_known_by_its_flags() throws IOException {
    assertThat(Autocast.bf16InHardware(processor("avx2 avx512_bf16"))).contains(true);
    assertThat(Autocast.bf16InHardware(processor("avx2 amx_bf16"))).contains(true);
    assertThat(Autocast.bf16InHardware(processor("avx2 avx512f"))).contains(false);
    assertThat(Autocast.bf16InHardware(folder.resolve("none"))).isEmpty();
  }

  @Test
  void bf16_is_warned_of_where_the_processor_does_not_multiply_it() {
    assertThat(Autocast.warning(Precision.BF16, Optional.of(false)))
        .hasValueSatisfying(
            warning -> assertThat(warning).contains("ten times", "--precision fp32"));

    assertThat(Autocast.warning(Precision.BF16, Optional.of(true))).isEmpty();
    assertThat(Autocast.warning(Precision.BF16, Optional.empty())).isEmpty();
    assertThat(Autocast.warning(Precision.AUTO, Optional.of(false))).isEmpty();
    assertThat(Autocast.warning(Precision.FP32, Optional.of(false))).isEmpty();
  }

  private Path processor(String flags) throws IOException {
    return Files.writeString(folder.resolve("cpuinfo"), "flags\t\t: fpu " + flags + "\n");
  }
}
