package dev.greengrocer.ledger.privacy;

/** A room's rows that name customers. Every room that has some offers one of these. */
public interface CustomerRecords {

  /** What they are, in words, such as {@code predictions}. */
  String kind();

  /**
   * Erases what they say of a customer; what has to stay in the books stays without the name. Runs
   * in the transaction of the whole erasure, which writes the audit entry.
   *
   * @return how many rows named the customer
   */
  int erase(CustomerIdentity customer);
}
