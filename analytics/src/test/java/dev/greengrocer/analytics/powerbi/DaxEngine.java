package dev.greengrocer.analytics.powerbi;

import dev.greengrocer.analytics.powerbi.Dax.Binary;
import dev.greengrocer.analytics.powerbi.Dax.Block;
import dev.greengrocer.analytics.powerbi.Dax.Bracket;
import dev.greengrocer.analytics.powerbi.Dax.Call;
import dev.greengrocer.analytics.powerbi.Dax.Column;
import dev.greengrocer.analytics.powerbi.Dax.Expression;
import dev.greengrocer.analytics.powerbi.Dax.In;
import dev.greengrocer.analytics.powerbi.Dax.Literal;
import dev.greengrocer.analytics.powerbi.Dax.Variable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Computes figures from their DAX, by filter context and row context as Power BI does. It knows
 * what our figures are written in and refuses all else. A missing value is BLANK, and null here.
 */
final class DaxEngine {

  /** The column that GENERATESERIES makes. */
  private static final Column VALUE = new Column("", "Value");

  private final Map<String, List<Map<String, @Nullable Object>>> rows;
  private final Map<String, Map<String, Link>> links = new HashMap<>();
  private final Map<String, Expression> measures = new HashMap<>();

  /** From a fact to a dimension: its column, and the dimension's rows by key. */
  private record Link(String column, Map<Object, Map<String, @Nullable Object>> members) {}

  /** What a value of a column has to be. */
  private record Filter(Column column, Predicate<@Nullable Object> test) {}

  /** Where an expression is computed: filters, the current row, variables. */
  private record Context(
      List<Filter> filters,
      Map<Column, @Nullable Object> row,
      Map<String, @Nullable Object> variables) {

    Context with(List<Filter> other) {
      return new Context(other, Map.of(), variables);
    }

    Context with(Map<Column, @Nullable Object> current) {
      Map<Column, @Nullable Object> all = new HashMap<>(row);
      all.putAll(current);
      return new Context(filters, all, variables);
    }

    Context define(String name, @Nullable Object value) {
      Map<String, @Nullable Object> all = new HashMap<>(variables);
      all.put(name, value);
      return new Context(filters, row, all);
    }
  }

  /**
   * An engine over rows.
   *
   * @param rows of each table of the model, by the names of its columns
   */
  DaxEngine(Map<String, List<Map<String, @Nullable Object>>> rows, PowerBiOptions options) {
    this.rows = rows;
    for (SemanticModel.Relationship one : SemanticModel.relationships()) {
      Map<Object, Map<String, @Nullable Object>> members = new HashMap<>();
      rowsOf(one.toTable())
          .forEach(row -> members.put(Objects.requireNonNull(row.get(one.toColumn())), row));
      links
          .computeIfAbsent(one.fromTable(), table -> new HashMap<>())
          .put(one.toTable(), new Link(one.fromColumn(), members));
    }
    Measures.all().forEach(one -> measures.put(one.name(), Dax.read(one.dax(options))));
  }

  /** The value of a figure where columns have these values. */
  @Nullable Object value(String measure, Map<Column, @Nullable Object> where) {
    List<Filter> filters = new ArrayList<>();
    where.forEach(
        (column, value) -> filters.add(new Filter(column, found -> Objects.equals(found, value))));
    return measure(measure, new Context(filters, Map.of(), Map.of()));
  }

  /** The values of a column, in their order, the missing one last. */
  List<@Nullable Object> values(Column column, Map<Column, @Nullable Object> where) {
    List<Filter> filters = new ArrayList<>();
    where.forEach(
        (other, value) -> filters.add(new Filter(other, found -> Objects.equals(found, value))));
    return distinct(column, filters).stream().sorted(DaxEngine::order).toList();
  }

  private static int order(@Nullable Object one, @Nullable Object other) {
    if (one == null || other == null) {
      return Boolean.compare(one == null, other == null);
    }
    return one instanceof String
        ? one.toString().compareTo(other.toString())
        : Double.compare(number(one), number(other));
  }

  private @Nullable Object measure(String name, Context context) {
    Expression expression = measures.get(name);
    if (expression == null) {
      throw new IllegalArgumentException("no measure [%s]".formatted(name));
    }
    return value(expression, new Context(transition(context), Map.of(), Map.of()));
  }

  private @Nullable Object value(Expression expression, Context context) {
    if (expression instanceof Literal literal) {
      return literal.value();
    }
    if (expression instanceof Variable variable) {
      if (!context.variables.containsKey(variable.name())) {
        throw new IllegalArgumentException("no variable " + variable.name());
      }
      return context.variables.get(variable.name());
    }
    if (expression instanceof Bracket bracket) {
      Column unnamed = new Column("", bracket.name());
      return context.row.containsKey(unnamed)
          ? context.row.get(unnamed)
          : measure(bracket.name(), context);
    }
    if (expression instanceof Column column) {
      if (!context.row.containsKey(column)) {
        throw new IllegalArgumentException("no row from which to take " + column);
      }
      return context.row.get(column);
    }
    if (expression instanceof Block block) {
      Context inner = context;
      for (Dax.Definition definition : block.definitions()) {
        inner = inner.define(definition.name(), value(definition.value(), inner));
      }
      return value(block.result(), inner);
    }
    if (expression instanceof In in) {
      Object value = value(in.value(), context);
      return in.list().stream().anyMatch(one -> same(value, value(one, context)));
    }
    if (expression instanceof Binary binary) {
      return binary(binary.sign(), value(binary.left(), context), value(binary.right(), context));
    }
    return call((Call) expression, context);
  }

