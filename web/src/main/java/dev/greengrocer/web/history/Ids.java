package dev.greengrocer.web.history;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;

/**
 * Names for rows: UUIDv7 (RFC 9562) as text, so that the order of ids is the order in which they
 * were made. Thread-safe.
 */
public final class Ids {

  private static final TimeBasedEpochGenerator GENERATOR = Generators.timeBasedEpochGenerator();

  private Ids() {}

  /** A name that no row has had; 36 characters. */
  public static String next() {
    return GENERATOR.generate().toString();
  }
}
