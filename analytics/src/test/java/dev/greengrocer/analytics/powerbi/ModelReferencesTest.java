package dev.greengrocer.analytics.powerbi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every name that a figure, a visual or a relationship uses is there: Power BI would say so only
 * when it opens the project.
 */
final class ModelReferencesTest {

  private final Map<String, Set<String>> columns = new TreeMap<>();
  private final Set<String> measures =
      Measures.all().stream().map(Measure::name).collect(Collectors.toSet());

  ModelReferencesTest() {
    for (ModelTable table : SemanticModel.tables()) {
      columns.put(
          table.name(),
          table.columns().stream().map(ModelColumn::name).collect(Collectors.toSet()));
    }
  }

  @Test
  void figures_refer_to_tables_columns_and_figures_that_there_are() {
    for (Measure measure : Measures.all()) {
      Dax.Expression dax = Dax.read(measure.dax(DrawnShop.OPTIONS));
      Set<String> variables = new HashSet<>();
      for (Dax.Expression part : Dax.all(dax)) {
        if (part instanceof Dax.Block block) {
          block.definitions().forEach(definition -> variables.add(definition.name()));
        }
      }
      for (Dax.Expression part : Dax.all(dax)) {
        if (part instanceof Dax.Table table) {
          assertThat(columns).as(measure.name()).containsKey(table.name());
        } else if (part instanceof Dax.Column column) {
          assertThat(columns).as(measure.name()).containsKey(column.table());
          assertThat(columns.get(column.table())).as(measure.name()).contains(column.name());
        } else if (part instanceof Dax.Bracket bracket && !bracket.name().equals("Value")) {
          assertThat(measures).as(measure.name()).contains(bracket.name());
        } else if (part instanceof Dax.Variable variable) {
          assertThat(variables).as(measure.name()).contains(variable.name());
        }
      }
    }
  }

  /** DAX takes a variable that is called like a table for that table. */
  @Test
  void variables_are_called_like_nothing_else() {
    Set<String> tables =
        columns.keySet().stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    Set<String> functions = Set.of("now", "before", "days", "day", "bin", "n", "p", "z", "first");
    for (Measure measure : Measures.all()) {
      for (Dax.Expression part : Dax.all(Dax.read(measure.dax(DrawnShop.OPTIONS)))) {
        if (part instanceof Dax.Block block) {
          assertThat(block.definitions())
              .extracting(definition -> definition.name().toLowerCase(Locale.ROOT))
              .as(measure.name())
              .doesNotContainAnyElementsOf(tables)
              .doesNotContainAnyElementsOf(functions);
        }
      }
    }
  }

  @Test
  void no_figure_needs_itself() {
    Map<String, List<String>> needs = new TreeMap<>();
    for (Measure measure : Measures.all()) {
      needs.put(
          measure.name(),
          Dax.all(Dax.read(measure.dax(DrawnShop.OPTIONS))).stream()
              .filter(Dax.Bracket.class::isInstance)
              .map(part -> ((Dax.Bracket) part).name())
              .filter(measures::contains)
              .toList());
    }
    for (String name : needs.keySet()) {
      List<String> reached = new ArrayList<>(needs.get(name));
      for (int i = 0; i < reached.size() && reached.size() < 10_000; i++) {
        reached.addAll(needs.get(reached.get(i)));
      }
      assertThat(reached).as(name).doesNotContain(name).hasSizeLessThan(10_000);
    }
  }

