package dev.greengrocer.web.history;

import dev.greengrocer.web.Problem;
import dev.greengrocer.web.RefusedException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param items what stands on it
 * @param next where the next page begins, or null when this is the last
 */
public record Page<T>(List<T> items, @Nullable String next) {

  /** The most items of a page. */
  public static final int MOST = 500;

  /** The words for a page of another size. */
  public static final String LIMIT = "must be 1 to " + MOST;

  /** The size of a page of which a caller says nothing. */
  public static final int USUAL = 50;

  /**
   * The size of a page.
   *
   * @param limit the number of items that a caller asks for
   * @param size its older name, by which programs of before still ask
   * @throws RefusedException if both are given
   */
  public static int size(@Nullable Integer limit, @Nullable Integer size) {
    if (limit != null && size != null) {
      throw new RefusedException(
          Problem.INVALID_REQUEST, "limit and size: two names of one thing; give limit");
    }
    return limit != null ? limit : size != null ? size : USUAL;
  }

  /** Copies the items. */
  public Page {
    items = List.copyOf(items);
  }
}
