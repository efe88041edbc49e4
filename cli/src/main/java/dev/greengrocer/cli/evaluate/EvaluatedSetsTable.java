package dev.greengrocer.cli.evaluate;

import dev.greengrocer.lab.report.evaluation.FormattedFigure;
import dev.greengrocer.lab.report.evaluation.SetTable;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The figures of every set of photos side by side, as people read them. */
final class EvaluatedSetsTable {

  private static final int NAMES = 26;

  private EvaluatedSetsTable() {}

  static void print(PrintWriter out, SetTable table) {
    if (table.sets().isEmpty()) {
      return;
    }
    out.printf("%nEvery set of photos, synonyms counted as one but in the first row%n%n");
    List<Integer> widths =
        IntStream.range(0, table.sets().size())
            .map(column -> width(table, column))
            .boxed()
            .toList();
    line(out, "", table.sets().stream().map(SetTable.Head::name).toList(), widths);
    line(out, "", table.sets().stream().map(SetTable.Head::photos).toList(), widths);
    for (SetTable.Row row : table.rows()) {
      line(out, row.name(), row.cells().stream().map(FormattedFigure::text).toList(), widths);
    }
    out.printf(
        "%nAURC: area under risk and coverage, 0 is best; excess: without what the best order of"
            + " the same names has.%n");
  }

  private static int width(SetTable table, int column) {
    SetTable.Head head = table.sets().get(column);
    return Stream.concat(
            Stream.of(head.name(), head.photos()),
            table.rows().stream().map(row -> row.cells().get(column).text()))
        .mapToInt(String::length)
        .max()
        .orElse(0);
  }

  private static void line(PrintWriter out, String name, List<String> cells, List<Integer> widths) {
    StringBuilder line = new StringBuilder(padded(name, NAMES));
    for (int column = 0; column < cells.size(); column++) {
      line.append("  ").append(padded(cells.get(column), widths.get(column)));
    }
    out.println(line.toString().stripTrailing());
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
