package dev.greengrocer.ledger.database;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param items its entries
 * @param next where the next page begins, or null when this is the last
 * @param unreadable the rows among them that cannot be read, or null when all can
 */
public record Page<T>(
    List<T> items, @Nullable String next, @Nullable List<UnreadableRow> unreadable) {

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

  /** Copies the lists. */
  public Page {
    items = List.copyOf(items);
    unreadable = unreadable == null || unreadable.isEmpty() ? null : List.copyOf(unreadable);
  }

  /**
   * The page of what a query found.
   *
   * @param found one row more than the page has tells that there is a next page
   * @param size the most rows of the page
   */
  public static <T> Page<T> of(List<Stored<T>> found, int size) {
    List<Stored<T>> shown = found.size() > size ? found.subList(0, size) : found;
    return new Page<>(
        Stored.values(shown),
        found.size() > size ? Cursor.after(found.get(size - 1).id()) : null,
        Stored.faults(shown));
  }

  /** The same page with other items in the place of its own. */
  public <U> Page<U> with(List<U> others) {
    return new Page<>(others, next, unreadable);
  }
}
