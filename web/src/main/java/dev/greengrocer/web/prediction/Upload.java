package dev.greengrocer.web.prediction;

import java.io.IOException;

/** A photo that was sent and waits outside of memory until there is a decoder for it. */
@FunctionalInterface
interface Upload {

  /**
   * Reads it into memory; asked for once, when a decoder is free.
   *
   * @throws IOException if it cannot be read
   */
  byte[] read() throws IOException;
}
