package dev.greengrocer.training.loop;

/** The rule that turns gradients into steps. */
public enum Optimizer {
  /** Stochastic gradient descent with momentum. */
  SGD,
  /** Adam with decoupled weight decay (Loshchilov and Hutter 2019). */
  ADAMW
}
