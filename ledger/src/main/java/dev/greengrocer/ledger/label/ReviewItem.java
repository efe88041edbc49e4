package dev.greengrocer.ledger.label;

import dev.greengrocer.ledger.prediction.LoggedPrediction;
import java.time.Instant;
import java.util.List;

/**
 * An answer that a reviewer should look at.
 *
 * @param answer the answer
 * @param why why it is worth the time, the weightiest first
 * @param claimedUntil when it goes to another reviewer, unless it has been decided by then
 */
public record ReviewItem(LoggedPrediction answer, List<WorthReviewing> why, Instant claimedUntil) {

  public ReviewItem {
    why = List.copyOf(why);
  }
}
