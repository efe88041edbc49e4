package dev.greengrocer.ledger.stock;

import dev.greengrocer.ledger.idempotency.CompletedRequest;
import dev.greengrocer.ledger.idempotency.IdempotencyKeys;
import dev.greengrocer.ledger.idempotency.IdempotentRequest;
import dev.greengrocer.ledger.idempotency.Scope;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Books once what may be asked for twice, one booking after the other. Thread-safe. */
@Component
class StockBookings {

  private final StockMovements movements;
  private final IdempotencyKeys keys;
  private final TransactionOperations transaction;
  private final Clock clock;

  StockBookings(
      StockMovements movements,
      IdempotencyKeys keys,
      TransactionOperations transaction,
      Clock clock) {
    this.movements = movements;
    this.keys = keys;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * The booking that came of a key, whatever it asked for; empty when none did.
   *
   * @param owner who chose the key
   */
  Optional<String> madeWith(Scope scope, String owner, String key) {
    return keys.find(scope, owner, key).map(CompletedRequest::resultId);
  }

  /**
   * A booking that is in the books.
   *
   * @param id of the booking
   * @param replayed whether an earlier request with the same key made it
   */
  record Made(String id, boolean replayed) {}

  /**
   * Books in a transaction, unless the request has been done.
   *
   * @param request what is asked for, or null when it has no key
   * @param thing what is booked, for people
   * @param booking writes it at a moment, and gives its id
   */
  Made once(@Nullable IdempotentRequest request, String thing, Function<Instant, String> booking) {
    Made[] made = new Made[1];
    transaction.executeWithoutResult(
        status -> {
          // Held until the end: the same request at the same time waits here, then finds it.
          movements.hold();
          Optional<String> earlier =
              request == null ? Optional.empty() : keys.resultOf(request, thing);
          if (earlier.isPresent()) {
            made[0] = new Made(earlier.get(), true);
            return;
          }
          Instant now = Instant.ofEpochMilli(clock.millis());
          String id = booking.apply(now);
          if (request != null) {
            keys.add(request, id, now);
          }
          made[0] = new Made(id, false);
        });
    return made[0];
  }
}
