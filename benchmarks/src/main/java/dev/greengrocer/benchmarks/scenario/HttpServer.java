package dev.greengrocer.benchmarks.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A server in a process of its own. */
final class HttpServer implements AutoCloseable {

  /** The name of the thread that reads what the server says. */
  static final String READER = "server log";

  private static final Pattern LISTENS = Pattern.compile("listens on (http://\\S+)");

  // What is measured is the work, not the limits that keep a shop's server from harm.
  private static final Map<String, String> UNLIMITED =
      Map.of(
          "GREENGROCER_SECURITY_REQUESTSPERMINUTE", "100000000",
          "GREENGROCER_QUEUE_CAPACITY", "256",
          "GREENGROCER_QUEUE_PATIENCE", "60s",
          "SERVER_TOMCAT_THREADS_MAX", "192"); // two fifths of them may read a photo

  private final Process process;
  private final URI address;

  private HttpServer(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /** {@code greengrocer serve}, on an empty database or on one that is there. */
  static HttpServer product(Setting setting, Path data) throws IOException {
    return start(
        List.of(
            setting.home().resolve("greengrocer").toString(),
            "serve",
            "--demo",
            "--port",
            "0",
            "--data-dir",
            data.toString(),
            "--model",
            setting.bundle().toString()));
  }

  /** The usual sample behind a Spring MVC controller. */
  static HttpServer sample(Setting setting, ReferenceAnswers reference) throws IOException {
    Path module = setting.home().resolve("benchmarks/peers/sample/target");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-cp",
                module + "/*:" + module.resolve("lib/*"),
                "dev.greengrocer.peers.SampleServer"));
    command.addAll(reference.forPeer(2, List.of()));
    return start(command);
  }

  /** Starts a command and waits until it says where it listens. */
  static HttpServer start(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(UNLIMITED);
    PythonPeers.quieten(builder);
    Process process = builder.start();
    BufferedReader said = process.inputReader(UTF_8);
    StringBuilder log = new StringBuilder();
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      log.append(line).append('\n');
      Matcher listens = LISTENS.matcher(line);
      if (listens.find()) {
        drain(said);
        return new HttpServer(process, URI.create(listens.group(1)));
      }
    }
    throw new IOException("the server did not start:\n" + log);
  }

  /** Reads on, so that the server never waits for room to say something. */
  private static void drain(BufferedReader said) {
    Thread reader = new Thread(() -> said.lines().forEach(line -> {}), READER);
    reader.setDaemon(true);
    reader.start();
  }

  /** Where a path of it is. */
  URI uri(String path) {
    return address.resolve(path);
  }

  /** The most memory that was ever resident, in megabytes; Linux alone tells. */
  double peakResidentMegabytes() throws IOException {
    return kilobytes(Path.of("/proc", String.valueOf(process.pid()), "status"), "VmHWM:") / 1024;
  }

  /**
   * The memory that is resident now in all its processes, in megabytes; what they share counts
   * once. Linux alone tells.
   */
  double residentMegabytes() throws IOException {
    double sum = 0;
    List<ProcessHandle> processes =
        Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
    for (ProcessHandle each : processes) {
      Path shares = Path.of("/proc", String.valueOf(each.pid()), "smaps_rollup");
      if (!Files.exists(shares)) {
        return Double.NaN;
      }
      sum += kilobytes(shares, "Pss:") / 1024;
    }
    return sum;
  }

  private static double kilobytes(Path file, String line) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(each -> each.startsWith(line))
        .mapToDouble(each -> Double.parseDouble(each.replaceAll("\\D", "")))
        .findFirst()
        .orElse(Double.NaN);
  }

  @Override
  public void close() {
    // Process.destroy would close the log under the thread that reads it.
    process.toHandle().destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
