package dev.greengrocer.analytics.powerbi;

import dev.greengrocer.analytics.powerbi.Dax.Column;
import dev.greengrocer.analytics.powerbi.Svg.Style;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A page of the report as a drawing: the same places, and the figures that its visuals would show.
 * Power BI draws axes and letters its own way.
 */
final class PagePicture {

  private static final Style TITLE = new Style(20, Theme.INK, true);
  private static final Style HEAD = new Style(13, Theme.INK, false);
  private static final Style SMALL = new Style(11, Theme.SOFT, false);
  private static final Style LARGE = new Style(26, Theme.INK, false);
  private static final String LEFT = "start";
  private static final String CENTRE = "middle";
  private static final String RIGHT = "end";
  private static final String BLANK = "(Blank)";
  private static final int ROW = 22;

  private final DrawnShop shop;
  private final String month;
  private boolean allMonths;
  private final Svg svg = new Svg(Box.PAGE.width(), Box.PAGE.height());

  private PagePicture(DrawnShop shop, String month) {
    this.shop = shop;
    this.month = month;
  }

  /** The page with a month chosen. */
  static String of(Page page, DrawnShop shop, String month) throws SQLException {
    PagePicture picture = new PagePicture(shop, month);
    picture.svg.rectangle(0, 0, Box.PAGE.width(), Box.PAGE.height(), Theme.GROUND);
    for (Visual visual : page.visuals()) {
      picture.allMonths = page.visuals().stream().anyMatch(visual::ignores);
      picture.draw(visual);
    }
    return picture.svg.toString();
  }

  private void draw(Visual visual) throws SQLException {
    Box box = visual.box();
    if (visual.kind() == Visual.Kind.TEXT) {
      svg.text(box.x(), box.y() + 32, visual.title(), TITLE, LEFT);
      return;
    }
    svg.frame(box);
    switch (visual.kind()) {
      case SLICER -> {
        String chosen = visual.title().equals("Month") ? month : "All";
        svg.text(box.x() + 12, box.y() + 30, visual.title() + ": " + chosen, HEAD, LEFT);
        svg.text(box.x() + box.width() - 12, box.y() + 30, "▾", HEAD, RIGHT);
      }
      case CARD -> cards(visual);
      case TEXT -> throw new IllegalStateException();
      case LINE, STACK, COLUMNS, BARS, MATRIX, TABLE -> {
        svg.text(box.x() + 12, box.y() + 22, visual.title(), HEAD, LEFT);
        chart(visual);
      }
    }
  }

  private void cards(Visual visual) {
    Box box = visual.box();
    List<Field> values = visual.shows().values();
    double width = (double) box.width() / values.size();
    for (int i = 0; i < values.size(); i++) {
      Field field = values.get(i);
      double middle = box.x() + width * (i + 0.5);
      svg.text(middle, box.y() + 54, shown(field, value(field, Map.of())), LARGE, CENTRE);
      svg.text(middle, box.y() + 84, field.name(), SMALL, CENTRE);
    }
  }

  private void chart(Visual visual) throws SQLException {
    Box box = visual.box();
    Box inner = new Box(box.x() + 12, box.y() + 32, box.width() - 24, box.height() - 44);
    switch (visual.kind()) {
      case BARS -> bars(visual, inner);
      case MATRIX -> matrix(visual, inner);
      case TABLE -> table(visual, inner);
      case LINE, STACK, COLUMNS -> columns(visual, inner);
      case TEXT, SLICER, CARD -> throw new IllegalStateException();
    }
  }

  private void bars(Visual visual, Box box) {
    Field field = visual.shows().values().get(0);
    List<Point> points = points(visual.shows().by().get(0), field);
    points.sort(Comparator.comparingDouble(Point::value).reversed());
    List<Point> fit = points.subList(0, Math.min(points.size(), box.height() / ROW));
    double most = fit.stream().mapToDouble(Point::value).max().orElse(1);
    double left = box.width() * 0.3;
    for (int i = 0; i < fit.size(); i++) {
      double y = box.y() + i * ROW;
      Point point = fit.get(i);
      svg.text(box.x() + left - 6, y + 14, point.name(), SMALL, RIGHT);
      double length = point.value() / most * (box.width() - left - 70);
      svg.rectangle(box.x() + left, y + 2, length, ROW - 6, Theme.LEAF);
      svg.text(box.x() + left + length + 6, y + 14, shown(field, point.value()), SMALL, LEFT);
    }
  }

