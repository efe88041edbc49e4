package dev.greengrocer.checks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The network between a browser and a server, as bad as a test wants it: everything takes its time,
 * answers get lost after the server has acted, nothing comes through at all.
 */
final class SlowNetwork implements AutoCloseable {

  private static final byte[] END = new byte[0];
  private static final int BUFFER = 16 * 1024;

  private final ServerSocket door;
  private final URI server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger lost = new AtomicInteger();
  private volatile Duration latency = Duration.ZERO;
  private volatile boolean down;

  private SlowNetwork(ServerSocket door, URI server) {
    this.door = door;
    this.server = server;
  }

  /** A proxy between a server and who connects to {@link #authority}. */
  static SlowNetwork before(WebServer server) throws IOException {
    SlowNetwork network =
        new SlowNetwork(
            new ServerSocket(0, 100, InetAddress.getLoopbackAddress()), server.uri("/"));
    start("network", network::accept);
    return network;
  }

  /** Address and port on this side. */
  String authority() {
    return "127.0.0.1:" + door.getLocalPort();
  }

  /** From now on each answer comes so much later. */
  void latency(Duration wanted) {
    latency = wanted;
  }

  /** Loses the next answers: the server has acted, and its client does not learn it. */
  void loseAnswers(int count) {
    lost.set(count);
  }

  /** Cuts the network, or mends it. */
  void down(boolean wanted) {
    down = wanted;
    if (wanted) {
      open.forEach(SlowNetwork::close);
    }
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket browser = door.accept();
        if (down) {
          close(browser);
          continue;
        }
        Socket to = new Socket(InetAddress.getLoopbackAddress(), server.getPort());
        browser.setTcpNoDelay(true);
        to.setTcpNoDelay(true);
        open.add(browser);
        open.add(to);
        start("up", () -> carry(browser, to));
        start("down", () -> carryLate(to, browser));
      } catch (IOException e) {
        // The test is over, or the server is gone: there is nothing to carry.
      }
    }
  }

  private void carry(Socket from, Socket to) {
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        out.write(buffer, 0, count);
      }
    } catch (IOException e) {
      // One side has gone; the other one goes, too.
    } finally {
      close(from);
      close(to);
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
  private record Late(long due, byte[] bytes) {}

  private void carryLate(Socket from, Socket to) {
    BlockingQueue<Late> waiting = new LinkedBlockingQueue<>();
    start("late", () -> deliver(waiting, to));
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = from.getInputStream()) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        if (lost.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
          close(to);
          return;
        }
        waiting.add(new Late(System.nanoTime() + latency.toNanos(), Arrays.copyOf(buffer, count)));
      }
    } catch (IOException e) {
      // One side has gone; the other one goes, too.
    } finally {
      waiting.add(new Late(System.nanoTime() + latency.toNanos(), END));
      close(from);
    }
  }

  private static void deliver(BlockingQueue<Late> waiting, Socket to) {
    try (OutputStream out = to.getOutputStream()) {
      for (Late next = waiting.take(); next.bytes() != END; next = waiting.take()) {
        TimeUnit.NANOSECONDS.sleep(next.due() - System.nanoTime());
        out.write(next.bytes());
      }
    } catch (IOException e) {
      // The browser does not listen any more.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      close(to);
    }
  }

  private static void start(String name, Runnable work) {
    Thread thread = new Thread(work, "slow " + name);
    thread.setDaemon(true);
    thread.start();
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // Closed is all it should be.
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    down(true);
  }
}
