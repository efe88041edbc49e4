package dev.greengrocer.benchmarks.comparison;

/** The work under a benchmark gave a wrong answer: its time means nothing and is not reported. */
public final class WrongAnswerException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** Names the side and its fault. */
  public WrongAnswerException(String side, String fault) {
    super("%s: %s; no time is reported".formatted(side, fault));
  }
}
