package dev.greengrocer.ledger.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Writes rows so that those which come while another is being committed share the next commit: one
 * wait for the disk for all of them. No write waits for others to come, and a write that has
 * returned is committed. Thread-safe; not to be called within a transaction.
 */
public final class SharedCommits<T> {

  private static final int MOST = 64;

  private final TransactionOperations transactions;
  private final Consumer<List<T>> insert;
  private final Queue<Row<T>> waiting = new ConcurrentLinkedQueue<>();
  private final ReentrantLock writing = new ReentrantLock();

  /**
   * Rows that are written together, many in one transaction.
   *
   * @param insert writes rows in the transaction at hand
   */
  public SharedCommits(TransactionOperations transactions, Consumer<List<T>> insert) {
    this.transactions = transactions;
    this.insert = insert;
  }

  /**
   * Writes a row and returns when it is committed.
   *
   * @throws RuntimeException what its own insert threw, or what kept all from being committed
   */
  public void write(T value) {
    Row<T> row = new Row<>(value);
    waiting.add(row);
    writing.lock();
    try {
      while (!row.done) {
        writeWaiting();
      }
    } finally {
      writing.unlock();
    }
    if (row.failure != null) {
      throw row.failure;
    }
  }

  /** How many wait for a commit that has not begun. */
  int waiting() {
    return waiting.size();
  }

  private void writeWaiting() {
    List<Row<T>> rows = new ArrayList<>();
    for (Row<T> row = waiting.poll(); row != null; row = waiting.poll()) {
      rows.add(row);
      if (rows.size() == MOST) {
        break;
      }
    }
    try {
      insert(rows);
    } catch (DataIntegrityViolationException e) {
      // One is refused for what it holds; none of the others may suffer for it.
      rows.forEach(rows.size() == 1 ? row -> row.failure = e : this::writeAlone);
    } catch (RuntimeException e) {
      rows.forEach(row -> row.failure = e);
    } catch (Error e) {
      // Without this the others would return as if they were committed.
      RuntimeException failure = new IllegalStateException("the rows were not committed", e);
      rows.forEach(row -> row.failure = failure);
      throw e;
    } finally {
      rows.forEach(row -> row.done = true);
    }
  }

  private void writeAlone(Row<T> row) {
    try {
      insert(List.of(row));
    } catch (RuntimeException e) {
      row.failure = e;
    }
  }

  private void insert(List<Row<T>> rows) {
    List<T> values = rows.stream().map(row -> row.value).toList();
    transactions.executeWithoutResult(status -> insert.accept(values));
  }

  /** A row and what came of it; both are set under the lock. */
  private static final class Row<T> {
    private final T value;
    private boolean done;
    private @Nullable RuntimeException failure;

    private Row(T value) {
      this.value = value;
    }
  }
}
