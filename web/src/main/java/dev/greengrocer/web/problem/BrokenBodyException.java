package dev.greengrocer.web.problem;

import java.io.IOException;

/**
 * A body whose sender hung up in the middle, or whose chunks are no chunks: the connection's fault,
 * never the server's.
 */
public final class BrokenBodyException extends IOException {

  private static final long serialVersionUID = 1L;

  public BrokenBodyException(IOException cause) {
    super("the body ended too early or its chunks cannot be read", cause);
  }
}
