package dev.greengrocer.ledger.label;

/** Code that has to follow what people say about photos. */
public interface LabelListener {

  /**
   * Follows a statement, in the transaction that adds it: a failure undoes both.
   *
   * @param change what was said; it may leave the current label as it was
   */
  void labelled(LabelChange change);
}
