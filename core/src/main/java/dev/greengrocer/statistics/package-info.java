/**
 * Counts to figures with their intervals: proportions, confusion matrices, averages, paired
 * comparisons. Plain arithmetic on plain numbers; knows nothing of photos or models.
 */
@NullMarked
package dev.greengrocer.statistics;

import org.jspecify.annotations.NullMarked;
