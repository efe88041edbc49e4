package dev.greengrocer.training.loop;

/** How the learning rate moves after the warm-up. */
public enum Schedule {
  /** Not at all. */
  CONSTANT,
  /** By a factor every few epochs. */
  STEP,
  /** Along half a cosine to its final share at the last epoch. */
  COSINE,
  /** By a factor whenever the validation loss has stopped falling. */
  PLATEAU
}
