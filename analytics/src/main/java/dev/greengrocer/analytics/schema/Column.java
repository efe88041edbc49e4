package dev.greengrocer.analytics.schema;

import org.jspecify.annotations.Nullable;

/**
 * A column of a table.
 *
 * @param name in lower case with underscores
 * @param type what it holds
 * @param optional whether a value may be missing
 * @param words what it means, in which unit
 * @param references the dimension of whose members it is the key, or null
 */
public record Column(
    String name, ColumnType type, boolean optional, String words, @Nullable String references) {}
