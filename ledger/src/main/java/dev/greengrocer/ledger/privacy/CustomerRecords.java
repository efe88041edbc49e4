package dev.greengrocer.ledger.privacy;

/** A package's rows that name customers. Every package that has some offers one of these. */
public interface CustomerRecords {

  /** What they are, in words, such as {@code predictions}. */
  String kind();

  /**
   * Erases what they say of a customer; what has to stay in the books stays without the name. Runs
   * in the transaction of the whole erasure, which writes the audit entry.
   *
   * @return the rows that named the customer
   */
  ErasedRows erase(CustomerIdentity customer);

  /**
   * Erases what rows say of the customers that they name, because it was erased after the backup
   * that these rows are from. Runs in a transaction.
   *
   * @param rows what {@link #erase} returned for one customer; some may not be there
   */
  void eraseAgain(ErasedRows rows);
}
