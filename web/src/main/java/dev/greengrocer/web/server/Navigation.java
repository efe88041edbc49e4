package dev.greengrocer.web.server;

import java.util.List;
import java.util.function.Predicate;

/**
 * The way to every page, as one person sees it from one page.
 *
 * @param main the pages that people go to all day; on a phone they stand under the thumb
 * @param more the others, behind a menu
 */
record Navigation(List<Item> main, List<Item> more) {

  /** Everybody who may use the application at all. */
  private static final String CLERK = "CLERK";

  private static final List<Page> MAIN = List.of(new Page("Identify", "/", "camera", CLERK));

  private static final List<Page> MORE = List.of();

  /** Copies the lists. */
  Navigation {
    main = List.copyOf(main);
    more = List.copyOf(more);
  }

  /**
   * What a person may go to.
   *
   * @param mayEnter whether the person has a role
   * @param path the path of the page that is shown
   */
  static Navigation of(Predicate<String> mayEnter, String path) {
    return new Navigation(items(MAIN, mayEnter, path), items(MORE, mayEnter, path));
  }

  private static List<Item> items(List<Page> pages, Predicate<String> mayEnter, String path) {
    return pages.stream()
        .filter(page -> mayEnter.test(page.role()))
        .map(page -> new Item(page.name(), page.path(), page.icon(), page.holds(path)))
        .toList();
  }

  /** Whether the page that is shown is one behind the menu. */
  public boolean moreCurrent() {
    return more.stream().anyMatch(Item::current);
  }

  /**
   * A way to a page.
   *
   * @param name what people call it
   * @param path where it is
   * @param icon its picture in {@code img/icons.svg}
   * @param current whether it is the page that is shown, or holds it
   */
  record Item(String name, String path, String icon, boolean current) {}

  private record Page(String name, String path, String icon, String role) {

    boolean holds(String shown) {
      return shown.equals(path) || (!path.equals("/") && shown.startsWith(path + "/"));
    }
  }
}
