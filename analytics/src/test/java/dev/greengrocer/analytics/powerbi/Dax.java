package dev.greengrocer.analytics.powerbi;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the part of DAX in which our figures are written; anything else is refused. */
final class Dax {

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(?<table>'[^']+')|(?<bracket>\\[[^\\]]+])|(?<text>\"[^\"]*\")|(?<number>\\d+(?:\\.\\d+)?)"
              + "|(?<word>[A-Za-z_]\\w*)|(?<sign><=|>=|<>|&&|\\|\\||[-+*/=<>(){},]))");

  private final List<String> tokens;
  private int next;

  private Dax(List<String> tokens) {
    this.tokens = tokens;
  }

  /** An expression. */
  sealed interface Expression {}

  /** A number, text or truth. */
  record Literal(Object value) implements Expression {}

  /** A table. */
  record Table(String name) implements Expression {}

  /** A column. */
  record Column(String table, String name) implements Expression {}

  /** A figure, or a column of a table that has no name. */
  record Bracket(String name) implements Expression {}

  /** A variable. */
  record Variable(String name) implements Expression {}

  /** Two values and a sign between them. */
  record Binary(String sign, Expression left, Expression right) implements Expression {}

  /** Whether a value is one of a list. */
  record In(Expression value, List<Expression> list) implements Expression {}

  /** A function. */
  record Call(String function, List<Expression> arguments) implements Expression {}

  /** Variables, and what is made of them. */
  record Block(List<Definition> definitions, Expression result) implements Expression {}

  /** A variable that is defined. */
  record Definition(String name, Expression value) {}

  static Expression read(String text) {
    List<String> tokens = new ArrayList<>();
    Matcher token = TOKEN.matcher(text);
    int end = 0;
    while (token.find() && token.start() == end) {
      tokens.add(token.group().strip());
      end = token.end();
    }
    if (!text.substring(end).isBlank()) {
      throw new IllegalArgumentException("cannot read: " + text.substring(end));
    }
    Dax reader = new Dax(tokens);
    Expression expression = reader.block();
    if (reader.next < tokens.size()) {
      throw new IllegalArgumentException("too much: " + tokens.subList(reader.next, tokens.size()));
    }
    return expression;
  }

  /** All expressions within one, itself first. */
  static List<Expression> all(Expression expression) {
    List<Expression> all = new ArrayList<>(List.of(expression));
    List<Expression> parts = new ArrayList<>();
    if (expression instanceof Binary binary) {
      parts.addAll(List.of(binary.left, binary.right));
    } else if (expression instanceof In in) {
      parts.add(in.value);
      parts.addAll(in.list);
    } else if (expression instanceof Call call) {
      parts.addAll(call.arguments);
    } else if (expression instanceof Block block) {
      block.definitions.forEach(definition -> parts.add(definition.value));
      parts.add(block.result);
    }
    parts.forEach(part -> all.addAll(all(part)));
    return all;
  }

  private Expression block() {
    List<Definition> definitions = new ArrayList<>();
    while (accept("VAR")) {
      String name = take();
      expect("=");
      definitions.add(new Definition(name, comparison()));
    }
    if (definitions.isEmpty()) {
      return or();
    }
    expect("RETURN");
    return new Block(definitions, block());
  }

  private Expression or() {
    return binary(this::and, "||");
  }

  private Expression and() {
    return binary(this::comparison, "&&");
  }

  private Expression comparison() {
    Expression left = binary(this::sum, "=", "<>", "<=", ">=", "<", ">");
    if (!accept("IN")) {
      return left;
    }
    expect("{");
    List<Expression> list = new ArrayList<>(List.of(sum()));
    while (accept(",")) {
      list.add(sum());
    }
    expect("}");
    return new In(left, list);
  }

  private Expression sum() {
    return binary(this::product, "+", "-");
  }

  private Expression product() {
    return binary(this::primary, "*", "/");
  }

  private Expression binary(Supplier<Expression> part, String... signs) {
    Expression left = part.get();
    while (next < tokens.size() && List.of(signs).contains(tokens.get(next))) {
      String sign = take();
      left = new Binary(sign, left, part.get());
    }
    return left;
  }

  private Expression primary() {
    String token = take();
    if (token.equals("(")) {
      Expression inner = block();
      expect(")");
      return inner;
    }
    if (token.startsWith("'")) {
      String table = token.substring(1, token.length() - 1);
      String bracket = peek();
      return bracket != null && bracket.startsWith("[")
          ? new Column(table, inside(take()))
          : new Table(table);
    }
    if (token.startsWith("[")) {
      return new Bracket(inside(token));
    }
    if (token.startsWith("\"")) {
      return new Literal(inside(token));
    }
    if (Character.isDigit(token.charAt(0))) {
      return new Literal(Double.valueOf(token));
    }
    if (token.equals("NOT")) {
      return new Call(token, List.of(comparison()));
    }
    if (!accept("(")) {
      return new Variable(token);
    }
    List<Expression> arguments = new ArrayList<>();
    if (!accept(")")) {
      do {
        arguments.add(block());
      } while (accept(","));
      expect(")");
    }
    return new Call(token.toUpperCase(Locale.ROOT), arguments);
  }

  private static String inside(String token) {
    return token.substring(1, token.length() - 1);
  }

  private @Nullable String peek() {
    return next < tokens.size() ? tokens.get(next) : null;
  }

  private String take() {
    if (next == tokens.size()) {
      throw new IllegalArgumentException("ends too early");
    }
    return tokens.get(next++);
  }

  private boolean accept(String token) {
    boolean found = token.equals(peek());
    next += found ? 1 : 0;
    return found;
  }

  private void expect(String token) {
    if (!accept(token)) {
      throw new IllegalArgumentException("'%s' expected before %s".formatted(token, peek()));
    }
  }
}
