package dev.greengrocer.web.scale;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A scale at the other end of a pseudo-terminal, which Python makes. */
final class PseudoScale implements AutoCloseable {

  private static final String SCRIPT =
      """
      import os, pty, sys, threading, time, tty
      ours, theirs = pty.openpty()
      tty.setraw(theirs)
      print(os.ttyname(theirs), flush=True)
      shown = [sys.argv[2]]
      def say():
          os.write(ours, (shown[0] + "\\r\\n").encode())
      def answer():
          while True:
              if sys.argv[1] == "asked":
                  if os.read(ours, 64) == b"SI\\r\\n":
                      say()
              else:
                  say()
                  time.sleep(0.1)
      threading.Thread(target=answer, daemon=True).start()
      for line in sys.stdin:
          shown[0] = line.rstrip("\\n")
      """;

  private final Process process;
  private final String port;
  private final Writer input;

  private PseudoScale(Process process, String port) {
    this.process = process;
    this.port = port;
    this.input = process.outputWriter(StandardCharsets.UTF_8);
  }

  /**
   * Connects a scale.
   *
   * @param kind {@code asked}, or {@code continuous}
   * @param shown what it shows
   * @return nothing where there is no Python or no pseudo-terminal
   */
  static Optional<PseudoScale> connect(String kind, String shown) {
    try {
      Process process =
          new ProcessBuilder("python3", "-c", SCRIPT, kind, shown)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      @SuppressWarnings("resource") // closed with the process
      BufferedReader output =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      String port = output.readLine();
      return port == null ? Optional.empty() : Optional.of(new PseudoScale(process, port));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  String port() {
    return port;
  }

  void show(String line) {
    try {
      input.write(line + "\n");
      input.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