  private @Nullable Object call(Call call, Context context) {
    List<Expression> arguments = call.arguments();
    return switch (call.function()) {
      case "TRUE" -> true;
      case "FALSE" -> false;
      case "NOT" -> !truth(value(arguments.get(0), context));
      case "ISBLANK" -> value(arguments.get(0), context) == null;
      case "SQRT" -> Math.sqrt(number(value(arguments.get(0), context)));
      case "LN" -> Math.log(number(value(arguments.get(0), context)));
      case "DIVIDE" -> divide(value(arguments.get(0), context), value(arguments.get(1), context));
      case "IF" ->
          truth(value(arguments.get(0), context))
              ? value(arguments.get(1), context)
              : arguments.size() > 2 ? value(arguments.get(2), context) : null;
      case "COUNTROWS" -> {
        long count = selected(((Dax.Table) arguments.get(0)).name(), context.filters).count();
        yield count == 0 ? null : (Object) (double) count;
      }
      case "DISTINCTCOUNT" -> {
        int count = distinct((Column) arguments.get(0), context.filters).size();
        yield count == 0 ? null : (Object) (double) count;
      }
      case "SUM", "AVERAGE" -> aggregate(call.function(), (Column) arguments.get(0), context);
      case "MIN", "MAX" ->
          arguments.size() == 1
              ? aggregate(call.function(), (Column) arguments.get(0), context)
              : larger(
                  call.function(),
                  value(arguments.get(0), context),
                  value(arguments.get(1), context));
      case "CALCULATE" -> calculate(arguments, context);
      case "SUMX", "MINX" ->
          over(
              call.function(),
              table(arguments.get(0), context).stream()
                  .map(row -> value(arguments.get(1), context.with(row)))
                  .filter(Objects::nonNull)
                  .map(DaxEngine::number)
                  .toList());
      default -> throw new IllegalArgumentException("no function " + call.function());
    };
  }

  private List<Map<Column, @Nullable Object>> table(Expression expression, Context context) {
    Call call = (Call) expression;
    return switch (call.function()) {
      case "VALUES" -> {
        Column column = (Column) call.arguments().get(0);
        yield distinct(column, context.filters).stream().map(value -> row(column, value)).toList();
      }
      case "GENERATESERIES" -> {
        List<Map<Column, @Nullable Object>> series = new ArrayList<>();
        double last = number(value(call.arguments().get(1), context));
        for (double i = number(value(call.arguments().get(0), context)); i <= last; i++) {
          series.add(row(VALUE, i));
        }
        yield series;
      }
      case "FILTER" ->
          table(call.arguments().get(0), context).stream()
              .filter(row -> truth(value(call.arguments().get(1), context.with(row))))
              .toList();
      default -> throw new IllegalArgumentException("no table function " + call.function());
    };
  }

  private static Map<Column, @Nullable Object> row(Column column, @Nullable Object value) {
    Map<Column, @Nullable Object> row = new HashMap<>();
    row.put(column, value);
    return row;
  }

  private @Nullable Object calculate(List<Expression> arguments, Context context) {
    List<Filter> filters = transition(context);
    List<Expression> modifiers = arguments.subList(1, arguments.size());
    for (Expression modifier : modifiers) {
      if (modifier instanceof Call call && call.function().equals("REMOVEFILTERS")) {
        String table = ((Dax.Table) call.arguments().get(0)).name();
        filters.removeIf(filter -> filter.column.table().equals(table));
      }
    }
    List<Filter> added = new ArrayList<>();
    for (Expression modifier : modifiers) {
      if (modifier instanceof Call call && call.function().equals("REMOVEFILTERS")) {
        continue;
      }
      boolean keeps = modifier instanceof Call call && call.function().equals("KEEPFILTERS");
      Expression condition = keeps ? ((Call) modifier).arguments().get(0) : modifier;
      Filter filter = filter(condition, context);
      if (!keeps) {
        filters.removeIf(other -> other.column.equals(filter.column));
      }
      added.add(filter);
    }
    filters.addAll(added);
    return value(arguments.get(0), context.with(filters));
  }

  private static Filter filterOf(Column column, Predicate<@Nullable Object> test) {
    return new Filter(column, test);
  }

