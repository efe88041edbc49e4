package dev.greengrocer.web.connector;

import dev.greengrocer.web.problem.BrokenBodyException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Set;
import org.apache.coyote.Adapter;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Answers the requests of one connection and counts how long its worker waits for bytes of a body:
 * only waiting counts, not what the server does with the bytes. {@link #wakeIfTooSlow} ends a wait
 * that has become too long, wherever in the body it is, chunk heads and trailers included.
 */
final class SteadyProcessor extends Http11Processor {

  private final SteadyProtocol steady;
  private final Set<SteadyProcessor> reading;
  private final MeteredBody body;

  SteadyProcessor(SteadyProtocol protocol, Adapter adapter, Set<SteadyProcessor> reading) {
    super(protocol, adapter);
    this.steady = protocol;
    this.reading = reading;
    this.body = new MeteredBody(request.getInputBuffer());
    request.setInputBuffer(body);
  }

  /** When the first byte of the present head came, by {@link System#nanoTime}; -1 for none. */
  long headStart() {
    return request.getStartTimeNanos();
  }

  /** The head of the present request as far as it came, also when it cannot be read. */
  UnreadHead head() {
    return body.wire instanceof ApplicationBufferHandler buffer
        ? UnreadHead.of(buffer.getByteBuffer())
        : UnreadHead.NONE;
  }

  /** Ends the wait for a body that comes too slowly. Called by the watch, never by the worker. */
  void wakeIfTooSlow(long now) {
    body.wakeIfTooSlow(now);
  }

  private @Nullable SocketWrapperBase<?> socket() {
    return getSocketWrapper();
  }

  /** The body of the present request. */
  final class MeteredBody implements InputBuffer {

    private final InputBuffer wire;
    private long requestStart;
    private long waited;
    private long bytes;
    private boolean tooSlow;
    private long entered; // 0: no worker waits

    MeteredBody(InputBuffer wire) {
      this.wire = wire;
    }

    /** The head that came before it, also when that cannot be read. */
    UnreadHead head() {
      return SteadyProcessor.this.head();
    }

    @Override
    public int doRead(ApplicationBufferHandler handler) throws IOException {
      enter();
      int count = 0;
      try {
        count = wire.doRead(handler);
      } catch (IOException e) {
        throw leave(0) ? late(e) : new BrokenBodyException(e);
      } catch (RuntimeException e) {
        leave(0);
        throw e;
      }
      if (leave(Math.max(0, count))) {
        throw late(null);
      }
      return count;
    }

    private synchronized void enter() throws IOException {
      long now = System.nanoTime();
      long start = request.getStartTimeNanos();
      if (start != requestStart) {
        requestStart = start;
        waited = 0;
        bytes = 0;
        tooSlow = false;
      }
      if (tooSlow) {
        throw late(null);
      }
      entered = now;
      reading.add(SteadyProcessor.this);
    }

    private synchronized boolean leave(int count) {
      reading.remove(SteadyProcessor.this);
      waited += System.nanoTime() - entered;
      entered = 0;
      bytes += count;
      tooSlow |= waited > steady.bodyAllowanceNanos(bytes);
      return tooSlow;
    }

    synchronized void wakeIfTooSlow(long now) {
      if (entered == 0 || tooSlow || waited + (now - entered) <= steady.bodyAllowanceNanos(bytes)) {
        return;
      }
      tooSlow = true;
      SocketWrapperBase<?> socket = socket();
      if (socket != null && socket.getSocket() instanceof NioChannel channel) {
        try {
          // The worker reads an end of stream; an answer can still be written.
          channel.getIOChannel().shutdownInput();
        } catch (IOException e) {
          getLog().debug("the connection is closed already", e);
        }
      }
    }

    private static SocketTimeoutException late(@Nullable IOException cause) {
      SocketTimeoutException late = new SocketTimeoutException("the body came too slowly");
      if (cause != null) {
        late.initCause(cause);
      }
      return late;
    }

    @Override
    public int available() {
      return wire.available();
    }
  }
}
