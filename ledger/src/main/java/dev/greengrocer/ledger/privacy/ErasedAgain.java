package dev.greengrocer.ledger.privacy;

import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.audit.AuditEntry;
import dev.greengrocer.ledger.audit.AuditLog;
import dev.greengrocer.ledger.database.WriteAheadLog;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Erases again, when a server starts, what was erased after the backup that its database came from,
 * be it an SQLite file or a dump of PostgreSQL. Names in a backup are found by the rows in which
 * they stand: the list of erasures holds none.
 */
@Component
public final class ErasedAgain {

  private static final Logger log = LoggerFactory.getLogger(ErasedAgain.class);

  private final Erasures erasures;
  private final List<CustomerRecords> records;
  private final PredictionEraser predictions;
  private final AuditLog audit;
  private final TransactionOperations transaction;

  ErasedAgain(
      Erasures erasures,
      List<CustomerRecords> records,
      PredictionEraser predictions,
      AuditLog audit,
      TransactionOperations transaction,
      WriteAheadLog written) {
    this.erasures = erasures;
    this.records = List.copyOf(records);
    this.predictions = predictions;
    this.audit = audit;
    this.transaction = transaction;
    List<Erasure> unknown = erasures.unknown();
    unknown.forEach(this::erase);
    if (!unknown.isEmpty()) {
      log.info(
          "Erased again what {} erasures since this backup had erased; the audit log names them",
          unknown.size());
      written.truncate();
    }
    publish();
  }

  private void erase(Erasure erasure) {
    try {
      transaction.executeWithoutResult(
          status -> {
            erasures.add(erasure); // first, so that of two servers on one database one goes on
            erasure.rows().forEach(predictions::eraseAgain);
            for (CustomerRecords named : records) {
              named.eraseAgain(
                  new ErasedRows(
                      rows(erasure, named.kind()), rows(erasure, Erasures.mentions(named.kind()))));
            }
            audit.record(
                Actor.SERVER,
                AuditEntry.Kind.CUSTOMER,
                "a restored backup",
                "erased again",
                erasure.rows().entrySet().stream()
                    .map(kind -> kind.getValue().size() + " " + kind.getKey())
                    .collect(Collectors.joining(", ")),
                null);
          });
    } catch (DuplicateKeyException e) {
      log.debug("another server erases {} again", erasure.id(), e);
    }
  }

  private static SortedSet<String> rows(Erasure erasure, String kind) {
    return erasure.rows().getOrDefault(kind, Collections.emptySortedSet());
  }

  /** What a killed command or server did not add to the file. */
  @Scheduled(initialDelay = 60, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
  void publish() {
    erasures.publish();
  }
}
