/**
 * What analysts get of the books: {@link dev.greengrocer.analytics.schema.StarSchema} is the one
 * definition of tables, columns, types, keys and their words. Facts are read month by month as
 * streams; the members of dimensions are those that facts refer to. Nothing personal is in any
 * table.
 */
@NullMarked
package dev.greengrocer.analytics.schema;

import org.jspecify.annotations.NullMarked;
