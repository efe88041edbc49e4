package dev.greengrocer.benchmarks.comparison;

import java.lang.management.ManagementFactory;
import java.util.Locale;

/** How busy the machine is. */
final class Load {

  private Load() {}

  /** Processes that ran or waited over the last minute, as the system counts them. */
  static String now() {
    return String.format(
        Locale.ROOT, "%.1f", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }
}
