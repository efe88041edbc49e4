package dev.greengrocer.web;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL for tests, in a temporary folder, started once. Tests that want it say {@link
 * OnPostgres}.
 */
public final class PostgresServer {

  private static final String USER = "greengrocer";

  private static @Nullable String address;

  private PostgresServer() {}

  /** Whether PostgreSQL's programs are installed here. */
  public static boolean available() {
    return programs().isPresent();
  }

  /**
   * The address of a database of its own, empty at first; starts the server when it does not run.
   */
  public static synchronized String emptyDatabase(String name) {
    try {
      if (address == null) {
        address = start(programs().orElseThrow());
      }
      run(
          List.of(
              programs().orElseThrow().resolve("psql").toString(),
              address.replace("jdbc:", "").replace("?", "/postgres?"),
              "-q",
              "-c",
              "CREATE DATABASE " + name));
      return address.replace("?", "/" + name + "?");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String start(Path programs) throws IOException {
    Path folder = Files.createTempDirectory("greengrocer-postgres");
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    if (isRoot()) { // PostgreSQL refuses to run as root
      run(List.of("chown", "postgres", folder.toString()));
    }
    Path data = folder.resolve("data");
    run(
        asItself(
            programs.resolve("initdb").toString(),
            "--auth=trust",
            "--username=" + USER,
            "--encoding=UTF8",
            "--pgdata=" + data));
    run(
        asItself(
            programs.resolve("pg_ctl").toString(),
            "--pgdata=" + data,
            "--log=" + folder.resolve("log"),
            "--wait",
            "--options=-p %d -k %s -c listen_addresses=127.0.0.1 -c fsync=off"
                .formatted(port, folder),
            "start"));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(programs, data)));
    return "jdbc:postgresql://127.0.0.1:" + port + "?user=" + USER;
  }

  private static void stop(Path programs, Path data) {
    try {
      run(
          asItself(
              programs.resolve("pg_ctl").toString(),
              "--pgdata=" + data,
              "--mode=immediate",
              "stop"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> asItself(String... command) {
    List<String> words = new ArrayList<>();
    if (isRoot()) {
      // By its place: a path of programs without those of the administrator is common.
      words.addAll(List.of("/sbin/runuser", "-u", "postgres", "--"));
    }
    words.addAll(List.of(command));
    return words;
  }

  private static void run(List<String> command) throws IOException {
    Path output = Files.createTempFile("greengrocer-postgres", ".log");
    try {
      int exitCode =
          new ProcessBuilder(command)
              .directory(new File("/"))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start()
              .waitFor();
      if (exitCode != 0) {
        throw new AssertionError(command + " failed:\n" + Files.readString(output));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    } finally {
      Files.delete(output);
    }
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  /** Where Debian and others put the server's programs; the newest version first. */
  private static Optional<Path> programs() {
    try (Stream<Path> versions =
        Stream.of("/usr/lib/postgresql", "/usr/local/pgsql", "/opt/homebrew/opt")
            .map(Path::of)
            .filter(Files::isDirectory)
            .flatMap(PostgresServer::children)) {
      return versions
          .sorted((a, b) -> b.compareTo(a))
          .map(version -> version.resolve("bin"))
          .filter(folder -> Files.isExecutable(folder.resolve("initdb")))
          .findFirst();
    }
  }

  private static Stream<Path> children(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
