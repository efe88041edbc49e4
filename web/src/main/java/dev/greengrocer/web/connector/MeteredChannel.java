package dev.greengrocer.web.connector;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SocketBufferHandler;

/**
 * A connection that counts how long an answer waits for its reader. The system takes the first
 * megabytes at once, whatever the reader does; only when it takes no more does the worker wait, and
 * each byte that it takes from then on has been made room for by the reader. {@link #wakeIfTooSlow}
 * ends a wait that has become too long. Written to by one worker at a time, watched by another
 * thread.
 */
final class MeteredChannel extends NioChannel {

  private boolean hasWaited;
  private boolean waits;
  private long since;
  private long waited;
  private long read;

  MeteredChannel(SocketBufferHandler buffers) {
    super(buffers);
  }

  @Override
  public void reset(SocketChannel channel, NioSocketWrapper socketWrapper) throws IOException {
    super.reset(channel, socketWrapper);
    forget();
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    int count = super.read(target);
    if (count > 0) {
      forget(); // another request, and another answer
    }
    return count;
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    int count = super.write(source);
    written(count, source.hasRemaining());
    return count;
  }

  private synchronized void forget() {
    hasWaited = false;
    waits = false;
    waited = 0;
    read = 0;
  }

  private synchronized void written(int count, boolean more) {
    long now = System.nanoTime();
    if (waits) {
      waited += now - since;
    }
    if (hasWaited && count > 0) {
      read += count;
    }
    waits = more;
    hasWaited |= more;
    since = now;
  }

  /**
   * Ends the wait for a reader that is too slow: the worker that writes gets an exception, and the
   * reader an answer that is cut off.
   *
   * @param steady says how long a reader may be waited for
   */
  synchronized void wakeIfTooSlow(long now, SteadyProtocol steady) throws IOException {
    if (waits && waited + (now - since) > steady.answerAllowanceNanos(read)) {
      waits = false;
      getIOChannel().shutdownOutput();
    }
  }
}
