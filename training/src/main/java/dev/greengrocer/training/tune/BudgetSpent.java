package dev.greengrocer.training.tune;

/** The time for the search is over; the training that it stopped can go on another time. */
final class BudgetSpent extends RuntimeException {

  private static final long serialVersionUID = 1;

  BudgetSpent() {
    super("the time for the search is over");
  }
}
