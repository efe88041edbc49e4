package dev.greengrocer.web.page;

import dev.greengrocer.web.caller.Role;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The way to every page, as one person sees it from one page.
 *
 * @param main the pages that people go to all day; on a phone they are under the thumb
 * @param more the others, behind a menu
 */
record Navigation(List<Item> main, List<Item> more) {

  private static final List<Page> MAIN =
      List.of(
          new Page("identify", "/", "camera", Role.CLERK),
          new Page("till", "/till", "till", Role.CLERK),
          new Page("checkout", "/checkout", "basket", Role.CLERK),
          new Page("history", "/history", "history", Role.CLERK),
          new Page("review", "/review", "review", Role.REVIEWER));

  private static final List<Page> MORE =
      List.of(
          new Page("line", "/line", "camera", Role.CLERK),
          new Page("dashboard", "/dashboard", "chart", Role.REVIEWER),
          new Page("sales", "/sales", "receipt", Role.CLERK),
          new Page("closings", "/closings", "book", Role.CLERK),
          new Page("stock", "/stock", "basket", Role.CLERK),
          new Page("deliveries", "/deliveries", "upload", Role.CLERK),
          new Page("prices", "/prices", "price", Role.CLERK),
          new Page("model", "/model", "model", Role.CLERK),
          new Page("experiments", "/experiments", "chart", Role.REVIEWER),
          new Page("customers", "/customers", "trash", Role.ADMINISTRATOR),
          new Page("settings", "/settings", "settings", Role.ADMINISTRATOR),
          new Page("users", "/users", "people", Role.ADMINISTRATOR),
          new Page("keys", "/keys", "key", Role.ADMINISTRATOR),
          new Page("audit", "/audit", "book", Role.ADMINISTRATOR),
          new Page("account", "/account", "user", Role.CLERK));

  /** Copies the lists. */
  Navigation {
    main = List.copyOf(main);
    more = List.copyOf(more);
  }

  /**
   * What a person may go to.
   *
   * @param mayEnter whether the person may do what a role may
   * @param path the path of the page that is shown
   */
  static Navigation of(Predicate<Role> mayEnter, String path) {
    return new Navigation(items(MAIN, mayEnter, path), items(MORE, mayEnter, path));
  }

  private static List<Item> items(List<Page> pages, Predicate<Role> mayEnter, String path) {
    return pages.stream()
        .filter(page -> mayEnter.test(page.role()))
        .map(page -> new Item(page.name(), page.path(), page.icon(), page.holds(path)))
        .toList();
  }

  /** Whether there is a way to a page. */
  public boolean has(String path) {
    return Stream.concat(main.stream(), more.stream()).anyMatch(item -> item.path().equals(path));
  }

  /** Whether the page that is shown is one behind the menu. */
  public boolean moreCurrent() {
    return more.stream().anyMatch(Item::current);
  }

  /**
   * A way to a page.
   *
   * @param name the end of the key of what people call it
   * @param path where it is
   * @param icon its picture in {@code img/icons.svg}
   * @param current whether it is the page that is shown, or holds it
   */
  record Item(String name, String path, String icon, boolean current) {}

  private record Page(String name, String path, String icon, Role role) {

    boolean holds(String shown) {
      return shown.equals(path) || (!path.equals("/") && shown.startsWith(path + "/"));
    }
  }
}
