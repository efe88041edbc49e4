package dev.greengrocer.web.history;

/** A room's rows that name customers. Every room that has some offers one of these. */
public interface CustomerRecords {

  /** What they are, in words, such as {@code predictions}. */
  String kind();

  /**
   * Erases what they say of a customer; what has to stay in the books stays without the name.
   *
   * @return how many rows named the customer
   */
  int erase(String customer);
}
