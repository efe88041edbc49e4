package dev.greengrocer.web.systemd;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends notices to the socket that systemd names in {@code NOTIFY_SOCKET}. Java 17 has no datagram
 * sockets of this kind, so systemd's own program {@code systemd-notify} sends them: a process of a
 * few milliseconds, and no native code in the server. Thread-safe.
 *
 * <p>A service of type {@code notify} needs {@code NotifyAccess=all}, because the sender is a child
 * of the server. The program waits until systemd has read the notice, so none is taken for that of
 * a stranger.
 */
final class ServiceManager {

  /** The environment variable that names the socket, in the file system or, with @, without. */
  static final String SOCKET = "NOTIFY_SOCKET";

  private static final String PROGRAM = "systemd-notify";
  private static final long SECONDS = 10;

  private static final Logger log = LoggerFactory.getLogger(ServiceManager.class);

  private final String socket;
  private boolean failed;

  ServiceManager(String socket) {
    this.socket = socket;
  }

  /**
   * Tells assignments, such as {@code READY=1}. A notice that cannot be sent is in the log, the
   * first of several; the server goes on.
   */
  synchronized void tell(String... assignments) {
    List<String> command = new ArrayList<>(List.of(PROGRAM));
    command.addAll(List.of(assignments));
    try {
      String fault = send(command);
      if (!fault.isEmpty() && !failed) {
        log.error(
            "systemd was not told {}: {}; a service of type notify needs NotifyAccess=all",
            String.join(", ", assignments),
            fault);
      }
      failed = !fault.isEmpty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String send(List<String> command) throws InterruptedException {
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put(SOCKET, socket);
      builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
      Process process = builder.start();
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return "%s did not end within %d s".formatted(PROGRAM, SECONDS);
      }
      return process.exitValue() == 0
          ? ""
          : "%s ended with exit code %d".formatted(PROGRAM, process.exitValue());
    } catch (IOException e) {
      return "%s cannot be run (%s)".formatted(PROGRAM, e.getMessage());
    }
  }
}
