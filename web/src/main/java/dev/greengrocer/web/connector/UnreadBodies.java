package dev.greengrocer.web.connector;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.apache.tomcat.util.net.SocketEvent;

/**
 * What becomes of a body that an answered request left unread. A caller that is cut off in
 * mid-sentence may never hear why it was refused, so the rest is read and dropped; but only by a
 * few workers and not for long. Otherwise, or beyond that, the connection is closed. (Tomcat itself
 * would read on with any worker for as long as bytes come.)
 */
final class UnreadBodies implements Adapter {

  private static final int READERS = 8;
  private static final long MOST_BYTES = 32L << 20;
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Adapter adapter;
  private final Semaphore readers = new Semaphore(READERS);

  UnreadBodies(Adapter adapter) {
    this.adapter = adapter;
  }

  @Override
  public void service(Request request, Response response) throws Exception {
    try {
      adapter.service(request, response);
    } finally {
      end(request);
    }
  }

  @Override
  public boolean asyncDispatch(Request request, Response response, SocketEvent status)
      throws Exception {
    try {
      return adapter.asyncDispatch(request, response, status);
    } finally {
      end(request);
    }
  }

  private void end(Request request) {
    AtomicBoolean async = new AtomicBoolean();
    request.action(ActionCode.ASYNC_IS_ASYNC, async);
    if (async.get() || !unread(request)) {
      return;
    }
    if (!request.hasExpectation() && readers.tryAcquire()) {
      try {
        drop(request);
      } finally {
        readers.release();
      }
    }
    if (unread(request)) {
      request.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
    }
  }

  private static boolean unread(Request request) {
    long length = request.getContentLengthLong();
    return length >= 0
        ? request.getBytesRead() < length
        : request.getHeader("transfer-encoding") != null && !request.isFinished();
  }

  private static void drop(Request request) {
    long end = System.nanoTime() + LONGEST_NANOS;
    Dropped dropped = new Dropped();
    long bytes = 0;
    try {
      while (bytes < MOST_BYTES && System.nanoTime() < end) {
        int count = request.doRead(dropped);
        if (count <= 0) {
          return;
        }
        bytes += count;
      }
    } catch (IOException e) {
      // The caller has hung up or is too slow: the connection ends, as it would anyway.
      request.setErrorException(e);
    }
  }

  /** Takes the bytes that are not wanted. */
  private static final class Dropped implements ApplicationBufferHandler {

    private ByteBuffer bytes = ByteBuffer.allocate(0);

    @Override
    public void setByteBuffer(ByteBuffer buffer) {
      bytes = buffer;
    }

    @Override
    public ByteBuffer getByteBuffer() {
      return bytes;
    }

    @Override
    public void expand(int size) {
      // what is dropped needs no room
    }
  }

  @Override
  public boolean prepare(Request request, Response response) throws Exception {
    return adapter.prepare(request, response);
  }

  @Override
  public void log(Request request, Response response, long time) {
    adapter.log(request, response, time);
  }

  @Override
  public void checkRecycled(Request request, Response response) {
    adapter.checkRecycled(request, response);
  }

  @Override
  public String getDomain() {
    return adapter.getDomain();
  }
}