  /** Columns, columns in parts, or lines over the values of a column. */
  private void columns(Visual visual, Box box) {
    Field by = visual.shows().by().get(0);
    List<Series> series = series(visual);
    List<@Nullable Object> names = present(by, visual.shows().values());
    boolean stacked = visual.kind() == Visual.Kind.STACK;
    double most = 0;
    for (Object name : names) {
      double sum = 0;
      for (Series one : series) {
        double value = number(one.at(by, name));
        sum = stacked ? sum + value : Math.max(sum, value);
      }
      most = Math.max(most, sum);
    }
    most = most == 0 ? 1 : most;
    Field unit = visual.shows().values().get(0);
    double bottom = box.y() + box.height() - 18.0;
    double top = box.y() + (series.size() > 1 ? 24 : 6);
    double left = box.x() + 76.0;
    double step = (box.x() + box.width() - left) / Math.max(1, names.size());
    svg.text(left - 6, top + 8, shown(unit, most), SMALL, RIGHT);
    svg.text(left - 6, bottom, shown(unit, 0.0), SMALL, RIGHT);
    svg.line(left, bottom, box.x() + box.width(), bottom, Theme.LINE, 1);
    for (int s = 0; s < series.size() && series.size() > 1; s++) {
      double x = left + s * Math.min(130, (box.x() + box.width() - left) / series.size());
      svg.rectangle(x, box.y(), 10, 10, color(series.get(s), s));
      svg.text(x + 14, box.y() + 9, series.get(s).name(), SMALL, LEFT);
    }
    int every = Math.max(1, (int) Math.ceil(62 / step));
    double[] last = new double[series.size()];
    Arrays.fill(last, Double.NaN);
    for (int i = 0; i < names.size(); i++) {
      double middle = left + step * (i + 0.5);
      if (i % every == 0) {
        svg.text(middle, bottom + 14, tick(names.get(i)), SMALL, CENTRE);
      }
      double base = bottom;
      for (int s = 0; s < series.size(); s++) {
        Object value = series.get(s).at(by, names.get(i));
        double height = number(value) / most * (bottom - top);
        if (visual.kind() == Visual.Kind.LINE) {
          if (value != null && !Double.isNaN(last[s])) {
            svg.line(middle - step, last[s], middle, bottom - height, color(series.get(s), s), 2);
          } else if (value != null) {
            svg.rectangle(middle - 2, bottom - height - 2, 4, 4, color(series.get(s), s));
          }
          last[s] = value == null ? Double.NaN : bottom - height;
        } else {
          double width = step * 0.7 / (stacked ? 1 : series.size());
          double x = middle - step * 0.35 + (stacked ? 0 : s * width);
          svg.rectangle(x, base - height, width, height, color(series.get(s), s));
          base -= stacked ? height : 0;
        }
      }
    }
  }

  private void matrix(Visual visual, Box box) {
    Field by = visual.shows().by().get(0);
    Field across = visual.series().orElseThrow();
    Field field = visual.shows().values().get(0);
    List<@Nullable Object> rows = present(by, List.of(field));
    List<@Nullable Object> columns = present(across, List.of(field));
    double width = (box.width() - 110.0) / Math.max(1, columns.size());
    double most = 0;
    for (Object row : rows) {
      for (Object column : columns) {
        most = Math.max(most, number(value(field, cell(by, row, across, column))));
      }
    }
    for (int c = 0; c < columns.size(); c++) {
      svg.text(
          box.x() + 110 + width * (c + 0.5), box.y() + 14, text(columns.get(c)), SMALL, CENTRE);
    }
    for (int r = 0; r < rows.size(); r++) {
      double y = box.y() + ROW * (r + 1.0);
      svg.text(box.x(), y + 15, text(rows.get(r)), SMALL, LEFT);
      for (int c = 0; c < columns.size(); c++) {
        Object value = value(field, cell(by, rows.get(r), across, columns.get(c)));
        if (value != null) {
          double x = box.x() + 110 + width * c;
          svg.rectangle(x, y, width - 2, ROW - 2, heat(number(value) / most));
          svg.text(x + width / 2, y + 15, shown(field, value), SMALL, CENTRE);
        }
      }
    }
  }

