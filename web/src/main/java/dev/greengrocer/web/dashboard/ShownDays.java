package dev.greengrocer.web.dashboard;

/** How many days the dashboard, its files and its API show. */
final class ShownDays {

  /** Unless a request says otherwise. */
  static final int USUAL = 30;

  /** About ten years. */
  static final int MOST = 3660;

  private ShownDays() {}
}
