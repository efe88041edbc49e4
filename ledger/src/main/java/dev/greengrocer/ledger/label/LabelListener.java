package dev.greengrocer.ledger.label;

/** A room that has to follow what people say of photos. */
public interface LabelListener {

  /**
   * Follows a statement, in the transaction that adds it: a failure undoes both.
   *
   * @param change what was said; it may leave the current label as it was
   */
  void labelled(LabelChange change);
}
