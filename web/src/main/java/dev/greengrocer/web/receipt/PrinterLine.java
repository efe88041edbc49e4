package dev.greengrocer.web.receipt;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of bytes to a printer in the network. A printer that is off, does not read on, or hangs
 * up in the middle costs no more than the time it is given, and is reported. Thread-safe.
 */
final class PrinterLine implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(PrinterLine.class);

  /** How long to listen whether the printer hangs up on what it got; most say nothing. */
  private static final int LISTEN = 300;

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "printer-timer");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Sends bytes.
   *
   * @param patience how long all of it may take
   * @throws IOException with a message for people if not all of it was taken
   */
  void send(String host, int port, byte[] bytes, Duration patience) throws IOException {
    AtomicBoolean late = new AtomicBoolean();
    boolean connected = false;
    try (Socket socket = new Socket()) {
      // A write waits for as long as the other side does not read: closing ends it.
      ScheduledFuture<?> end =
          timer.schedule(() -> hangUp(socket, late), patience.toMillis(), TimeUnit.MILLISECONDS);
      try {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
          throw new UnknownHostException(host);
        }
        socket.connect(address, Math.toIntExact(patience.toMillis()));
        connected = true;
        socket.getOutputStream().write(bytes);
        socket.shutdownOutput();
        listen(socket);
      } finally {
        end.cancel(false);
      }
    } catch (UnknownHostException e) {
      throw new IOException("there is no host " + host, e);
    } catch (IOException e) {
      if (!connected) {
        throw new IOException("it does not answer; is it on, and is the address right?", e);
      }
      throw new IOException(
          late.get()
              ? "it did not take the receipt within %d s; a part may be printed"
                  .formatted(Math.max(1, patience.toSeconds()))
              : "it hung up in the middle; a part may be printed",
          e);
    }
  }

  private static void hangUp(Socket socket, AtomicBoolean late) {
    late.set(true);
    try {
      socket.close();
    } catch (IOException e) {
      log.debug("closing the line to a printer", e); // It is of no use any more either way.
    }
  }

  /** A printer may go on to tell its state, which is of no interest and takes no more time. */
  private static void listen(Socket socket) throws IOException {
    byte[] state = new byte[1024];
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LISTEN);
    try {
      for (long left = LISTEN; left > 0; left = millisUntil(end)) {
        socket.setSoTimeout((int) left);
        if (socket.getInputStream().read(state) < 0) {
          return;
        }
      }
    } catch (SocketTimeoutException e) {
      // It keeps the line open, as most do: it has got everything.
    }
  }

  private static long millisUntil(long end) {
    return TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
