package dev.greengrocer.web.receipt;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A printer without paper: what it got can be read, and it may be a bad one. */
final class PaperSink implements AutoCloseable {

  /** How it takes what comes. */
  enum Manner {
    /** All of it, at once. */
    WELL,
    /** All of it, a little at a time. */
    SLOWLY,
    /** A little of it, then it hangs up. */
    HALF,
    /** It never reads. */
    NEVER,
    /** All of it, and answers without end. */
    TALKING
  }

  private static final int LITTLE = 512;

  private final ServerSocket door;
  private final Manner manner;
  private final BlockingQueue<byte[]> taken = new LinkedBlockingQueue<>();
  private volatile boolean closed;

  PaperSink(Manner manner) {
    this.manner = manner;
    try {
      this.door = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread thread = new Thread(this::serve, "paper-sink");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return door.getLocalPort();
  }

  /** The next receipt that it got, whole. */
  byte[] next() throws InterruptedException {
    byte[] next = taken.poll(60, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing was printed");
    }
    return next;
  }

  private void serve() {
    while (!closed) {
      try (Socket line = door.accept()) {
        take(line);
      } catch (IOException | InterruptedException e) {
        // The test goes on: what it looks at is the other side.
      }
    }
  }

  private void take(Socket line) throws IOException, InterruptedException {
    InputStream in = line.getInputStream();
    switch (manner) {
      case WELL -> taken.add(in.readAllBytes());
      case SLOWLY -> {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] some = in.readNBytes(LITTLE); some.length > 0; some = in.readNBytes(LITTLE)) {
          all.writeBytes(some);
          Thread.sleep(5);
        }
        taken.add(all.toByteArray());
      }
      case HALF -> {
        in.readNBytes(LITTLE);
        line.setSoLinger(true, 0);
      }
      case TALKING -> {
        taken.add(in.readAllBytes());
        while (!closed) {
          line.getOutputStream().write(0x12);
          Thread.sleep(20);
        }
      }
      case NEVER -> Thread.sleep(TimeUnit.MINUTES.toMillis(1));
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    door.close();
  }
}
