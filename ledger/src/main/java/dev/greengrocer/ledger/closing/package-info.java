/**
 * The closing of a day: what was sold since the last one, and Z reports, which are numbered without
 * gaps and never change. A period is a range of receipt numbers, not of hours, so that no sale
 * falls between two.
 */
@NullMarked
package dev.greengrocer.ledger.closing;

import org.jspecify.annotations.NullMarked;
