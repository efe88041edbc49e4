package dev.greengrocer.analytics.schema;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A table of what facts refer to. Its first column is the key that they use. Immutable. */
public final class Dimension implements Table {

  private final String name;
  private final String words;
  private final List<Column> columns;
  private final Function<Members, List<@Nullable Object[]>> rows;

  private Dimension(
      String name,
      String words,
      List<Column> columns,
      Function<Members, List<@Nullable Object[]>> rows) {
    this.name = name;
    this.words = words;
    this.columns = List.copyOf(columns);
    this.rows = rows;
  }

  /**
   * A table.
   *
   * @param members what its rows are made of, in their order
   */
  static <S> Dimension of(
      String name, String words, Function<Members, List<S>> members, List<Cell<S>> cells) {
    return new Dimension(
        name,
        words,
        cells.stream().map(Cell::column).toList(),
        all -> members.apply(all).stream().map(member -> row(cells, member)).toList());
  }

  private static <S> @Nullable Object[] row(List<Cell<S>> cells, S member) {
    @Nullable Object[] row = new Object[cells.size()];
    for (int i = 0; i < row.length; i++) {
      row[i] = cells.get(i).value().of(member);
    }
    return row;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String words() {
    return words;
  }

  @Override
  public List<String> key() {
    return List.of(columns.get(0).name());
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  /** Hands on a row for each member that facts have referred to, always in the same order. */
  public void read(Members members, Consumer<@Nullable Object[]> consumer) {
    rows.apply(members).forEach(consumer);
  }
}