  private Filter filter(Expression condition, Context context) {
    Set<Column> columns = new LinkedHashSet<>();
    Dax.all(condition).stream()
        .filter(Column.class::isInstance)
        .forEach(column -> columns.add((Column) column));
    if (columns.size() != 1) {
      throw new IllegalArgumentException("a filter is about one column, not " + columns);
    }
    Column column = columns.iterator().next();
    return filterOf(column, found -> truth(value(condition, context.with(row(column, found)))));
  }

  /** The current row as filters, which CALCULATE and figures make of it. */
  private static List<Filter> transition(Context context) {
    List<Filter> filters = new ArrayList<>(context.filters);
    context.row.forEach(
        (column, value) -> {
          if (!column.equals(VALUE)) {
            filters.add(new Filter(column, found -> Objects.equals(found, value)));
          }
        });
    return filters;
  }

  private List<Map<String, @Nullable Object>> rowsOf(String table) {
    List<Map<String, @Nullable Object>> found = rows.get(table);
    if (found == null) {
      throw new IllegalArgumentException("no table '%s'".formatted(table));
    }
    return found;
  }

  private Stream<Map<String, @Nullable Object>> selected(String table, List<Filter> filters) {
    Map<String, Link> from = links.getOrDefault(table, Map.of());
    return rowsOf(table).stream()
        .filter(row -> filters.stream().allMatch(filter -> passes(table, row, from, filter)));
  }

  private static boolean passes(
      String table, Map<String, @Nullable Object> row, Map<String, Link> from, Filter filter) {
    Column column = filter.column;
    if (column.table().equals(table)) {
      return filter.test.test(own(row, column));
    }
    Link link = from.get(column.table());
    if (link == null) {
      return true;
    }
    Map<String, @Nullable Object> member = link.members.get(row.get(link.column));
    return filter.test.test(member == null ? null : own(member, column));
  }

  private static @Nullable Object own(Map<String, @Nullable Object> row, Column column) {
    if (!row.containsKey(column.name())) {
      throw new IllegalArgumentException("no column " + column);
    }
    return row.get(column.name());
  }

  private Set<@Nullable Object> distinct(Column column, List<Filter> filters) {
    Set<@Nullable Object> values = new LinkedHashSet<>();
    selected(column.table(), filters).forEach(row -> values.add(own(row, column)));
    return values;
  }

  private @Nullable Object aggregate(String function, Column column, Context context) {
    return over(
        function,
        selected(column.table(), context.filters)
            .map(row -> own(row, column))
            .filter(Objects::nonNull)
            .map(DaxEngine::number)
            .toList());
  }

  private static @Nullable Object over(String function, List<Double> numbers) {
    if (numbers.isEmpty()) {
      return null;
    }
    Stream<Double> all = numbers.stream();
    return switch (function) {
      case "SUM", "SUMX" -> all.mapToDouble(one -> one).sum();
      case "AVERAGE" -> all.mapToDouble(one -> one).average().orElseThrow();
      case "MIN", "MINX" -> all.mapToDouble(one -> one).min().orElseThrow();
      case "MAX" -> all.mapToDouble(one -> one).max().orElseThrow();
      default -> throw new IllegalArgumentException(function);
    };
  }

  private static Object larger(String function, @Nullable Object one, @Nullable Object other) {
    return function.equals("MAX")
        ? Math.max(number(one), number(other))
        : Math.min(number(one), number(other));
  }

  private static @Nullable Object binary(
      String sign, @Nullable Object left, @Nullable Object right) {
    return switch (sign) {
      case "=" -> same(left, right);
      case "<>" -> !same(left, right);
      case "<" -> number(left) < number(right);
      case ">" -> number(left) > number(right);
      case "<=" -> number(left) <= number(right);
      case ">=" -> number(left) >= number(right);
      case "&&" -> truth(left) && truth(right);
      case "||" -> truth(left) || truth(right);
      case "+" -> left == null && right == null ? null : (Object) (number(left) + number(right));
      case "-" -> left == null && right == null ? null : (Object) (number(left) - number(right));
      case "*" -> left == null || right == null ? null : (Object) (number(left) * number(right));
      case "/" -> left == null ? null : (Object) (number(left) / number(right));
      default -> throw new IllegalArgumentException(sign);
    };
  }

  /** BLANK is like 0, like an empty text and like FALSE. */
  private static boolean same(@Nullable Object one, @Nullable Object other) {
    if (one instanceof String || other instanceof String) {
      return (one == null ? "" : one).equals(other == null ? "" : other);
    }
    if (one instanceof Boolean || other instanceof Boolean) {
      return truth(one) == truth(other);
    }
    return number(one) == number(other);
  }

  private static @Nullable Object divide(@Nullable Object left, @Nullable Object right) {
    return left == null || number(right) == 0 ? null : (Object) (number(left) / number(right));
  }

  private static boolean truth(@Nullable Object value) {
    return value instanceof Boolean flag ? flag : number(value) != 0;
  }

  private static double number(@Nullable Object value) {
    if (value == null) {
      return 0;
    }
    if (value instanceof LocalDate day) {
      return day.toEpochDay();
    }
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    throw new IllegalArgumentException("'%s' is no number".formatted(value));
  }
}
