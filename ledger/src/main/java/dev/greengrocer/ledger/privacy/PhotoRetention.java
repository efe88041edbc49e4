package dev.greengrocer.ledger.privacy;

import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.database.JobTurns;
import dev.greengrocer.ledger.photo.PhotoSettings;
import dev.greengrocer.ledger.settings.LiveSettings;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Erases photos whose time is over, every hour. */
@Component
class PhotoRetention {

  private static final Logger log = LoggerFactory.getLogger(PhotoRetention.class);

  private final PredictionEraser eraser;
  private final Supplier<PhotoSettings> settings;
  private final Clock clock;
  private final JobTurns turns;

  PhotoRetention(PredictionEraser eraser, LiveSettings settings, Clock clock, JobTurns turns) {
    this.eraser = eraser;
    this.settings = settings.of(PhotoSettings.class);
    this.clock = clock;
    this.turns = turns;
  }

  @Scheduled(initialDelay = 5, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
  void erase() {
    if (!turns.take("photo-retention", JobTurns.EACH_HOUR)) {
      return;
    }
    int erased =
        eraser.erasePhotosBefore(
            Actor.SERVER, Instant.now(clock).minus(settings.get().retention()));
    if (erased > 0) {
      log.info("Erased {} photos that are older than {}", erased, settings.get().retention());
    }
  }
}
