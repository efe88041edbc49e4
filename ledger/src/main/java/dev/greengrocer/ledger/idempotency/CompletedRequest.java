package dev.greengrocer.ledger.idempotency;

import java.time.Instant;

/**
 * What came of a request with a key.
 *
 * @param requestSha256 the hash of what was asked for, or {@value #ERASED}
 * @param resultId the id of the answer, sale or closing
 * @param at when it was made, to the millisecond
 */
public record CompletedRequest(String requestSha256, String resultId, Instant at) {

  /**
   * In the place of the hash of a request that named an erased customer: no other request has it.
   */
  static final String ERASED = "erased";

  /** Whether it was asked for what is asked for now. */
  public boolean isOf(String sha256) {
    return requestSha256.equals(sha256);
  }
}