  /** In a model all figures share one list of names, and a table's figures and columns another. */
  @Test
  void names_are_unique() {
    assertThat(Measures.all()).extracting(Measure::name).doesNotHaveDuplicates();
    assertThat(Measures.all())
        .extracting(measure -> measure.words().germanName())
        .doesNotHaveDuplicates();
    for (ModelTable table : SemanticModel.tables()) {
      assertThat(
              Stream.concat(
                      table.columns().stream().map(ModelColumn::name),
                      table.measures().stream().map(Measure::name))
                  .map(String::toLowerCase))
          .as(table.name())
          .doesNotHaveDuplicates();
      assertThat(
              Stream.concat(
                      table.columns().stream()
                          .filter(column -> !column.show().hidden())
                          .map(German::column),
                      Stream.concat(
                          table.hierarchies().stream().map(German::hierarchy),
                          table.measures().stream().map(measure -> measure.words().germanName())))
                  .map(String::toLowerCase))
          .as(table.name())
          .doesNotHaveDuplicates();
    }
    assertThat(SemanticModel.tables().stream().map(ModelTable::name).map(String::toLowerCase))
        .doesNotHaveDuplicates();
  }

  @Test
  void every_figure_is_listed_by_one_table_and_has_all_its_words() {
    assertThat(SemanticModel.tables().stream().flatMap(table -> table.measures().stream()).toList())
        .containsExactlyInAnyOrderElementsOf(Measures.all());
    assertThat(Measures.all())
        .hasSizeGreaterThanOrEqualTo(40)
        .allSatisfy(
            measure -> {
              assertThat(measure.words().english()).endsWith(".").doesNotContain("\n");
              assertThat(measure.words().german()).endsWith(".").doesNotContain("\n");
              assertThat(measure.words().germanName()).isNotBlank();
              assertThat(measure.format().pattern(DrawnShop.OPTIONS)).isNotBlank();
            });
  }

  @Test
  void relationships_lead_from_a_column_to_a_key() {
    for (SemanticModel.Relationship one : SemanticModel.relationships()) {
      assertThat(columns.get(one.fromTable())).as("%s", one).contains(one.fromColumn());
      assertThat(columns.get(one.toTable())).as("%s", one).contains(one.toColumn());
    }
    // Two ways from one table to another would have to be distinguished in every figure.
    assertThat(SemanticModel.relationships())
        .extracting(one -> one.fromTable() + " to " + one.toTable())
        .doesNotHaveDuplicates();
  }

  @Test
  void visuals_show_what_there_is_and_stand_on_their_page() {
    for (Page page : Pages.all()) {
      for (Visual visual : page.visuals()) {
        visual.roles().values().stream()
            .flatMap(List::stream)
            .forEach(
                field -> {
                  if (field.isMeasure()) {
                    assertThat(measures).contains(field.name());
                  } else {
                    assertThat(columns).containsKey(field.table());
                    assertThat(columns.get(field.table())).as(page.name()).contains(field.name());
                  }
                });
        Box box = visual.box();
        assertThat(box.x() + box.width()).as(visual.title()).isLessThan(Box.PAGE.width());
        assertThat(box.y() + box.height()).as(visual.title()).isLessThan(Box.PAGE.height());
      }
      assertThat(page.visuals()).doesNotHaveDuplicates();
      assertNoOverlap(page, page.visuals().stream().map(Visual::box).toList());
      assertNoOverlap(page, List.copyOf(PhoneLayout.of(page).values()));
    }
  }

  private static void assertNoOverlap(Page page, List<Box> boxes) {
    for (int i = 0; i < boxes.size(); i++) {
      for (int j = 0; j < i; j++) {
        Box one = boxes.get(i);
        Box other = boxes.get(j);
        boolean apart =
            one.x() + one.width() <= other.x()
                || other.x() + other.width() <= one.x()
                || one.y() + one.height() <= other.y()
                || other.y() + other.height() <= one.y();
        assertThat(apart).as("%s: %s and %s", page.name(), one, other).isTrue();
      }
    }
  }

  @Test
  void levels_and_orders_are_columns_of_their_table() {
    for (ModelTable table : SemanticModel.tables()) {
      Set<String> names = columns.get(table.name());
      table.hierarchies().forEach(one -> assertThat(names).containsAll(one.levels()));
      for (ModelColumn column : table.columns()) {
        if (column.show().sortedBy() != null) {
          assertThat(names).contains(column.show().sortedBy());
        }
      }
    }
  }
}
