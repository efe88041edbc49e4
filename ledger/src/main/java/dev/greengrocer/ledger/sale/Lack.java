package dev.greengrocer.ledger.sale;

/** What a sale still needs to know of a line. */
public enum Lack {
  /** What it is. */
  NAME("choose what it is"),
  /** What it costs. */
  PRICE("say its price"),
  /** What it weighs. */
  WEIGHT("weigh it"),
  /** How many there are. */
  PIECES("count it");

  private final String words;

  Lack(String words) {
    this.words = words;
  }

  /** What is to be done, in English, as problems and answers say it. */
  public String words() {
    return words;
  }
}
