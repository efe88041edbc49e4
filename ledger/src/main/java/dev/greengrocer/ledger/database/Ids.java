package dev.greengrocer.ledger.database;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.time.Instant;
import java.util.UUID;

/**
 * Names for rows: UUIDv7 (RFC 9562) as text, so that the order of ids is the order in which they
 * were made. Thread-safe.
 */
public final class Ids {

  private static final TimeBasedEpochGenerator GENERATOR = Generators.timeBasedEpochGenerator();
  private static final int TIME_SHIFT = 16;

  // What 48 bits of milliseconds end with, in the year 10889.
  private static final Instant LAST = Instant.ofEpochMilli((1L << 48) - 1);

  private Ids() {}

  /** A name that no row has had; 36 characters. */
  public static String next() {
    return GENERATOR.generate().toString();
  }

  /** A name before those of all rows made at or after a moment, and after those of all earlier. */
  public static String first(Instant moment) {
    long time =
        moment.isBefore(Instant.EPOCH)
            ? 0
            : moment.isAfter(LAST) ? LAST.toEpochMilli() : moment.toEpochMilli();
    return new UUID(time << TIME_SHIFT, 0).toString();
  }
}
