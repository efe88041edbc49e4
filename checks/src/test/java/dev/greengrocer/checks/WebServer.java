package dev.greengrocer.checks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code greengrocer serve} as a process of its own, on a free port. */
final class WebServer implements AutoCloseable {

  private static final Pattern LISTENS = Pattern.compile("listens on (http://\\S+)");
  private static final Pattern PASSWORD = Pattern.compile("(?m)^password\\s+(\\S+)\\s*$");
  private static final Duration START = Duration.ofMinutes(3);

  private final Process process;
  private final URI address;
  private final Path dataDirectory;
  private final HttpClient client = HttpClient.newHttpClient();

  private WebServer(Process process, URI address, Path dataDirectory) {
    this.process = process;
    this.address = address;
    this.dataDirectory = dataDirectory;
  }

  /** Starts it as a demonstration on a data directory of its own and waits until it listens. */
  static WebServer start(Path dataDirectory) throws IOException, InterruptedException {
    return start(dataDirectory, List.of("--demo"));
  }

  /** Starts it for people who sign in. */
  static WebServer startWithUsers(Path dataDirectory) throws IOException, InterruptedException {
    return start(dataDirectory, List.of());
  }

  private static WebServer start(Path dataDirectory, List<String> options)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // As server.options has them; without the last two a start takes twice as long.
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dspring.aot.enabled=true",
                "-Djava.awt.headless=true",
                "-Dgreengrocer.home=" + System.getProperty("greengrocer.home", ".."),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.greengrocer.web.command.GreengrocerWeb",
                "serve",
                "--port",
                "0",
                "--data-dir",
                dataDirectory.toString()));
    command.addAll(options);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    CompletableFuture<URI> address = new CompletableFuture<>();
    List<String> log = Collections.synchronizedList(new ArrayList<>());
    Thread reader = new Thread(() -> read(process, address, log), "server log");
    reader.setDaemon(true);
    reader.start();
    try {
      return new WebServer(
          process, address.get(START.toSeconds(), TimeUnit.SECONDS), dataDirectory);
    } catch (ExecutionException | TimeoutException e) {
      process.destroyForcibly();
      throw new IOException("the server did not start:\n" + String.join("\n", log), e);
    }
  }

  private static void read(Process process, CompletableFuture<URI> address, List<String> log) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        log.add(line);
        Matcher listens = LISTENS.matcher(line);
        if (listens.find()) {
          address.complete(URI.create(listens.group(1)));
        }
      }
    } catch (IOException e) {
      log.add(e.toString());
    }
    address.completeExceptionally(new IOException("it ended"));
  }

  /** Where a path of it is. */
  URI uri(String path) {
    return address.resolve(path);
  }

  /** The first user's password, which a server without a terminal leaves in a file. */
  String oneTimePassword() throws IOException {
    String file = Files.readString(dataDirectory.resolve("first-password.txt"));
    Matcher password = PASSWORD.matcher(file);
    if (!password.find()) {
      throw new IOException("no password in " + file);
    }
    return password.group(1);
  }

  /** Lets it name a photo, as a program would. */
  HttpResponse<String> name(byte[] photo) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(uri("/api/v1/predictions"))
            .header("Content-Type", "image/jpeg")
            .POST(HttpRequest.BodyPublishers.ofByteArray(photo))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** Decides what a photo shows, as a program would. */
  void review(String id, String decision) throws IOException, InterruptedException {
    int status =
        client
            .send(
                HttpRequest.newBuilder(uri("/api/v1/review/" + id))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(decision))
                    .build(),
                HttpResponse.BodyHandlers.discarding())
            .statusCode();
    if (status != 204) {
      throw new IOException("review of %s: the server answered %d".formatted(id, status));
    }
  }

  /** Sends what a scale shows, for the basket of a till. */
  void weigh(String till, int grams) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(uri("/api/v1/baskets/%s/weight".formatted(till)))
                .header("Content-Type", "application/json")
                .PUT(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"weight\": %d, \"unit\": \"g\"}".formatted(grams)))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(
          "%d g at %s: the server answered %d, %s"
              .formatted(grams, till, answer.statusCode(), answer.body()));
    }
  }

  /** The bytes of a path. */
  byte[] bytes(String path) throws IOException, InterruptedException {
    return client
        .send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofByteArray())
        .body();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(40, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
