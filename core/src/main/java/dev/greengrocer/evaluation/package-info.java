/** Predictions to numbers: counts first, ratios derived, intervals beside them. */
@NullMarked
package dev.greengrocer.evaluation;

import org.jspecify.annotations.NullMarked;
