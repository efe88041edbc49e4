package dev.greengrocer.ledger.figures;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Keeps the daily figures up to date without waiting for a reader. */
@Component
class DailyFiguresJob {

  private static final Logger log = LoggerFactory.getLogger(DailyFiguresJob.class);

  private final DailyFigures figures;
  private final LeftOutRows leftOut;

  DailyFiguresJob(DailyFigures figures, LeftOutRows leftOut) {
    this.figures = figures;
    this.leftOut = leftOut;
  }

  @Scheduled(initialDelay = 10, fixedDelay = 20, timeUnit = TimeUnit.SECONDS)
  void countUp() {
    try {
      figures.countUp();
      leftOut.refresh();
    } catch (DataAccessException | TransactionException e) {
      // A busy database or a full disk; the dashboard reports it to a user who looks meanwhile.
      log.warn("Figures are added up later: {}", e.getMessage());
    }
  }
}
