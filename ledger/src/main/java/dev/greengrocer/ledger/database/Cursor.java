package dev.greengrocer.ledger.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import java.util.Base64;
import java.util.UUID;

/**
 * Where a page of a list begins, as callers see it: nothing to read or make up, so that what is in
 * it may change.
 */
public final class Cursor {

  private Cursor() {}

  /** The cursor that goes on after a row. */
  public static String after(String id) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(id.getBytes(UTF_8));
  }

  /**
   * The id of the row after which to go on.
   *
   * @throws RefusedException if this program did not make it
   */
  public static String id(String cursor) {
    try {
      return UUID.fromString(new String(Base64.getUrlDecoder().decode(cursor), UTF_8)).toString();
    } catch (IllegalArgumentException e) {
      throw new RefusedException(
          Problem.INVALID_REQUEST,
          "cursor '%s': not one that a list gave; take 'next' of the page before".formatted(cursor),
          e);
    }
  }
}
