package dev.greengrocer.s3;

import java.time.Duration;

/**
 * How long a server of S3 is waited for.
 *
 * @param connect until it takes a connection
 * @param silence until it says the next byte
 * @param attempts how often a request is sent at most, from 1
 */
record Patience(Duration connect, Duration silence, int attempts) {

  /** Of a command that works by itself, whatever time it takes. */
  static final Patience OF_COMMANDS =
      new Patience(Duration.ofSeconds(10), Duration.ofMinutes(1), 3);

  /** Of a server whose callers wait, and which tries again by itself. */
  static final Patience OF_SERVERS = new Patience(Duration.ofSeconds(2), Duration.ofSeconds(10), 2);
}
