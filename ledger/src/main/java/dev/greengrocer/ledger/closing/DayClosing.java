package dev.greengrocer.ledger.closing;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.audit.AuditEntry;
import dev.greengrocer.ledger.audit.AuditLog;
import dev.greengrocer.ledger.database.Ids;
import dev.greengrocer.ledger.idempotency.IdempotencyKeys;
import dev.greengrocer.ledger.idempotency.IdempotentRequest;
import dev.greengrocer.ledger.price.Till;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Looks at the period that is open (the X report) and closes it (the Z report). A period is closed
 * once, however often it is asked for, and holds every receipt since the one before: sales
 * meanwhile waits and sells in the next one. Thread-safe.
 */
@Service
public class DayClosing {

  private final Closings closings;
  private final PeriodSums sums;
  private final IdempotencyKeys keys;
  private final Till till;
  private final AuditLog audit;
  private final TransactionOperations transaction;
  private final Clock clock;

  DayClosing(
      Closings closings,
      PeriodSums sums,
      IdempotencyKeys keys,
      Till till,
      AuditLog audit,
      TransactionOperations transaction,
      Clock clock) {
    this.closings = closings;
    this.sums = sums;
    this.keys = keys;
    this.till = till;
    this.audit = audit;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** The X report: what happened since the last closing. It changes nothing. */
  public PeriodReport present() {
    while (true) {
      Closings.Last last = closings.last();
      long takenBack = sums.countTakenBack();
      PeriodReport report = report(last.lastReceipt(), sums.lastReceipt());
      // Its parts are read one after another: only without a closing or void meanwhile do they
      // belong together. Sales are later receipts than the last one, and change none of it.
      if (closings.last().equals(last) && sums.countTakenBack() == takenBack) {
        return report;
      }
    }
  }

  /**
   * What was counted.
   *
   * @param counted in the drawer, in minor units from 0
   * @param kept of it stays there for the next period
   * @param state {@link PeriodReport#state} of what was shown to the person who counted, or null
   *     when they take the period as it is
   */
  public record Count(long counted, long kept, @Nullable String state) {

    public Count {
      if (counted < 0 || kept < 0 || kept > counted) {
        throw new RefusedException(
            Problem.UNPROCESSABLE, "kept: from 0 to what was counted in the drawer");
      }
    }
  }

  /**
   * A Z report that is in the books.
   *
   * @param replayed whether an earlier request with the same key made it
   */
  public record Made(ZReport report, boolean replayed) {}

  /**
   * Closes the period.
   *
   * @param request what is asked for, or null when it has no key; asking again gives the same
   *     report
   * @throws RefusedException if something else happened since what was shown
   */
  public Made close(Actor actor, Count count, @Nullable IdempotentRequest request) {
    boolean[] replayed = new boolean[1];
    Long number =
        transaction.execute(
            status -> {
              // Held until the end: the same request at the same time waits here, then finds it.
              Closings.Last last = closings.takeNumber();
              Optional<Long> made = made(request);
              replayed[0] = made.isPresent();
              if (made.isPresent()) {
                status.setRollbackOnly();
                return made.get();
              }
              return make(actor, count, request, last);
            });
    return new Made(get(number), replayed[0]);
  }

  private Optional<Long> made(@Nullable IdempotentRequest request) {
    return request == null
        ? Optional.empty()
        : keys.resultOf(request, "closing")
            .map(
                id ->
                    closings
                        .number(id)
                        .orElseThrow(
                            () ->
                                new RefusedException(
                                    Problem.NOT_FOUND,
                                    "There is no Z report with id '%s'.".formatted(id))));
  }

  private long make(
      Actor actor, Count count, @Nullable IdempotentRequest request, Closings.Last last) {
    PeriodReport period = report(last.lastReceipt(), sums.holdReceipts());
    if (count.state() != null && !count.state().equals(period.state())) {
      throw new RefusedException(
          Problem.CONFLICT,
          "Nothing was closed: there were sales or voids since this was shown. Count again.");
    }
    Closing closing =
        new Closing(
            Ids.next(),
            last.number(),
            period.opened(),
            period.at(),
            actor.name(),
            period.currency(),
            new Closing.Sold(
                period.firstReceipt(), period.lastReceipt(), period.total(), period.voided()),
            new Closing.Drawer(
                period.openingCash(), period.expectedCash(), count.counted(), count.kept()));
    closings.add(new ZReport(closing, period));
    if (request != null) {
      keys.add(request, closing.id(), closing.at());
    }
    audit.record(
        actor,
        AuditEntry.Kind.CLOSING,
        "Z report " + closing.number(),
        "closed",
        "expected " + till.text(closing.cash().expected()),
        "counted " + till.text(closing.cash().counted()));
    return closing.number();
  }

  private PeriodReport report(long before, long lastReceipt) {
    Optional<Closing> latest = closings.latest();
    long first = before + 1;
    sums.requireReadable(first, lastReceipt);
    return new PeriodReport(
        latest.map(Closing::at).orElse(null),
        Instant.ofEpochMilli(clock.millis()),
        till.currency(),
        first,
        lastReceipt,
        latest
            .filter(closing -> closing.currency().equals(till.currency()))
            .map(closing -> closing.cash().kept())
            .orElse(0L),
        sums.sold(first, lastReceipt),
        sums.takenBack(),
        sums.taxes(first, lastReceipt));
  }

  /**
   * A Z report.
   *
   * @throws RefusedException if there is none
   */
  public ZReport get(long number) {
    return closings
        .find(number)
        .orElseThrow(
            () ->
                new RefusedException(
                    Problem.NOT_FOUND, "There is no Z report %d.".formatted(number)));
  }
}
