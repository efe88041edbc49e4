package dev.greengrocer.ledger.price;

/** An amount of money, a weight or a number of pieces that cannot be what was meant. */
public final class MalformedQuantityException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  MalformedQuantityException(String message) {
    super(message);
  }
}
