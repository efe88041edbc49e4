/** Figures over days: predictions, confidence, corrections, sales and drift. */
@NullMarked
package dev.greengrocer.ledger.figures;

import org.jspecify.annotations.NullMarked;
