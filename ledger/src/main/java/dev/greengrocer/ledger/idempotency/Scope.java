package dev.greengrocer.ledger.idempotency;

/** What a key is chosen for; the same key in two scopes is two keys. */
public enum Scope {
  /** Naming what a photo shows. The result is an answer. */
  PREDICTION("prediction"),
  /** Selling goods that a program names. The result is a sale. */
  SALE("sale"),
  /** Selling a basket, whose hash is the key. The result is a sale. */
  BASKET("basket"),
  /** Giving goods of a sale back. The result is a return, which is a sale. */
  RETURN("return"),
  /** Closing a period by the API. The result is a Z report. */
  CLOSING("closing"),
  /** Closing a period by the page, whose form holds the key. The result is a Z report. */
  CLOSING_FORM("closing-form"),
  /** Taking goods in. The result is a delivery. */
  DELIVERY("delivery"),
  /** Throwing something away. The result is the booking of its movement. */
  WASTE("waste"),
  /** Counting. The result is the booking of its movements. */
  COUNT("count");

  private final String id;

  Scope(String id) {
    this.id = id;
  }

  /** As the table has it. */
  public String id() {
    return id;
  }
}
