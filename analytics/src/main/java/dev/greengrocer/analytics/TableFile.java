package dev.greengrocer.analytics;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A file of rows that is being written. Closing it unfinished leaves half a file. */
interface TableFile extends Closeable {

  /** Adds a row, a value for each column of the table. */
  void append(@Nullable Object[] row) throws IOException;

  /** Writes what is left. */
  void finish() throws IOException;
}
