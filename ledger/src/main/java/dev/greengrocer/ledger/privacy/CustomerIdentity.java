package dev.greengrocer.ledger.privacy;

/** By what a customer who asks to be erased is known. */
public interface CustomerIdentity {

  /**
   * Whether a stored name or number is the customer's.
   *
   * @param stored a name as it was given, or a mobile number however it was written
   */
  boolean matches(String stored);

  /** Whether nothing is known but one part of a name, which others may bear. */
  boolean isOneWord();

  /** A text with each mention of the customer replaced by an ellipsis; it is never longer. */
  String removedFrom(String text);
}
