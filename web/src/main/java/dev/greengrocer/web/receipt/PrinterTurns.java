package dev.greengrocer.web.receipt;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One receipt after the other on each printer: two at once would be mixed, or one refused. Who
 * waits holds a thread of the server, so that only a few may wait for a printer that is slow or
 * off. Thread-safe.
 */
final class PrinterTurns {

  /** As many receipts as wait for one printer beside the one that it prints. */
  static final int MOST_WAITING = 8;

  private final Map<String, Turn> turns = new ConcurrentHashMap<>();

  /** Something that prints. */
  @FunctionalInterface
  interface Printing {

    /** Prints. */
    void print() throws IOException;
  }

  /**
   * Waits for the printer, and prints.
   *
   * @param patience how long to wait for the receipts before it
   * @throws IOException with a message for people if the printer stays busy, or from printing
   */
  void take(String printer, Duration patience, Printing printing) throws IOException {
    Turn turn = turns.computeIfAbsent(printer, name -> new Turn());
    if (!turn.places.tryAcquire()) {
      throw new IOException("%d receipts wait for it already; press again".formatted(MOST_WAITING));
    }
    try {
      printInTurn(turn.lock, patience, printing);
    } finally {
      turn.places.release();
    }
  }

  private static void printInTurn(ReentrantLock lock, Duration patience, Printing printing)
      throws IOException {
    try {
      if (!lock.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException("it is busy with other receipts; press again");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the server is stopping", e);
    }
    try {
      printing.print();
    } finally {
      lock.unlock();
    }
  }

  private static final class Turn {
    private final Semaphore places = new Semaphore(1 + MOST_WAITING);
    private final ReentrantLock lock = new ReentrantLock(true);
  }
}
