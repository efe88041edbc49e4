package dev.greengrocer.web.server;

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
          new Page("Identify", "/", "camera", Role.CLERK),
          new Page("Till", "/till", "till", Role.CLERK),
          new Page("Checkout", "/checkout", "basket", Role.CLERK),
          new Page("History", "/history", "history", Role.CLERK),
          new Page("Review", "/review", "review", Role.REVIEWER));

  private static final List<Page> MORE =
      List.of(
          new Page("Dashboard", "/dashboard", "chart", Role.REVIEWER),
          new Page("Sales", "/sales", "receipt", Role.CLERK),
          new Page("Day closing", "/closings", "book", Role.CLERK),
          new Page("Stock", "/stock", "basket", Role.CLERK),
          new Page("Deliveries", "/deliveries", "upload", Role.CLERK),
          new Page("Prices", "/prices", "price", Role.CLERK),
          new Page("Model", "/model", "model", Role.CLERK),
          new Page("Experiments", "/experiments", "chart", Role.REVIEWER),
          new Page("Customers' data", "/customers", "trash", Role.ADMINISTRATOR),
          new Page("Settings", "/settings", "settings", Role.ADMINISTRATOR),
          new Page("Users", "/users", "people", Role.ADMINISTRATOR),
          new Page("API keys", "/keys", "key", Role.ADMINISTRATOR),
          new Page("Audit log", "/audit", "book", Role.ADMINISTRATOR),
          new Page("My account", "/account", "user", Role.CLERK));

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
   * @param name what people call it
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
