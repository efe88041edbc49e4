/**
 * Writes tables as <a href="https://parquet.apache.org/docs/file-format/">Parquet</a> files,
 * without a library: flat columns, dictionaries, run lengths and GZIP are all that an export needs.
 * It knows nothing of what is in the tables.
 */
@NullMarked
package dev.greengrocer.analytics.parquet;

import org.jspecify.annotations.NullMarked;
