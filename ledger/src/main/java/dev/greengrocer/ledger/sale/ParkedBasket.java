package dev.greengrocer.ledger.sale;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A basket that was put aside for later. Immutable.
 *
 * @param id UUIDv7; the order of ids is the order in which baskets were parked
 * @param number 1 to {@value #MOST}, which no other waiting basket has
 * @param name what the clerk called it, 1 to {@value #LONGEST_NAME} characters, or null
 * @param basket where its lines are while it waits
 * @param at when it was parked
 * @param by who parked it
 * @param taken who took it out of the list, or null while it waits
 */
public record ParkedBasket(
    String id,
    long number,
    @Nullable String name,
    String basket,
    Instant at,
    String by,
    @Nullable Taken taken) {

  /** The most baskets that wait at once. */
  public static final int MOST = 99;

  /** The longest name, in characters. */
  public static final int LONGEST_NAME = 40;

  /**
   * That a basket waits no more.
   *
   * @param into the hash of the basket that has its lines now, or null when they were handed to the
   *     caller that took it
   */
  public record Taken(Instant at, String by, @Nullable String into) {}

  /** What people call it, such as {@code 3} or {@code 3, Ada}. */
  public String title() {
    return name == null ? Long.toString(number) : number + ", " + name;
  }
}
