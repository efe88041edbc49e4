package dev.greengrocer.web.connector;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.coyote.Adapter;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 that slow or silent callers cannot hold up. Tomcat's own timeouts are per read: a caller
 * that sends one byte every few seconds keeps a connection, and with a body a worker thread, for as
 * long as it likes. Here
 *
 * <ul>
 *   <li>a whole request head has a deadline ({@link #setHeadTimeout});
 *   <li>a body must come at an average rate ({@link #setBodyRate}) after a grace time, and a worker
 *       that waits for a slower one is woken ({@link SteadyProcessor});
 *   <li>an answer must be read at an average rate ({@link #setAnswerRate}), or it is cut off and
 *       its worker is woken ({@link MeteredChannel});
 *   <li>what an answered request left unread is read on for a short time by a few workers only
 *       ({@link UnreadBodies});
 *   <li>when the connections run out, the one that has been waiting longest for its caller is
 *       closed, so that a new caller always finds a place.
 * </ul>
 *
 * <p>Public because Tomcat makes it by its name. Thread-safe.
 */
public final class SteadyProtocol extends Http11NioProtocol {

  private static final long WATCH_MILLIS = 500;

  private final Set<SteadyProcessor> reading = ConcurrentHashMap.newKeySet();
  private volatile Duration headTimeout = Duration.ofSeconds(10);
  private volatile Duration bodyGrace = Duration.ofSeconds(10);
  private volatile long bodyRate = 16 * 1024;
  private volatile long answerRate = 4 * 1024;
  private @Nullable ScheduledExecutorService watch;

  /** Listens to no port yet. */
  public SteadyProtocol() {
    super(new RoomyEndpoint());
  }

  /** Sets how long the head of a request may take from its first byte to its last. */
  void setHeadTimeout(Duration timeout) {
    headTimeout = timeout;
  }

  /**
   * Sets how slowly a body may come.
   *
   * @param grace how long callers may be waited for in any case
   * @param bytesPerSecond bytes that pay for each further second of waiting
   */
  void setBodyRate(Duration grace, long bytesPerSecond) {
    bodyGrace = grace;
    bodyRate = bytesPerSecond;
  }

  /** Sets how many bytes that a reader takes of an answer pay for each further second. */
  void setAnswerRate(long bytesPerSecond) {
    answerRate = bytesPerSecond;
  }

  @Override
  public void setAdapter(Adapter adapter) {
    super.setAdapter(new UnreadBodies(adapter));
  }

  @Override
  protected Processor createProcessor() {
    return new SteadyProcessor(this, getAdapter(), reading);
  }

  /** How long a caller may be waited for after it has sent so many bytes of a body. */
  long bodyAllowanceNanos(long bytes) {
    return bodyGrace.toNanos() + TimeUnit.SECONDS.toNanos(bytes) / bodyRate;
  }

  /** How long a reader may be waited for that has taken so many bytes since the first wait. */
  long answerAllowanceNanos(long bytes) {
    return bodyGrace.toNanos() + TimeUnit.SECONDS.toNanos(bytes) / answerRate;
  }

  @Override
  public void start() throws Exception {
    super.start();
    ScheduledExecutorService started =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, getName() + "-watch");
              thread.setDaemon(true);
              return thread;
            });
    Future<?> unused =
        started.scheduleWithFixedDelay(
            this::closeTheSlow, WATCH_MILLIS, WATCH_MILLIS, TimeUnit.MILLISECONDS);
    watch = started;
  }

  @Override
  public void stop() throws Exception {
    ScheduledExecutorService started = watch;
    if (started != null) {
      started.shutdownNow();
    }
    super.stop();
  }

  private void closeTheSlow() {
    try {
      long now = System.nanoTime();
      reading.forEach(processor -> processor.wakeIfTooSlow(now));
      long limit = headTimeout.toNanos();
      for (SocketWrapperBase<NioChannel> connection : getEndpoint().getConnections()) {
        if (headAge(connection, now) > limit) {
          closeIfWaiting(connection);
        }
        wakeIfTooSlow(connection, now);
      }
    } catch (RuntimeException e) {
      getLog().warn("looking for slow callers failed; it goes on", e);
    }
  }

  private void wakeIfTooSlow(SocketWrapperBase<NioChannel> connection, long now) {
    if (connection.getSocket() instanceof MeteredChannel channel) {
      try {
        channel.wakeIfTooSlow(now, this);
      } catch (IOException e) {
        getLog().debug("the connection is closed already", e);
      }
    }
  }

  /** How long a connection has been sending a head, in nanoseconds; 0 when it sends none. */
  private static long headAge(SocketWrapperBase<NioChannel> connection, long now) {
    // A processor stays with a connection between two reads when a head is unfinished, or when the
    // request is answered asynchronously.
    if (!(connection.getCurrentProcessor() instanceof SteadyProcessor processor)
        || processor.isAsync()
        || processor.isUpgrade()) {
      return 0;
    }
    long start = processor.headStart();
    return start < 0 ? 0 : now - start;
  }

  /** Closes a connection unless a worker has it or an answer to it is under way. */
  private static boolean closeIfWaiting(SocketWrapperBase<NioChannel> connection) {
    ReentrantLock lock = connection.getLock();
    if (!lock.tryLock()) {
      return false; // a worker has it
    }
    try {
      Object processor = connection.getCurrentProcessor();
      if (connection.isClosed()
          || (processor instanceof Processor busy && (busy.isAsync() || busy.isUpgrade()))) {
        return false;
      }
      connection.close();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Makes room for a new connection before the last place is taken. */
  private static final class RoomyEndpoint extends NioEndpoint {

    private static final int SHARE = 16;

    private record Waiting(SocketWrapperBase<NioChannel> connection, long sinceMillis) {}

    @Override
    protected NioChannel createChannel(SocketBufferHandler buffers) {
      return isSSLEnabled() ? super.createChannel(buffers) : new MeteredChannel(buffers);
    }

    @Override
    protected boolean setSocketOptions(SocketChannel socket) {
      int most = getMaxConnections();
      if (most > 0 && getConnectionCount() >= most - Math.max(1, most / SHARE)) {
        makeRoom(Math.max(1, most / SHARE));
      }
      return super.setSocketOptions(socket);
    }

    /** Closes those that have been waiting longest for their callers. */
    private void makeRoom(int places) {
      long nanos = System.nanoTime();
      long millis = System.currentTimeMillis();
      List<Waiting> waiting = new ArrayList<>();
      for (SocketWrapperBase<NioChannel> connection : getConnections()) {
        if (connection instanceof NioSocketWrapper nio && !connection.getLock().isLocked()) {
          long head = TimeUnit.NANOSECONDS.toMillis(headAge(connection, nanos));
          waiting.add(new Waiting(connection, head > 0 ? millis - head : nio.getLastRead()));
        }
      }
      waiting.sort(Comparator.comparingLong(Waiting::sinceMillis));
      // Not the youngest: their callers have had no time to say anything.
      int closed = 0;
      for (Waiting oldest : waiting.subList(0, Math.max(0, waiting.size() - places))) {
        if (closed < places && closeIfWaiting(oldest.connection())) {
          closed++;
        }
      }
    }
  }
}
