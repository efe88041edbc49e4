package dev.greengrocer.training.tune;

/** How trials share the time. */
public enum Method {
  /** Many short trainings, then longer ones of the best alone. */
  HALVING,
  /** As many full trainings as there are trials (Bergstra and Bengio 2012). */
  RANDOM
}