  private static Map<Column, @Nullable Object> cell(
      Field by, @Nullable Object row, Field across, @Nullable Object column) {
    Map<Column, @Nullable Object> where = new HashMap<>();
    where.put(column(by), row);
    where.put(column(across), column);
    return where;
  }

  private void table(Visual visual, Box box) throws SQLException {
    List<Field> by = visual.shows().by();
    List<Field> values = visual.shows().values();
    double width = (double) box.width() / (by.size() + values.size());
    List<List<String>> rows = new ArrayList<>();
    if (values.isEmpty()) {
      rows.addAll(answers(by, box.height() / ROW));
    } else {
      for (Object name : present(by.get(0), values)) {
        List<String> row = new ArrayList<>();
        Map<Column, @Nullable Object> where = new HashMap<>();
        where.put(column(by.get(0)), name);
        row.add(text(name));
        for (Field field : by.subList(1, by.size())) {
          row.add(text(shop.engine.values(column(field), where).get(0)));
        }
        values.forEach(field -> row.add(shown(field, value(field, where))));
        rows.add(row);
      }
    }
    List<Field> all = new ArrayList<>(by);
    all.addAll(values);
    for (int c = 0; c < all.size(); c++) {
      svg.text(
          box.x() + width * c,
          box.y() + 14,
          all.get(c).heading(),
          new Style(11, Theme.INK, true),
          LEFT);
      for (int r = 0; r < rows.size() && (r + 2) * ROW <= box.height(); r++) {
        svg.text(
            box.x() + width * c, box.y() + 14.0 + ROW * (r + 1), rows.get(r).get(c), SMALL, LEFT);
      }
    }
  }

  /** The first answers of the month, from the files themselves. */
  private List<List<String>> answers(List<Field> by, int rows) throws SQLException {
    List<String> columns = new ArrayList<>();
    for (Field field : by) {
      String column =
          field.name().equals("Page")
              ? "'…/history/' || left(p.prediction_id, 8) || '…'"
              : field.name().equals("Answered at")
                  ? "strftime(p.answered_at, '%Y-%m-%d %H:%M')"
                  : field.name().equals("Confidence")
                      ? "printf('%.3f', p.confidence)"
                      : "%s.%s"
                          .formatted(
                              switch (field.table()) {
                                case "Class" -> "c";
                                case "Confirmed class" -> "t";
                                case "Reason" -> "r";
                                default -> "p";
                              },
                              field.name().toLowerCase(Locale.ROOT).replace(' ', '_'));
      columns.add("COALESCE(%s, '')".formatted(column));
    }
    List<List<String>> found = new ArrayList<>();
    for (String row :
        shop.duck.rows(
            """
            SELECT %s FROM prediction p JOIN class c USING (class_key)
            LEFT JOIN class t ON t.class_key = p.confirmed_class_key
            JOIN reason r ON r.reason_key = p.reason_key
            WHERE p.date_key // 100 = %s ORDER BY p.answered_at, p.prediction_id LIMIT %d
            """
                .formatted(String.join(", ", columns), month.replace("-", ""), rows))) {
      found.add(List.of(row.split("\\|", -1)));
    }
    return found;
  }

  /** A value of a column, and of a figure there. */
  private record Point(String name, double value) {}

  /** A colour of a chart: a figure where a column has a value, or a figure alone. */
  private record Series(
      PagePicture picture, String name, Field field, Map<Column, @Nullable Object> where) {

    @Nullable Object at(Field by, @Nullable Object value) {
      Map<Column, @Nullable Object> all = new HashMap<>(where);
      all.put(column(by), value);
      return picture.value(field, all);
    }
  }

  private List<Series> series(Visual visual) {
    List<Series> series = new ArrayList<>();
    for (Field field : visual.shows().values()) {
      if (visual.series().isEmpty()) {
        series.add(new Series(this, field.name(), field, Map.of()));
      } else {
        Field split = visual.series().get();
        for (Object value : present(split, List.of(field))) {
          Map<Column, @Nullable Object> where = new HashMap<>();
          where.put(column(split), value);
          series.add(new Series(this, text(value), field, where));
        }
      }
    }
    return series;
  }

