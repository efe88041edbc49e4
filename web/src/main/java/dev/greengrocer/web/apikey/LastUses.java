package dev.greengrocer.web.apikey;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Writes down when API keys were used, beside the requests that used them: the latest use of each
 * key, one write at a time. A use that cannot be written is forgotten; the next one comes.
 * Thread-safe.
 */
final class LastUses implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(LastUses.class);
  private static final int PATIENCE_SECONDS = 10;

  private final JdbcClient database;
  private final Map<String, Instant> waiting = new ConcurrentHashMap<>();
  private final ExecutorService writer = Executors.newSingleThreadExecutor(LastUses::thread);

  LastUses(JdbcClient database) {
    this.database = database;
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "key-uses");
    thread.setDaemon(true);
    return thread;
  }

  /** Has a use written down soon. */
  void write(String id, Instant at) {
    if (waiting.put(id, at) == null) {
      writer.execute(() -> writeNow(id));
    }
  }

  private void writeNow(String id) {
    @Nullable Instant at = waiting.remove(id);
    if (at == null) {
      return;
    }
    try {
      database
          .sql("UPDATE api_keys SET last_used_at = :at WHERE id = :id")
          .param("at", at.toEpochMilli())
          .param("id", id)
          .update();
    } catch (DataAccessException e) {
      log.warn("The last use of API key {} was not written down: {}", id, e.getMessage());
    }
  }

  /** Waits until what is to be written is written. */
  @Override
  public void close() {
    writer.shutdown();
    try {
      if (!writer.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        writer.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
