package dev.greengrocer.web;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The other end of systemd's notices: a datagram socket, which Java 17 has none of, held by Python.
 * What arrives is kept, one entry for each datagram, its lines separated by blanks.
 */
public final class NotifyListener implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String PROGRAM =
      """
      import socket, sys
      name = sys.argv[1]
      listener = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
      listener.bind('\\0' + name[1:] if name.startswith('@') else name)
      print('listens', flush=True)
      while True:
          notice = listener.recv(4096).decode().strip()
          if notice != 'BARRIER=1':  # by which systemd-notify waits until the one before it was read
              print(notice.replace('\\n', ' '), flush=True)
      """;

  private final Process process;
  private final List<String> notices = new CopyOnWriteArrayList<>();

  private NotifyListener(Process process) {
    this.process = process;
  }

  /** Whether Python and systemd-notify are installed here; where they must be, always. */
  public static boolean available() {
    return System.getenv("GREENGROCER_REQUIRE_SYSTEMD") != null
        || Stream.of("python3", "systemd-notify").allMatch(NotifyListener::installed);
  }

  private static boolean installed(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
  }

  /**
   * Listens at a socket.
   *
   * @param name a path, or @ and a name outside the file system
   */
  public static NotifyListener at(String name) throws IOException {
    Process process =
        new ProcessBuilder("python3", "-c", PROGRAM, name)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    NotifyListener listener = new NotifyListener(process);
    if (!"listens".equals(lines.readLine())) {
      throw new AssertionError("python3 cannot listen at " + name);
    }
    Thread reader = new Thread(() -> lines.lines().forEach(listener.notices::add), "notices");
    reader.setDaemon(true);
    reader.start();
    return listener;
  }

  /** What has arrived so far, in its order. */
  public List<String> notices() {
    return List.copyOf(notices);
  }

  /** Waits until a condition holds for what has arrived. */
  public void await(String what, Predicate<List<String>> condition) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.test(notices)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("%s did not arrive, but %s".formatted(what, notices));
      }
      Thread.sleep(20);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
