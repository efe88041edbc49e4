package dev.greengrocer.ledger.privacy;

import java.util.HashSet;
import java.util.Set;

/**
 * The rows of one kind that an erasure changed, by their ids.
 *
 * @param named those that were the customer's own
 * @param mentioning those of another customer, or of none, whose words named the customer
 */
public record ErasedRows(Set<String> named, Set<String> mentioning) {

  /** Copies the sets; what is a customer's own is not among the others. */
  public ErasedRows {
    named = Set.copyOf(named);
    Set<String> others = new HashSet<>(mentioning);
    others.removeAll(named);
    mentioning = Set.copyOf(others);
  }

  static ErasedRows named(Set<String> ids) {
    return new ErasedRows(ids, Set.of());
  }

  int count() {
    return named.size() + mentioning.size();
  }
}
