package dev.greengrocer.analytics.schema;

import org.jspecify.annotations.Nullable;

/**
 * A column and where its values come from.
 *
 * @param column the column
 * @param value the value of a row
 * @param <S> what a row is made of
 */
record Cell<S>(Column column, Value<S> value) {

  /** Makes a value of a row, of the type of its column. */
  @FunctionalInterface
  interface Value<S> {
    @Nullable Object of(S row);
  }

  /** A column in which no value is missing. */
  static <S> Cell<S> required(String name, ColumnType type, String words, Value<S> value) {
    return new Cell<>(new Column(name, type, false, words, null), value);
  }

  static <S> Cell<S> optional(String name, ColumnType type, String words, Value<S> value) {
    return new Cell<>(new Column(name, type, true, words, null), value);
  }

  /** The key of a member of a dimension. */
  static <S> Cell<S> link(String name, String dimension, String words, Value<S> value) {
    return new Cell<>(new Column(name, ColumnType.WHOLE, false, words, dimension), value);
  }

  static <S> Cell<S> optionalLink(String name, String dimension, String words, Value<S> value) {
    return new Cell<>(new Column(name, ColumnType.WHOLE, true, words, dimension), value);
  }
}
