package dev.greengrocer.ledger.price;

import dev.greengrocer.LabelSet;
import java.util.function.Consumer;

/** The labels of the model that answers: all that prices need to know of it. Thread-safe. */
public interface ModelLabels {

  /** The labels of the present model. */
  LabelSet labels();

  /**
   * Has work done in the transaction that records every change of the model, before it is made.
   *
   * @param work gets the labels of the next model; what it throws refuses the change
   */
  void beforeChange(Consumer<LabelSet> work);

  /**
   * Tells of the present labels, as soon as there are some, and of those of every later model.
   *
   * @param listener must not fail: the change has been made
   */
  void afterChange(Consumer<LabelSet> listener);
}
