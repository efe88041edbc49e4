package dev.greengrocer.web.server;

import dev.greengrocer.web.command.GreengrocerWeb;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server in a process of its own, which may be killed. */
public final class ServerProcess implements AutoCloseable {

  private static final Pattern ADDRESS = Pattern.compile("listens on (http://[0-9.]+:[0-9]+)");
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final JsonMapper JSON = new JsonMapper();

  private final Process process;
  private final Path log;
  private final URI address;
  private final HttpClient client = HttpClient.newHttpClient();

  private ServerProcess(Process process, Path log, URI address) {
    this.process = process;
    this.log = log;
    this.address = address;
  }

  /** Starts a server on a data directory and waits until it is ready. */
  public static ServerProcess start(Path dataDirectory, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path log = Files.createTempFile("greengrocer-server", ".log");
    Process process =
        builder(List.of("serve", "--demo", "--port", "0", "--data-dir", dataDirectory.toString()))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .also(environment)
            .start();
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end && process.isAlive()) {
      Matcher address = ADDRESS.matcher(Files.readString(log));
      if (address.find()) {
        return new ServerProcess(process, log, URI.create(address.group(1)));
      }
      Thread.sleep(50);
    }
    process.destroyForcibly();
    throw new AssertionError("the server did not start:\n" + Files.readString(log));
  }

  /** Runs a command to its end. */
  public static Result run(String... arguments) throws IOException, InterruptedException {
    return run(Map.of(), arguments);
  }

  /** The same, with variables added to the environment. */
  public static Result run(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("greengrocer-command", ".log");
    Process process =
        builder(List.of(arguments))
            .also(environment)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("it does not end:\n" + Files.readString(output));
    }
    return new Result(process.exitValue(), Files.readString(output));
  }

  private static Builder builder(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Djava.awt.headless=true",
            "-Dgreengrocer.home=" + System.getProperty("greengrocer.home", ".."),
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            GreengrocerWeb.class.getName()));
    command.addAll(arguments);
    return new Builder(new ProcessBuilder(command));
  }

  /** Where it listens. */
  String address() {
    return address.toString();
  }

  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(address.resolve(path)).timeout(PATIENCE).build(),
        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  public HttpResponse<String> predict(byte[] photo) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(address.resolve("/api/v1/predictions"))
            .timeout(PATIENCE)
            .header("Content-Type", "application/octet-stream")
            .POST(HttpRequest.BodyPublishers.ofByteArray(photo))
            .build(),
        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  public HttpResponse<String> post(String path, String type, byte[] body)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(address.resolve(path))
            .timeout(PATIENCE)
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build(),
        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  public HttpResponse<String> delete(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(address.resolve(path)).timeout(PATIENCE).DELETE().build(),
        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  HttpResponse<String> sell(String sale, String key) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(address.resolve("/api/v1/sales"))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(HttpRequest.BodyPublishers.ofString(sale))
            .build(),
        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  /** The name of an answer or of a sale. */
  public static String id(HttpResponse<String> answer) {
    return json(answer).at("/id").asString();
  }

  public static JsonNode json(HttpResponse<String> response) {
    return JSON.readTree(response.body());
  }

  /** Asks it to stop, as systems do. */
  public void terminate() {
    process.destroy();
  }

  /** Ends it at once, whatever it is doing. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  public int waitForExit() throws InterruptedException, IOException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("it does not end:\n" + Files.readString(log));
    }
    return process.exitValue();
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly().onExit().join();
    Files.deleteIfExists(log);
  }

  /** How a command ended and what it said. */
  public record Result(int exitCode, String output) {}

  /** A process builder whose calls chain. */
  private record Builder(ProcessBuilder process) {

    Builder redirectErrorStream(boolean together) {
      process.redirectErrorStream(together);
      return this;
    }

    Builder redirectOutput(java.io.File file) {
      process.redirectOutput(file);
      return this;
    }

    Builder also(Map<String, String> environment) {
      process.environment().putAll(environment);
      return this;
    }

    Process start() throws IOException {
      return process.start();
    }
  }
}
