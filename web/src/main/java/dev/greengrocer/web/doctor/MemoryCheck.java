package dev.greengrocer.web.doctor;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * Compares what Java may take with what the machine or its control group has. It is started with
 * the options of the server, so its own heap limit is the server's.
 */
final class MemoryCheck implements Check {

  /**
   * What a server takes beside its heap under load: network, decoders, code, threads. 480 MB in all
   * with a heap of 400 MB that is never full (docs/serve.md, "Memory and start").
   */
  private static final long BESIDE_THE_HEAP = 250L << 20;

  private final long heap;
  private final long machine;

  MemoryCheck() {
    this(Runtime.getRuntime().maxMemory(), machineMemory());
  }

  /** With limits in bytes. */
  MemoryCheck(long heap, long machine) {
    this.heap = heap;
    this.machine = machine;
  }

  /** The container's limit where there is one, else the machine's memory, in bytes. */
  private static long machineMemory() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
  }

  @Override
  public String subject() {
    return "memory";
  }

  @Override
  public Finding look() {
    long wanted = heap + BESIDE_THE_HEAP;
    String sentence =
        "a heap of at most %d MB and %d MB beside it, of the %d MB that there are"
            .formatted(heap >> 20, BESIDE_THE_HEAP >> 20, machine >> 20);
    if (wanted <= machine) {
      return Finding.ok(subject(), sentence);
    }
    String remedy =
        "give the machine or container %d MB, or less heap with GREENGROCER_JAVA_OPTS=-Xmx…"
            .formatted(wanted >> 20);
    return heap >= machine
        ? Finding.error(subject(), sentence, remedy)
        : Finding.warning(subject(), sentence, remedy);
  }
}
