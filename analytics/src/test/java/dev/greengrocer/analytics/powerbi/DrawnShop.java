package dev.greengrocer.analytics.powerbi;

import dev.greengrocer.analytics.Duck;
import dev.greengrocer.analytics.ExportFormat;
import dev.greengrocer.analytics.FilledBooks;
import dev.greengrocer.analytics.schema.StarSchema;
import dev.greengrocer.analytics.schema.Table;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Books that were exported, read by DuckDB and by an engine of DAX. */
final class DrawnShop implements AutoCloseable {

  static final PowerBiOptions OPTIONS =
      new PowerBiOptions(
          new PowerBiSource.Folder("C:\\analytics"),
          "https://shop.example/",
          Currency.getInstance("EUR"),
          FilledBooks.CALENDAR.zone(),
          FilledBooks.FISCAL);

  final FilledBooks books;
  final Duck duck;
  final DaxEngine engine;

  private DrawnShop(FilledBooks books, Duck duck) throws SQLException {
    this.books = books;
    this.duck = duck;
    this.engine = new DaxEngine(rows(duck), OPTIONS);
  }

  static DrawnShop open(Path folder, int answers) throws SQLException {
    FilledBooks books = FilledBooks.write(folder.resolve("data"), answers);
    for (int i = 0; i < answers / 40; i++) {
      books.saysNotInList("reviewer", books.answers.get(i * 37));
    }
    books.export(folder.resolve("out"), ExportFormat.PARQUET);
    return new DrawnShop(books, Duck.over(folder.resolve("out"), "parquet"));
  }

  private static Map<String, List<Map<String, @Nullable Object>>> rows(Duck duck)
      throws SQLException {
    Map<String, List<Map<String, @Nullable Object>>> tables = new HashMap<>();
    for (ModelTable table : SemanticModel.tables()) {
      List<Map<String, @Nullable Object>> rows = new ArrayList<>();
      for (Map<String, Object> found :
          duck.table("SELECT * FROM \"%s\"".formatted(table.source().name()))) {
        Map<String, @Nullable Object> row = new HashMap<>();
        found.forEach((column, value) -> row.put(Names.of(column), value));
        rows.add(row);
      }
      tables.put(table.name(), rows);
    }
    return tables;
  }

  /** Makes the views that the SQL of figures reads, with those rows that are selected. */
  void select(Selection selection) throws SQLException {
    for (Table table : StarSchema.tables()) {
      String name = table.name();
      duck.execute(
          "CREATE OR REPLACE VIEW every_%s AS SELECT * FROM whole_%s WHERE %s"
              .formatted(name, name, selection.rows().getOrDefault(name, "TRUE")));
      boolean dated = name.equals("date") || table.columns().get(0).name().equals("date_key");
      duck.execute(
          "CREATE OR REPLACE VIEW \"%s\" AS SELECT * FROM every_%s WHERE %s"
              .formatted(
                  name,
                  name,
                  dated && !selection.month().isEmpty()
                      ? "date_key // 100 = " + selection.month().replace("-", "")
                      : "TRUE"));
    }
  }

  /** Keeps the whole tables under another name, once, before anything is selected. */
  void keepWhole() throws SQLException {
    for (Table table : StarSchema.tables()) {
      duck.execute(
          "CREATE TABLE whole_%s AS SELECT * FROM \"%s\"".formatted(table.name(), table.name()));
    }
  }

  /**
   * What is selected, said to both.
   *
   * @param month such as 2026-11, or empty for all
   * @param where columns of the model and their values
   * @param rows by table of the star schema, which rows that leaves
   */
  record Selection(
      String month, Map<Dax.Column, @Nullable Object> where, Map<String, String> rows) {

    /** The columns and values with the month. */
    Map<Dax.Column, @Nullable Object> filters() {
      Map<Dax.Column, @Nullable Object> all = new HashMap<>(where);
      if (!month.isEmpty()) {
        all.put(new Dax.Column("Date", "Year month"), month);
      }
      return all;
    }
  }

  @Override
  public void close() throws SQLException {
    duck.close();
    books.close();
  }
}
