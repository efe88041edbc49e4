/**
 * Moves the books from SQLite to PostgreSQL and back, whole and verified: every row of every table
 * travels as a line of PostgreSQL's {@code COPY}, and both sides are read again and compared.
 */
@NullMarked
package dev.greengrocer.ledger.move;

import org.jspecify.annotations.NullMarked;