  private List<Point> points(Field by, Field field) {
    List<Point> points = new ArrayList<>();
    for (Object name : present(by, List.of(field))) {
      Map<Column, @Nullable Object> where = new HashMap<>();
      where.put(column(by), name);
      points.add(new Point(text(name), number(value(field, where))));
    }
    return points;
  }

  /**
   * The values of a column for which a figure is not blank; with the missing one where rows have
   * none.
   */
  private List<@Nullable Object> present(Field by, List<Field> fields) {
    List<@Nullable Object> values = new ArrayList<>(shop.engine.values(column(by), chosen()));
    sortedBy(by)
        .ifPresent(
            order ->
                values.sort(
                    Comparator.comparingDouble(
                        value ->
                            number(shop.engine.values(order, only(column(by), value)).get(0)))));
    if (!values.contains(null)) {
      values.add(null);
    }
    values.removeIf(
        value -> {
          Map<Column, @Nullable Object> where = new HashMap<>();
          where.put(column(by), value);
          return fields.stream().allMatch(field -> value(field, where) == null);
        });
    return values;
  }

  /** The column whose order is that of another. */
  private static Optional<Column> sortedBy(Field by) {
    return SemanticModel.tables().stream()
        .filter(table -> table.name().equals(by.table()))
        .flatMap(table -> table.columns().stream())
        .filter(column -> column.name().equals(by.name()) && column.show().sortedBy() != null)
        .map(column -> new Column(by.table(), String.valueOf(column.show().sortedBy())))
        .findFirst();
  }

  private static Map<Column, @Nullable Object> only(Column column, @Nullable Object value) {
    Map<Column, @Nullable Object> where = new HashMap<>();
    where.put(column, value);
    return where;
  }

  private Map<Column, @Nullable Object> chosen() {
    return allMonths ? Map.of() : Map.of(new Column("Date", "Year month"), month);
  }

  private @Nullable Object value(Field field, Map<Column, @Nullable Object> where) {
    Map<Column, @Nullable Object> all = new HashMap<>(chosen());
    all.putAll(where);
    return shop.engine.value(field.name(), all);
  }

  private static Column column(Field field) {
    return new Column(field.table(), field.name());
  }

  private static String color(Series one, int series) {
    String decision = Theme.DECISIONS.get(one.name());
    return decision != null ? decision : Theme.SERIES.get(series % Theme.SERIES.size());
  }

  /** Between the colours of the theme. */
  private static String heat(double share) {
    StringBuilder color = new StringBuilder("#");
    for (int i = 1; i < 7; i += 2) {
      int from = Integer.parseInt(Theme.HEAT.get(0).substring(i, i + 2), 16);
      int to = Integer.parseInt(Theme.HEAT.get(1).substring(i, i + 2), 16);
      color.append("%02x".formatted(Math.round(from + share * (to - from))));
    }
    return color.toString();
  }

  private static String tick(@Nullable Object value) {
    return value instanceof LocalDate day
        ? "%02d-%02d".formatted(day.getMonthValue(), day.getDayOfMonth())
        : text(value);
  }

  private static String text(@Nullable Object value) {
    return value == null ? BLANK : String.valueOf(value);
  }

  private static double number(@Nullable Object value) {
    return value == null ? 0 : ((Number) value).doubleValue();
  }

  private static String shown(Field field, @Nullable Object value) {
    if (value == null) {
      return "";
    }
    double number = number(value);
    return switch (Measures.named(field.name()).format()) {
      case COUNT -> String.format(Locale.ROOT, "%,d", Math.round(number));
      case MEAN -> String.format(Locale.ROOT, "%,.1f", number);
      case SHARE -> String.format(Locale.ROOT, "%.1f%%", 100 * number);
      case NUMBER -> String.format(Locale.ROOT, "%.3f", number);
      case MILLISECONDS -> String.format(Locale.ROOT, "%,.1f ms", number);
      case KILOGRAMS -> String.format(Locale.ROOT, "%,.1f kg", number);
      case MONEY -> String.format(Locale.ROOT, "%,.2f EUR", number);
    };
  }
}
