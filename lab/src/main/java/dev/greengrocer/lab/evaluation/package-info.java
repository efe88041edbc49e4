/** Predictions to numbers: counts first, ratios derived, intervals beside them. */
@NullMarked
package dev.greengrocer.lab.evaluation;

import org.jspecify.annotations.NullMarked;
