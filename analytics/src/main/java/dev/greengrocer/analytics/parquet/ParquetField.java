package dev.greengrocer.analytics.parquet;

/**
 * A column of a file.
 *
 * @param name what readers call it
 * @param type what it holds
 * @param optional whether a value may be null
 */
public record ParquetField(String name, ParquetType type, boolean optional) {}
