package dev.greengrocer.training.torch;

import dev.greengrocer.training.loop.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.pytorch.global.torch;

/**
 * Computes in bfloat16 on this thread while it is open; does nothing for {@link Precision#FP32}.
 */
final class Autocast implements AutoCloseable {

  private static final Path PROCESSOR = Path.of("/proc/cpuinfo");

  private final boolean enabled;

  Autocast(Precision precision) {
    enabled = precision == Precision.BF16;
    if (enabled) {
      torch.set_autocast_dtype(torch.DeviceType.CPU, torch.ScalarType.BFloat16);
      torch.set_autocast_enabled(torch.DeviceType.CPU, true);
    }
  }

  /** Decides {@link Precision#AUTO} by what the processor multiplies in hardware. */
  static Precision resolve(Precision precision) {
    if (precision != Precision.AUTO) {
      return precision;
    }
    try {
      String flags = Files.readString(PROCESSOR);
      return flags.contains("amx_bf16") || flags.contains("avx512_bf16")
          ? Precision.BF16
          : Precision.FP32;
    } catch (IOException e) {
      // Not Linux: nothing is known of the processor, and fp32 is right everywhere.
      return Precision.FP32;
    }
  }

  @Override
  public void close() {
    if (enabled) {
      torch.set_autocast_enabled(torch.DeviceType.CPU, false);
      // The bf16 copies of the weights are stale once the optimiser has stepped.
      torch.clear_cache();
    }
  }
}
