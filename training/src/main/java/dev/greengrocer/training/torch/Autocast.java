package dev.greengrocer.training.torch;

import dev.greengrocer.training.loop.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bytedeco.pytorch.global.torch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Computes in bfloat16 on this thread while it is open; does nothing for {@link Precision#FP32}.
 */
final class Autocast implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Autocast.class);

  /** A search trains many networks; one warning is enough. */
  private static final AtomicBoolean WARNED = new AtomicBoolean();

  private static final Path PROCESSOR = Path.of("/proc/cpuinfo");

  private final boolean enabled;

  Autocast(Precision precision) {
    enabled = precision == Precision.BF16;
    if (enabled) {
      torch.set_autocast_dtype(torch.DeviceType.CPU, torch.ScalarType.BFloat16);
      torch.set_autocast_enabled(torch.DeviceType.CPU, true);
    }
  }

  /**
   * Decides {@link Precision#AUTO} by what the processor multiplies in hardware, and warns once of
   * a bf16 that it does not.
   */
  static Precision resolve(Precision precision) {
    Optional<Boolean> inHardware = bf16InHardware(PROCESSOR);
    warning(precision, inHardware)
        .filter(warning -> WARNED.compareAndSet(false, true))
        .ifPresent(log::warn);
    if (precision != Precision.AUTO) {
      return precision;
    }
    // Where nothing is known of the processor, fp32 is right.
    return inHardware.orElse(false) ? Precision.BF16 : Precision.FP32;
  }

  /** What to say of a precision that was asked for; nothing where all is well or unknown. */
  static Optional<String> warning(Precision precision, Optional<Boolean> bf16InHardware) {
    return precision == Precision.BF16 && !bf16InHardware.orElse(true)
        ? Optional.of(
            "WARNING: precision is bf16, but this processor does not multiply bf16 in hardware, so"
                + " training takes some ten times as long as with fp32; leave --precision out or"
                + " give --precision fp32")
        : Optional.empty();
  }

  /**
   * Whether the processor multiplies bf16 in hardware.
   *
   * @param processor the description of Linux, {@code /proc/cpuinfo}
   * @return empty where there is none
   */
  static Optional<Boolean> bf16InHardware(Path processor) {
    try {
      String flags = Files.readString(processor);
      return Optional.of(flags.contains("amx_bf16") || flags.contains("avx512_bf16"));
    } catch (IOException e) {
      return Optional.empty(); // not Linux
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
