package dev.greengrocer.benchmarks.scenario;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Runs the product's launcher to its end. */
final class Command {

  private Command() {}

  /**
   * What a command said on standard output and how long its process lived.
   *
   * @param seconds from the start of the launcher to the end of its output
   */
  record Finished(String output, double seconds) {}

  /**
   * Runs it.
   *
   * @throws IOException if it ends with anything but 0
   */
  static Finished run(Setting setting, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(setting.home().resolve("greengrocer").toString());
    command.addAll(arguments);
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exit = process.waitFor();
    double seconds = (System.nanoTime() - start) / 1e9;
    if (exit != 0) {
      throw new IOException(command + " ended with " + exit);
    }
    return new Finished(output, seconds);
  }
}
