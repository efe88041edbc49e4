package dev.greengrocer.lab.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One line that says what kind of machine this is. */
public final class MachineDescription {

  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  private MachineDescription() {}

  /** Processor, cores, system and Java version. */
  public static String ofThisMachine() {
    return "%s, %d cores, %s %s, Java %s"
        .formatted(
            processor(),
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            Runtime.version().feature());
  }

  /** The processor's name where the system tells it (Linux), else that it is not known. */
  private static String processor() {
    List<String> lines;
    try {
      lines = Files.readAllLines(CPU_INFO);
    } catch (IOException e) {
      return "unknown processor";
    }
    return lines.stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("unknown processor");
  }
}
