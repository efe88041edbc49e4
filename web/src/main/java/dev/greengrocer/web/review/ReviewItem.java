package dev.greengrocer.web.review;

import dev.greengrocer.web.history.LoggedPrediction;
import java.time.Instant;
import java.util.List;

/**
 * An answer that a reviewer should look at.
 *
 * @param answer the answer
 * @param why why it is worth the time, in words, the weightiest first
 * @param claimedUntil when it goes to somebody else, unless it has been decided by then
 */
record ReviewItem(LoggedPrediction answer, List<String> why, Instant claimedUntil) {

  ReviewItem {
    why = List.copyOf(why);
  }
}
